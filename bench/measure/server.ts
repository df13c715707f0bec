import { Random } from '../../test/oracle/random.ts';
import { Client } from '../lsp/client.ts';
import type { Server } from '../lsp/server.ts';
import { KEYSTROKES, WIDE_EDITS } from '../site/edits.ts';
import type { Site } from '../site/site.ts';
import { repeat, type ServerEffort } from './effort.ts';
import { measureRequests } from './requests.ts';
import type { Samples } from './samples.ts';

/** What a server is measured with. */
export interface Setting {
  readonly server: Server;
  /** The Node that it runs on. */
  readonly node: string;
  readonly site: Site;
  /** The site's text on the disk. */
  readonly file: string;
  readonly effort: ServerEffort;
  /** Is told what is measured next. */
  readonly progress: (step: string) => void;
}

/** The same edits for every server, as far as each comes. */
const SEED = 4;

/**
 * Drives a server as a client would: opens, types, asks. What is measured goes to `samples`.
 *
 * @throws when the server finds something else in the same text after all edits than at first
 */
export async function measureServer(setting: Setting, samples: Samples): Promise<void> {
  const { server, effort, progress } = setting;
  const random = new Random(SEED);

  progress('cold open');
  let client: Client | undefined;
  await repeat(effort.opens, async () => {
    await client?.stop();
    client = await openCold(setting, samples);
  });
  const found = client!.diagnostics.length;

  progress('a session of keystrokes');
  await typeSession(client!, setting, random, samples);
  progress('edits that change everything');
  await editWidely(client!, setting, random, samples);
  progress('requests');
  await measureRequests(client!, setting, random, samples);

  const later = client!.diagnostics.length;
  await client!.stop();
  if (later !== found) {
    throw new Error(`${server.name} found ${found} problems at first, and ${later} in the same text after all edits`);
  }
}

async function openCold({ server, node, site, file }: Setting, samples: Samples): Promise<Client> {
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
async function typeSession(client: Client, { site, effort }: Setting, random: Random, samples: Samples): Promise<void> {
  const kinds = Object.entries(KEYSTROKES);
  const { times, seconds } = effort.session;
  const end = performance.now() + seconds * 1000;
  for (let typed = 0; typed < times && performance.now() < end; ) {
    const [kind, round] = random.pick(kinds);
    for (const edit of round(site, random)) {
      const ms = await client.edit(edit);
      samples.add('keystroke', ms);
      samples.add(`keystroke/${kind}`, ms);
      typed++;
    }
  }
  const { rss, longestBlock } = await client.probe();
  samples.add('memory/session', rss);
  samples.add('block/session', longestBlock);
}

async function editWidely(client: Client, { site, effort }: Setting, random: Random, samples: Samples): Promise<void> {
  for (const [kind, round] of Object.entries(WIDE_EDITS)) {
    await repeat(effort.wideEdits, async () => {
      for (const edit of round(site, random)) {
        const ms = await client.edit(edit);
        samples.add('wide', ms);
        samples.add(`wide/${kind}`, ms);
      }
    });
  }
  samples.add('block/wide', (await client.probe()).longestBlock);
}
