import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import type { Encoding } from '../../server/src/lsp/positions.ts';
import { LIKE_VSCODE, TestClient } from '../lsp/client.ts';
import { overTwoFiles } from '../unit/follow/history.ts';
import { anyTyping } from '../unit/follow/typing.ts';
import { everythingAbout, OF_DOCUMENT, OF_PLACE } from './ask.ts';
import { campaign } from './campaign.ts';
import { serveInProcess } from './in-process.ts';
import { FILES, type File, type Step, Work } from './protocol.ts';
import { smallSite } from './texts.ts';
import { lengthIn, linesOf } from './valid.ts';

const folder = mkdtempSync(join(tmpdir(), 'hxtopo-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = fc.constantFrom<File>(...FILES);
const SETTINGS = [
  null,
  {},
  { rules: { 'reference/unused': 'error', x: 1 } },
  { codeLens: { vm: false } },
  { rules: 3 },
  [],
];
const PROJECTS = ['rules:\n  reference/unused: off\n', 'rules: { job/single-proxy: error }\n', 'rules: [\n', ''];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('open', 'save', 'close', 'delete', 'cancel'), file }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('open'), file }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('type'),
      file,
      typings: fc.array(anyTyping, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('write'),
      file,
      text: fc.oneof(smallSite, fc.constantFrom(...PROJECTS, 'include: ["**/*.yaml", other]\n')),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tell'), file, type: fc.constantFrom(1, 2, 3) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ask'),
      file,
      method: fc.constantFrom(...OF_DOCUMENT, ...OF_PLACE),
      cancelled: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('settings'), settings: fc.constantFrom(...SETTINGS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('folder'), folder: fc.constantFrom('', 'other') }) },
);

const site = fc
  .tuple(smallSite, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), fc.boolean())
  .map(([text, away, hasProject]) => {
    const [root, more] = overTwoFiles(text, away) as [string, string];
    const files: [File, string][] = [
      ['site.topology.yaml', root],
      ['more.topology.yaml', more],
    ];
    return new Map(hasProject ? [...files, ['.hxtopo.yaml', PROJECTS[0]!] as const] : files);
  });

describe.each<Encoding>(['utf-16', 'utf-8'])('a random sequence of messages in %s', (encoding) => {
  const capabilities = { ...LIKE_VSCODE, general: { positionEncodings: [encoding] } };
  const logged: string[] = [];
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({
      capabilities,
      workspaceFolders: [],
      prepare: (connection) => {
        connection.onNotification('window/logMessage', ({ message }) => void logged.push(message));
      },
    });
    await client.configured(1);
  });
  afterAll(() => client.stop());

  let count = 0;
  campaign(
    `ends in what a new server says of the same texts, in ${encoding}`,
    { runs: 'sequences', normally: 15, unit: 'sequences' },
    fc.tuple(site, fc.array(step, { minLength: 10, maxLength: 40 })),
    async ([files, steps], counted) => {
      logged.length = 0;
      const work = new Work(client, encoding, join(folder, `${encoding}-${count++}`), files);
      await work.do({ kind: 'open', file: 'site.topology.yaml' });
      for (const each of steps) await work.do(each);
      // Lenses are remembered while a text does not parse, which a new server cannot know: other settings let go of them.
      await work.do({ kind: 'settings', settings: { ...(client.settings as object), sequence: count } });
      await work.settled();
      const said = await sayings(client, work, encoding);
      const other = await freshServer(work, capabilities);
      const anew = await sayings(other, work, encoding);
      for (const [asked, answer] of said) expect(JSON.stringify(answer), asked).toBe(JSON.stringify(anew.get(asked)));
      expect(logged).toEqual([]);
      other.kill();
      await work.end();
      counted(1);
    },
  );
});

/** A new server with the same files, folders, settings and texts. */
async function freshServer(work: Work, capabilities: ClientCapabilities): Promise<TestClient> {
  const other = await TestClient.start({
    serve: serveInProcess,
    capabilities,
    settings: work.client.settings,
    workspaceFolders: [...work.folders].map((name) => ({ uri: work.uriOf(name), name })),
  });
  await other.configured(1);
  for (const [uri, { text, version }] of work.open) await other.open(uri, text, version);
  return other;
}

/** What is said of every open document. */
async function sayings(of: TestClient, { open }: Work, encoding: Encoding): Promise<Map<string, unknown>> {
  const all = new Map<string, unknown>();
  for (const [uri, { text }] of open) {
    const lines = linesOf(text);
    const last = { line: lines.length - 1, character: lengthIn(lines.at(-1)!, encoding) };
    const place = { line: Math.floor(lines.length / 2), character: 6 };
    for (const [method, answer] of await everythingAbout(of, uri, [place], last)) {
      // A file that is written below an open document, as no editor leaves it, counts as saved there.
      if (!method.startsWith('hyperflexTopology/comparison')) all.set(`${uri} ${method}`, withoutIds(answer));
    }
  }
  return all;
}

/** An answer without the names that a server gives to what it has said. */
function withoutIds(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
  const { resultId: _, choices, ...rest } = answer as { resultId?: unknown; choices?: object };
  return choices ? { ...rest, choices: { ...choices, id: undefined } } : rest;
}
