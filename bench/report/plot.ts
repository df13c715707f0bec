import { rounded } from './figures.ts';

/** One line of the plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

/** Times in ms at a number of VMs. */
export interface Point {
  readonly vms: number;
  readonly median: number;
  readonly p95: number;
}

const WIDTH = 760;
const HEIGHT = 440;
const PLOT = { left: 80, right: 560, top: 64, bottom: 380 };

/** Colours by the scheme of whoever looks; the panel is part of the picture, so that it is read on any page. */
const STYLE = `
    svg { font-family: system-ui, sans-serif; font-size: 13px; --panel: #ffffff; --ink: #1f2933; --quiet: #5f6c7b; --grid: #e1e6eb; --s0: #0b6bcb; --s1: #b4540a; }
    @media (prefers-color-scheme: dark) { svg { --panel: #15191e; --ink: #e6eaee; --quiet: #9aa6b2; --grid: #2b323a; --s0: #5eb1ff; --s1: #f0a35e; } }
    text { fill: var(--quiet); } .title { fill: var(--ink); font-size: 16px; font-weight: 600; }
    .grid { stroke: var(--grid); } .line { fill: none; stroke-width: 2.5; } .band { opacity: 0.16; }
    .s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); } .f0 { fill: var(--s0); } .f1 { fill: var(--s1); }`;

/**
 * Times over numbers of VMs, both logarithmic, as SVG: lines at the medians, bands up to the p95.
 *
 * @param title above the plot
 * @param series one or two, each with a point or more
 */
export function plot(title: string, series: readonly Series[]): string {
  const points = series.flatMap((one) => one.points);
  const x = scale(
    points.map(({ vms }) => vms),
    PLOT.left,
    PLOT.right,
  );
  const y = scale(
    points.flatMap(({ median, p95 }) => [median, p95]),
    PLOT.bottom,
    PLOT.top,
  );
  const sizes = [...new Set(points.map(({ vms }) => vms))];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
  <style>${STYLE}
  </style>
  <rect width="${WIDTH}" height="${HEIGHT}" rx="8" fill="var(--panel)"/>
  <text class="title" x="24" y="34">${title}</text>
${y.decades.map((ms) => rowOf(ms, y.at(ms))).join('\n')}
${sizes.map((vms) => label(x.at(vms), PLOT.bottom + 22, 'middle', vms.toLocaleString('en-US'))).join('\n')}
${label((PLOT.left + PLOT.right) / 2, PLOT.bottom + 46, 'middle', 'VMs in the file')}
${series.map((one, index) => drawn(one, index, x.at, y.at)).join('\n')}
</svg>
`;
}

function rowOf(ms: number, y: number): string {
  return `  <line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${fixed(y)}" y2="${fixed(y)}"/>
${label(PLOT.left - 10, y + 4, 'end', ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`)}`;
}

function drawn({ name, points }: Series, index: number, x: Position, y: Position): string {
  const at = (vms: number, ms: number): string => `${fixed(x(vms))},${fixed(y(ms))}`;
  const medians = points.map(({ vms, median }) => at(vms, median));
  const p95s = points.map(({ vms, p95 }) => at(vms, p95));
  const last = points.at(-1)!;
  const end = { x: x(last.vms) + 14, y: y(last.median) };
  return `  <polygon class="band f${index}" points="${[...medians, ...p95s.toReversed()].join(' ')}"/>
  <polyline class="line s${index}" points="${medians.join(' ')}"/>
${points.map(({ vms, median }) => `  <circle class="f${index}" cx="${fixed(x(vms))}" cy="${fixed(y(median))}" r="4"/>`).join('\n')}
  <text class="f${index}" x="${fixed(end.x)}" y="${fixed(end.y - 2)}" style="fill: var(--s${index}); font-weight: 600">${name}</text>
${label(end.x, end.y + 16, 'start', `${rounded(last.median)} ms · ${rounded(last.p95)} ms`)}`;
}

function label(x: number, y: number, anchor: string, text: string): string {
  return `  <text x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${text}</text>`;
}

type Position = (value: number) => number;

/** A logarithmic scale over whole decades, and these. */
function scale(values: readonly number[], from: number, to: number): { at: Position; decades: number[] } {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const at = (value: number): number => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
  return { at, decades: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)) };
}

function fixed(value: number): string {
  return value.toFixed(1);
}
