import { KEYSTROKES, WIDE_EDITS } from '../site/edits.ts';
import { highest, middle, type Row, spread, tail } from './figures.ts';

const PHASES = { open: 'opening', session: 'keystrokes', wide: 'wide edits', requests: 'requests' };

const LONGEST_BLOCK = highest(
  'longest block of the event loop',
  Object.keys(PHASES).map((phase) => `block/${phase}`),
);

/** A row with its goals, in its unit, by number of VMs. */
export type Goal = Row & { readonly goals: { readonly [vms: number]: readonly number[] } };

/** What has a goal: for each, one at 1,000, at 10,000 and at 50,000 VMs. */
export const GOALS: readonly Goal[] = [
  goal(spread('keystroke → diagnostics, median · p95', 'keystroke'), [3, 8], [4, 12], [6, 35]),
  goal(middle('edit that changes everything', 'wide'), [15], [80], [400]),
  goal(middle('cold open → diagnostics', 'open'), [120], [500], [2_000]),
  ...['hover', 'definition', 'completion'].map((method) =>
    goal(tail(`${method} right after a keystroke, p95`, `${method}/typing`), [5], [5], [8]),
  ),
  goal(middle('lenses of the whole file', 'lenses/file'), [10], [60], [250]),
  goal(LONGEST_BLOCK, [50], [50], [50]),
  goal(middle('memory after opening', 'memory/open', 'MB'), [80], [130], [250]),
  goal(middle('memory after the session', 'memory/session', 'MB'), [90], [160], [380]),
  goal(middle('`hxtopo plan` from a cold start', 'hxtopo/plan', 's'), [0.3], [0.8], [3]),
];

/** How many times as fast as the peer a keystroke is to be. */
export const PEER_RATIO_GOALS: { readonly [vms: number]: number } = { 1000: 80, 10000: 700, 50000: 3_000 };

/** What is measured of both servers. */
export const COMPARED: readonly Row[] = [
  middle('keystroke → diagnostics', 'keystroke'),
  middle('edit that changes everything', 'wide'),
  middle('cold open → diagnostics', 'open'),
  middle('hover right after a keystroke', 'hover/typing'),
  middle('hover, settled', 'hover/settled'),
  middle('completion right after a keystroke', 'completion/typing'),
  middle('completion, settled', 'completion/settled'),
  LONGEST_BLOCK,
  middle('memory after opening', 'memory/open', 'MB'),
  middle('memory after the session', 'memory/session', 'MB'),
];

/** Everything that is measured of this project. */
export const EVERYTHING: readonly Row[] = [
  spread('start of the server → first answer', 'start'),
  spread('cold open', 'open'),
  spread('keystroke, all kinds', 'keystroke'),
  ...Object.keys(KEYSTROKES).map((kind) => spread(`keystroke: ${kind}`, `keystroke/${kind}`)),
  ...Object.keys(WIDE_EDITS).map((kind) => spread(`edit that changes everything: ${kind}`, `wide/${kind}`)),
  ...['hover', 'definition', 'completion'].flatMap((method) => [
    spread(`${method} right after a keystroke`, `${method}/typing`),
    spread(`${method}, settled`, `${method}/settled`),
  ]),
  spread('lenses of the whole file', 'lenses/file'),
  spread('lenses of a window, resolved', 'lenses/window'),
  ...Object.entries(PHASES).map(([phase, name]) => highest(`longest block: ${name}`, [`block/${phase}`])),
  spread('`hxtopo plan`, cold', 'hxtopo/plan'),
  spread('`hxtopo check`, cold', 'hxtopo/check'),
  spread('`JSON.parse` of the same as JSON', 'parse/json'),
  spread('`parseDocument` of yaml', 'parse/yaml'),
];

function goal(row: Row, small: readonly number[], large: readonly number[], huge: readonly number[]): Goal {
  return { ...row, goals: { 1000: small, 10000: large, 50000: huge } };
}
