import type { TextEdit } from 'vscode-languageserver-protocol';
import { Random } from '../../test/oracle/random.ts';
import { Client } from '../lsp/client.ts';
import { KEYSTROKES, WIDE_EDITS } from '../site/edits.ts';
import { repeat } from './effort.ts';
import { measureRequests } from './requests.ts';
import type { Setting } from './setting.ts';

/** The same edits for every server, as far as each comes. */
const SEED = 4;

/**
 * Drives a server as a client would: opens, types, asks.
 *
 * @throws when the server finds something else in the same text after edits that restore it
 */
export async function measureServer(setting: Setting): Promise<void> {
  const { effort, progress } = setting;
  const random = new Random(SEED);

  progress('cold open');
  let client: Client | undefined;
  await repeat(effort.opens, async () => {
    await client?.stop();
    client = await openCold(setting);
  });

  progress('a session of keystrokes');
  await typeSession(client!, setting, random);
  progress('edits that change everything');
  await editWidely(client!, setting, random);
  progress('requests');
  await measureRequests(client!, setting, random);
  await client!.stop();
}

async function openCold({ server, node, site, file, samples }: Setting): Promise<Client> {
  const started = performance.now();
  const client = await Client.start(server, node, file);
  samples.add('start', performance.now() - started);
  await client.probe();
  samples.add('open', await client.open(site.text));
  const { rss, longestBlock } = await client.probe();
  samples.add('memory/open', rss);
  samples.add('block/open', longestBlock);
  return client;
}

/** Keystrokes of all kinds, at places all over the file. */
async function typeSession(client: Client, { site, effort, samples }: Setting, random: Random): Promise<void> {
  const kinds = Object.entries(KEYSTROKES);
  const { times, seconds } = effort.session;
  const end = performance.now() + seconds * 1000;
  for (let typed = 0; typed < times && performance.now() < end; ) {
    const [kind, round] = random.pick(kinds);
    await editAndBack(client, round(site, random), (ms) => {
      samples.add('keystroke', ms);
      samples.add(`keystroke/${kind}`, ms);
      typed++;
    });
  }
  const { rss, longestBlock } = await client.probe();
  samples.add('memory/session', rss);
  samples.add('block/session', longestBlock);
}

/** Wide edits of all kinds in turn. */
async function editWidely(client: Client, { site, effort, samples }: Setting, random: Random): Promise<void> {
  const kinds = Object.entries(WIDE_EDITS);
  let turn = 0;
  await repeat(effort.wideEdits, () => {
    const [kind, round] = kinds[turn++ % kinds.length]!;
    return editAndBack(client, round(site, random), (ms) => {
      samples.add('wide', ms);
      samples.add(`wide/${kind}`, ms);
    });
  });
  samples.add('block/wide', (await client.probe()).longestBlock);
}

/** Edits that restore the text in the end. Afterwards the server must find what it found before. */
async function editAndBack(client: Client, edits: readonly TextEdit[], add: (ms: number) => void): Promise<void> {
  const before = client.diagnostics.length;
  for (const edit of edits) add(await client.edit(edit));
  const after = client.diagnostics.length;
  if (after !== before) throw new Error(`${before} problems were found at first, ${after} in the same text later`);
}
