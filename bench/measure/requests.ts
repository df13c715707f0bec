import type { CodeLens, Position, TextEdit } from 'vscode-languageserver-protocol';
import type { Random } from '../../test/oracle/random.ts';
import { type Client, timed } from '../lsp/client.ts';
import { endOf, erasedAndTyped, typedAndErased } from '../site/edits.ts';
import type { Site } from '../site/site.ts';
import { repeat } from './effort.ts';
import type { Samples } from './samples.ts';
import type { Setting } from './setting.ts';

/** Lines that an editor shows at once. */
const WINDOW = 60;

/** Where something is asked: right after the first of two edits, of which the second restores the text, or without them. */
interface Question {
  readonly edits: readonly [TextEdit, TextEdit];
  readonly positions: readonly [afterEdit: Position, settled: Position];
}

type Method = 'hover' | 'definition' | 'completion';

/** What is asked at a VM, chosen by chance. */
const QUESTIONS: { readonly [method in Method]: (site: Site, random: Random) => Question } = {
  hover: atHostOfVm,
  definition: atHostOfVm,
  completion: (site, random) => {
    const line = random.pick(random.pick([site.vmHosts, site.guests]));
    const end = endOf(site, line);
    const typed = { line, character: end.character - 1 };
    return { edits: erasedAndTyped(site, line), positions: [typed, end] };
  },
};

/** At the host that a VM names, while the VM's name is edited. */
function atHostOfVm(site: Site, random: Random): Question {
  const vm = random.int(0, site.vms - 1);
  const { line, character } = endOf(site, site.vmHosts[vm]!);
  const position = { line, character: character - 2 };
  return { edits: typedAndErased(site, site.vmNames[vm]!, 'x'), positions: [position, position] };
}

/** Hovers, definitions and completions, right after a keystroke and settled; lenses after a keystroke. */
export async function measureRequests(client: Client, setting: Setting, random: Random): Promise<void> {
  const { site, effort, server, samples } = setting;
  const methods: readonly Method[] = server.resolvesNames
    ? ['hover', 'definition', 'completion']
    : ['hover', 'completion'];
  for (const method of methods) {
    const question = QUESTIONS[method];
    await repeat(effort.requests, async () => {
      const { edits, positions } = question(site, random);
      const { ms, answer } = await client.askAfter(edits[0], () => client.ask(method, positions[0]));
      count(samples, `${method}/typing`, ms, answer);
      await client.edit(edits[1]);
    });
    await repeat(effort.requests, async () => {
      const { positions } = question(site, random);
      const { ms, answer } = await timed(() => client.ask(method, positions[1]));
      count(samples, `${method}/settled`, ms, answer);
    });
  }
  if (server.resolvesNames) await repeat(effort.requests, () => measureLenses(client, site, random, samples));
  samples.add('block/requests', (await client.probe()).longestBlock);
}

/** Adds what a request took, and how much its answer holds. */
function count(samples: Samples, measure: string, ms: number, answer: unknown): void {
  samples.add(measure, ms);
  samples.add(`answers/${measure}`, sizeOf(answer));
}

function sizeOf(answer: unknown): number {
  if (answer === null || answer === undefined) return 0;
  if (Array.isArray(answer)) return answer.length;
  return typeof answer === 'object' && 'items' in answer ? sizeOf(answer.items) : 1;
}

/** When a keystroke's diagnostics have come: all lenses, then those of a window as they are to be shown. */
async function measureLenses(client: Client, site: Site, random: Random, samples: Samples): Promise<void> {
  const line = random.pick(site.vmNames);
  const [there, back] = typedAndErased(site, line, 'x');
  await client.edit(there);
  const { ms, answer } = await timed(() => client.ask('codeLens'));
  count(samples, 'lenses/file', ms, answer);
  if (client.capabilities.codeLensProvider?.resolveProvider) {
    const lenses = answer as readonly CodeLens[];
    const shown = lenses.filter(({ range: { start } }) => start.line >= line && start.line < line + WINDOW);
    const resolved = await timed(() => Promise.all(shown.map((lens) => client.request('codeLens/resolve', lens))));
    count(samples, 'lenses/window', resolved.ms, resolved.answer);
  }
  await client.edit(back);
}
