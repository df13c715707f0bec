import { afterEach, describe, expect, it } from 'vitest';
import { PLAIN, TestClient } from './client.ts';

/* Edits that arrive faster than they can be worked on: what counts is the text that they end with. */

const URI = 'file:///site.topology.yaml';
const TEXT = 'topology: 1\nhosts: [{ name: esx }]\nvms:\n  - name: a\n    host: e\n';
const KEYS = 100;

let client: TestClient;
afterEach(() => client.stop());

/** Types `host: exx…`, one letter a message; after each of them `then`. */
function type(then: () => void = () => {}): void {
  for (let key = 0; key < KEYS; key++) {
    const at = { line: 4, character: 11 + key };
    void client.change(URI, key + 2, [{ range: { start: at, end: at }, text: 'x' }]);
    then();
  }
}

describe('a burst of keystrokes', () => {
  it('is published once, as it ends', async () => {
    client = await TestClient.start({ capabilities: PLAIN });
    await client.open(URI, TEXT);
    await client.pushOf(URI, 1);
    type();
    const found = await client.pushOf(URI, KEYS + 1);
    expect(found.map(({ message }) => message).join()).toContain(`e${'x'.repeat(KEYS)}`);
    // Nothing is left to be published: another answer comes after all that was on its way.
    await client.request('textDocument/hover', { textDocument: { uri: URI }, position: { line: 0, character: 0 } });
    const ofBurst = client.pushed.filter(({ version }) => version !== 1);
    expect(ofBurst.length).toBeLessThan(KEYS / 10);
    expect(ofBurst.filter(({ version }) => version === KEYS + 1)).toHaveLength(1);
    expect(client.pushed.at(-1)!.version).toBe(KEYS + 1);
  });

  it('is answered as it ends, also where each key was asked about', async () => {
    client = await TestClient.start();
    await client.open(URI, TEXT);
    const asked: Promise<{ resultId: string; items: { message: string }[] }>[] = [];
    type(() => asked.push(client.request('textDocument/diagnostic', { textDocument: { uri: URI } })));
    const answers = await Promise.all(asked);
    const last = answers.at(-1)!;
    expect(last.items.map(({ message }) => message).join()).toContain(`e${'x'.repeat(KEYS)}`);
    expect(new Set(answers.map(({ resultId }) => resultId)).size).toBeLessThan(KEYS / 10);
  });
});
