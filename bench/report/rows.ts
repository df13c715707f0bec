import { KEYSTROKES, WIDE_EDITS } from '../site/edits.ts';
import { highest, middle, type Row, spread, tail } from './figures.ts';

const PHASES = { open: 'opening', session: 'keystrokes', wide: 'wide edits', requests: 'requests' };

/** What has a goal: at 1,000, 10,000 and 50,000 VMs, in the unit of the row. */
export const GOALS: readonly (Row & { readonly goals: { readonly [vms: number]: readonly number[] } })[] = [
  {
    ...spread('keystroke → diagnostics, median · p95, ms', 'keystroke'),
    goals: { 1000: [3, 8], 10000: [4, 12], 50000: [6, 35] },
  },
  { ...middle('edit that changes everything, ms', 'wide'), goals: { 1000: [15], 10000: [80], 50000: [400] } },
  { ...middle('cold open → diagnostics, ms', 'open'), goals: { 1000: [120], 10000: [500], 50000: [2_000] } },
  ...['hover', 'definition', 'completion'].map((method) => ({
    ...tail(`${method} right after a keystroke, p95, ms`, `${method}/typing`),
    goals: { 1000: [5], 10000: [5], 50000: [8] },
  })),
  { ...middle('lenses of the whole file, ms', 'lenses/file'), goals: { 1000: [10], 10000: [60], 50000: [250] } },
  {
    ...highest(
      'longest block of the event loop, ms',
      Object.keys(PHASES).map((phase) => `block/${phase}`),
    ),
    goals: { 1000: [50], 10000: [50], 50000: [50] },
  },
  { ...middle('memory after opening, MB', 'memory/open', 'MB'), goals: { 1000: [80], 10000: [130], 50000: [250] } },
  {
    ...middle('memory after the session, MB', 'memory/session', 'MB'),
    goals: { 1000: [90], 10000: [160], 50000: [380] },
  },
  {
    ...middle('`hxtopo plan` from a cold start, s', 'hxtopo/plan', 's'),
    goals: { 1000: [0.3], 10000: [0.8], 50000: [3] },
  },
];

/** How many times as fast as the peer a keystroke is to be. */
export const PEER_RATIO_GOALS: { readonly [vms: number]: number } = { 1000: 80, 10000: 700, 50000: 3_000 };

/** What is measured of both servers. */
export const COMPARED: readonly Row[] = [
  middle('keystroke → diagnostics, ms', 'keystroke'),
  middle('edit that changes everything, ms', 'wide'),
  middle('cold open → diagnostics, ms', 'open'),
  middle('hover right after a keystroke, ms', 'hover/typing'),
  middle('hover, settled, ms', 'hover/settled'),
  middle('completion right after a keystroke, ms', 'completion/typing'),
  middle('completion, settled, ms', 'completion/settled'),
  highest(
    'longest block of the event loop, ms',
    Object.keys(PHASES).map((phase) => `block/${phase}`),
  ),
  middle('memory after opening, MB', 'memory/open', 'MB'),
  middle('memory after the session, MB', 'memory/session', 'MB'),
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
