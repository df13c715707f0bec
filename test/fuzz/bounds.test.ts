import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIKE_VSCODE, TestClient } from '../lsp/client.ts';
import { withHeap } from '../lsp/transports.ts';
import { everythingAbout } from './ask.ts';
import { campaign } from './campaign.ts';
import { hostileText } from './texts.ts';
import { linesOf } from './valid.ts';

const URI = 'file:///nowhere/site.topology.yaml';

/** A server that ends where it needs more memory; its answers are waited for. */
function serverWith(megabytes: number): () => TestClient {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({ serve: () => withHeap(megabytes), capabilities: LIKE_VSCODE });
    // Who waits for an answer learns that there is nobody left to give it.
    void client.exited.then(() => client.connection.dispose());
  });
  afterAll(() => client.kill());
  return () => client;
}

async function isAnswered(client: TestClient, text: string): Promise<void> {
  await client.open(URI, text);
  const lines = linesOf(text);
  const end = { line: lines.length - 1, character: lines.at(-1)!.length };
  expect(
    (await everythingAbout(client, URI, [{ line: Math.floor(lines.length / 2), character: 3 }], end)).size,
  ).toBeGreaterThan(15);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
}

const many = (length: number, line: (index: number) => string): string =>
  Array.from({ length }, (_, index) => line(index)).join('');

const LARGE: readonly (readonly [string, string])[] = [
  ['a comment of 10 MB', `# ${'x '.repeat(5_200_000)}`],
  ['words of 10 MB in a line', `name: ${'x '.repeat(5_200_000)}`],
  ['a quoted line of 10 MB', `name: "${'x\\n'.repeat(3_400_000)}"`],
  ['10 MB of brackets', '['.repeat(10_000_000)],
  ['100,000 hosts', `topology: 1\nhosts:\n${many(100_000, (index) => `  - name: h${index}\n`)}`],
  ['100,000 hosts of one name', `topology: 1\nhosts:\n${many(100_000, () => '  - name: a\n')}`],
  ['100,000 VMs in one line', `topology: 1\nvms: [${many(100_000, (index) => `{ name: v${index} }, `)}]\n`],
  ['100,000 keys', many(100_000, (index) => `key${index}: 1\n`)],
];

describe('everything is answered with 1,000 MB', () => {
  const client = serverWith(1000);
  it.each(LARGE)('about %s', (_, text) => isAnswered(client(), text));
});

describe('with 64 MB', () => {
  const client = serverWith(64);
  campaign(
    'everything is answered about one hostile text after another with 64 MB',
    { runs: 'texts', normally: 100, unit: 'texts' },
    hostileText,
    async (text, count) => {
      await isAnswered(client(), text);
      count(1);
    },
  );
});
