import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Position } from 'vscode-languageserver';
import type { Encoding } from '../../server/src/lsp/positions.ts';
import { LIKE_VSCODE, TestClient } from '../lsp/client.ts';
import { SUITE } from '../unit/syntax/yaml-suite.ts';
import { everythingAbout } from './ask.ts';
import { campaign } from './campaign.ts';
import { serveInProcess } from './in-process.ts';
import { hostileText } from './texts.ts';
import { invalidPositions, lengthIn, linesOf } from './valid.ts';

const URI = 'file:///nowhere/site.topology.yaml';

describe.each<Encoding>(['utf-16', 'utf-8'])('in %s', (encoding) => {
  let client: TestClient;
  const logged: string[] = [];
  beforeAll(async () => {
    client = await TestClient.start({
      serve: serveInProcess,
      capabilities: { ...LIKE_VSCODE, general: { positionEncodings: [encoding] } },
      prepare: (connection) => {
        connection.onNotification('window/logMessage', ({ message }) => void logged.push(message));
      },
    });
  });
  afterAll(() => client.kill());

  /** Whether all is answered about the text, with positions that it has, and nothing is thrown. */
  async function expectAnswers(text: string, at: readonly number[]): Promise<number> {
    logged.length = 0;
    await client.open(URI, text);
    const lines = linesOf(text);
    const last = { line: lines.length - 1, character: lengthIn(lines.at(-1)!, encoding) };
    const answers = await everythingAbout(client, URI, placesIn(lines, at, encoding), last);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    expect(logged).toEqual([]);
    for (const [method, answer] of answers) {
      expect(invalidPositions(answer, URI, new Map([[URI, text]]), encoding), method).toEqual([]);
    }
    return answers.size;
  }

  campaign(
    `everything is answered about hostile and broken texts, in ${encoding}`,
    { runs: 'texts', normally: 20, unit: 'texts' },
    fc.tuple(hostileText, fc.array(fc.nat(), { minLength: 2, maxLength: 2 })),
    async ([text, at], count) => {
      await expectAnswers(text, at);
      count(1);
    },
  );

  // Positions in UTF-8 are the stricter ones.
  if (encoding === 'utf-8') {
    it('everything is answered about each case of the YAML test suite', async () => {
      for (const { name, yaml } of SUITE) expect(await expectAnswers(yaml, [yaml.length, 7]), name).toBeGreaterThan(10);
    });
  }
});

/** Places of a text: the start of each line that the numbers pick, and somewhere in it. */
function placesIn(lines: readonly string[], at: readonly number[], encoding: Encoding): Position[] {
  return at.map((number) => {
    const line = number % lines.length;
    const text = lines[line]!;
    const characters = [...text];
    const before = characters.slice(0, (number * 31) % (characters.length + 1)).join('');
    return { line, character: lengthIn(before, encoding) };
  });
}
