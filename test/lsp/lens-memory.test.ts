import { describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver-protocol';
import type { TestClient } from './client.ts';
import { find, MUNICH, start, URI } from './munich.ts';

/** Line and title of each lens, in the order of lines. */
async function lenses(client: TestClient): Promise<string[]> {
  const found: CodeLens[] = await client.request('textDocument/codeLens', { textDocument: { uri: URI } });
  return found
    .map(({ range, command }) => [range.start.line, command!.title] as const)
    .sort(([a], [b]) => a - b)
    .map(([line, title]) => `${line}: ${title}`);
}

const insert = (position: { line: number; character: number }, text: string) => ({
  range: { start: position, end: position },
  text,
});

describe('the lenses of a part that does not parse', () => {
  /** Half-typed: what follows on the line cannot be read. */
  const host = find(MUNICH, 'host: esx01, datastore', 1, 'host: '.length);

  it('stay as they were until it does', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const before = await lenses(client);
    await client.change(URI, 2, [insert(host, '[')]);
    const own = (all: readonly string[]): string[] => all.filter((lens) => lens.startsWith(`${host.line}: `));
    expect(own(await lenses(client))).toEqual(own(before));
    await client.change(URI, 3, [
      { range: { start: host, end: { ...host, character: host.character + 1 } }, text: '' },
    ]);
    expect(await lenses(client)).toEqual(before);
  });

  it('move with the text', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const [before] = (await lenses(client)).filter((lens) => lens.startsWith(`${host.line}: `));
    await client.change(URI, 2, [insert(host, '['), insert({ line: 0, character: 0 }, '# one\n# two\n')]);
    expect(await lenses(client)).toContain(before!.replace(/^\d+/, String(host.line + 2)));
  });

  it('are what can be told where the file was never whole', async () => {
    const client = await start();
    await client.open(URI, MUNICH.replace('host: esx01, datastore', 'host: [esx01, datastore'));
    expect((await lenses(client)).some((lens) => lens.startsWith(`${host.line + 1}: `))).toBe(true);
  });
});
