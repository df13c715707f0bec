import { median } from '../measure/samples.ts';
import type { SizeResult } from '../run.ts';
import { meets, type Row, rounded, titled, written } from './figures.ts';
import type { Machine } from './machine.ts';
import { ratios } from './ratios.ts';
import { COMPARED, EVERYTHING, GOALS, PEER_RATIO_GOALS } from './rows.ts';
import { table } from './table.ts';

/** What people have written stands between these lines. */
export const NOTES = {
  start: '<!-- Notes: what stands between these two lines is kept. -->',
  end: '<!-- End of the notes. -->',
};

/**
 * The page with all results, as Markdown.
 *
 * @param results by size, ascending
 * @param machine where they come from
 * @param former the page as it was, of which the notes are kept; empty if there was none
 */
export function performancePage(results: readonly SizeResult[], machine: Machine, former: string): string {
  const parts = [
    '# Speed and memory',
    introduction(results, machine),
    '![Time from a keystroke to its diagnostics over the number of VMs](images/performance.svg)',
    notesOf(former),
    '## Figures beside goals',
    'A figure in bold misses its goal.',
    goalTable(results),
    '## Ratios that hold on any machine',
    ratioTable(results),
    ...(results.some(({ peer }) => peer.of('keystroke').length > 0)
      ? [
          '## Beside yaml-language-server',
          'This server : the other = how many times as much the other takes.',
          peerTable(results),
        ]
      : []),
    '## All figures',
    'Median · p95 in ms, but the longest block, which is the longest.',
    everythingTable(results),
    '## How it is measured',
    HOW,
  ];
  return `${parts.join('\n\n')}\n`;
}

const HOW = `- The topologies are those of \`samples/generate.mjs\`, the edits come from a seeded source: both servers get the same.
- The built server is driven over stdio, as VS Code drives it: with the file in a workspace, incremental changes, and diagnostics
  asked for directly behind each change. yaml-language-server has this project’s JSON Schema and nothing from the network; it
  pushes its diagnostics, and the 200 ms for which it waits for more edits are taken off.
- A time runs from before a message is sent until its answer is read. A keystroke’s answer is the diagnostics of the text with it.
- Lenses are asked for when a keystroke’s diagnostics have come; those of a window (60 lines) are resolved one by one, where the
  server leaves that to be done.
- A cold open is in a new process that has just asked for its settings, with nothing read and nothing asked before; “start” is
  what comes before.
- In the session keystrokes of all kinds are made at places all over the file, each when the diagnostics of the one before have
  come. It ends early where it would take minutes.
- Memory is the resident set of the server’s process. The longest block is what \`monitorEventLoopDelay\` has seen in that
  process, at a resolution of 1 ms.
- \`hxtopo\` runs from the start of its process to its end.`;

function introduction(results: readonly SizeResult[], { description, node, date, load }: Machine): string {
  const sizes = results.map(({ vms, length }) => `${counted(vms)} VMs (${rounded(length / 1e6)} MB)`).join(', ');
  const sessions = results.map(({ vms, own, peer }) => {
    const typed = peer.of('keystroke').length;
    const ofPeer = typed > 0 ? `, of yaml-language-server ${counted(typed)}` : '';
    return `${counted(own.of('keystroke').length)} at ${counted(vms)} VMs${ofPeer}`;
  });
  return `Written by \`npm run bench\` on ${date}: Node ${node.replace('v', '')} on ${description}; the load was ${rounded(load)} before it began.
One file each of ${sizes}. Keystrokes in the session: ${sessions.join('; ')}.`;
}

function notesOf(former: string): string {
  const start = former.indexOf(NOTES.start);
  const end = former.indexOf(NOTES.end);
  if (start === -1 || end < start) return `${NOTES.start}\n${NOTES.end}`;
  return former.slice(start, end + NOTES.end.length);
}

function goalTable(results: readonly SizeResult[]): string {
  const columns = results.flatMap(({ vms }) => [`${counted(vms)} VMs`, ...(hasGoals(vms) ? ['goal'] : [])]);
  const rows = GOALS.map((row) => [
    titled(row),
    ...results.flatMap(({ vms, own }) => {
      const { unit } = row;
      const values = row.figures(own);
      const goal = row.goals[vms];
      if (!goal) return [written(values, unit)];
      return [emphasized(written(values, unit), meets(values, goal, unit)), goal.map(counted).join(' · ')];
    }),
  ]);
  const ratioRow = [
    'keystroke: yaml-language-server : this',
    ...results.flatMap(({ vms, own, peer }) => {
      const ratio = median(peer.of('keystroke')) / median(own.of('keystroke'));
      const goal = PEER_RATIO_GOALS[vms];
      const figure = times(ratio);
      return goal === undefined ? [figure] : [emphasized(figure, !(ratio < goal)), `${counted(goal)}×`];
    }),
  ];
  return table(['', ...columns], [...rows, ratioRow]);
}

function hasGoals(vms: number): boolean {
  return PEER_RATIO_GOALS[vms] !== undefined;
}

function ratioTable(results: readonly SizeResult[]): string {
  return table(
    ['', 'measured', 'at most'],
    ratios(results).map(({ label, value, goal }) => [
      label,
      Number.isNaN(value) ? '–' : emphasized(precisely(value), value <= goal),
      String(goal),
    ]),
  );
}

function peerTable(results: readonly SizeResult[]): string {
  const cell = ({ figures, unit }: Row, { own, peer }: SizeResult): string => {
    const [ours, theirs] = [figures(own), figures(peer)];
    return `${written(ours, unit)} : ${written(theirs, unit)} = ${times(theirs[0]! / ours[0]!)}`;
  };
  return table(
    ['', ...results.map(({ vms }) => `${counted(vms)} VMs`)],
    COMPARED.map((row) => [titled(row), ...results.map((result) => cell(row, result))]),
  );
}

function everythingTable(results: readonly SizeResult[]): string {
  return table(
    ['', ...results.map(({ vms }) => `${counted(vms)} VMs`)],
    EVERYTHING.map(({ label, unit, figures }) => [label, ...results.map(({ own }) => written(figures(own), unit))]),
  );
}

function emphasized(text: string, met: boolean): string {
  return met || text === '–' ? text : `**${text}**`;
}

/** As it is, with thousands separators. */
function counted(value: number): string {
  return value.toLocaleString('en-US');
}

function times(ratio: number): string {
  return Number.isNaN(ratio) ? '–' : `${rounded(ratio)}×`;
}

function precisely(ratio: number): string {
  return ratio < 0.1 ? ratio.toFixed(4) : rounded(ratio);
}
