import { MODES, type Mode } from '../planner/ids.ts';
import { LOOKS, thickness } from './looks.ts';
import {
  type Box,
  type DataPath,
  headingOf,
  isSplit,
  modesOf,
  NOTE_ON_LINES,
  notesOf,
  type Picture,
  startOf,
} from './picture.ts';

/**
 * The picture in Graphviz's language, for `dot`. Boxes go by ids of their own, and whatever a name may hold is escaped, so
 * that no name ends its label or turns into markup.
 */
export function toDot({ title, boxes, paths }: Picture): string {
  return `${[
    `digraph ${quoted([title])} {`,
    `  graph [rankdir=LR, label=${quoted([title])}, labelloc=t, fontname="Helvetica", style="rounded,filled", fillcolor="#f6f8fa", color="#8a939d"]`,
    '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#8a939d", fontname="Helvetica", fontsize=11]',
    '  edge [fontname="Helvetica", fontsize=10]',
    ...boxes.flatMap((box) => boxLines(box, '  ')),
    ...paths.map(pathLine),
    ...legendLines(modesOf(paths)),
    '}',
  ].join('\n')}\n`;
}

const FILLS: { readonly [kind: string]: string } = { proxy: '#dff1ea', hyperflex: '#dfeaf7', cluster: '#ebeff3' };

function boxLines(box: Box, indent: string): string[] {
  const { id, kind, boxes } = box;
  const fill = FILLS[kind] ? `, fillcolor="${FILLS[kind]}"` : '';
  if (boxes.length === 0) return [`${indent}${id} [label=${quoted([headingOf(box), ...notesOf(box)])}${fill}]`];
  const deeper = `${indent}  `;
  return [
    // Graphviz draws a box around a subgraph whose name begins so.
    `${indent}subgraph cluster_${id} {`,
    `${deeper}graph [label=${quoted(isSplit(box) ? [headingOf(box)] : [headingOf(box), ...notesOf(box)])}${kind === 'host' ? ', fillcolor="#ffffff"' : fill}]`,
    ...(isSplit(box)
      ? [`${deeper}${startOf(box)} [label=${quoted(notesOf(box))}, style=filled, color="#ffffff"]`]
      : []),
    ...boxes.flatMap((each) => boxLines(each, deeper)),
    `${indent}}`,
  ];
}

function pathLine({ from, to, mode, vms }: DataPath): string {
  return `  ${startOf(from)} -> ${to.id} [label="${vms}", tooltip=${quoted([MODES[mode]])}, ${styleOf(mode, vms)}]`;
}

function styleOf(mode: Mode, vms: number): string {
  const { light, dot } = LOOKS[mode];
  return `color="${light}", style=${dot.style}, arrowhead=${dot.arrowhead}, penwidth=${thickness(vms)}`;
}

/** So many VMs a line of the legend stands for: as thick as that of a few. */
const SAMPLE = 4;

/** A line of each mode, with what it stands for. */
function legendLines(modes: readonly Mode[]): string[] {
  if (modes.length === 0) return [];
  return [
    '  subgraph cluster_legend {',
    `    graph [label=${quoted([NOTE_ON_LINES])}, color="#ffffff", fillcolor="#ffffff", fontsize=11]`,
    '    node [shape=plaintext, style=solid, width=0.1, height=0.2, margin="0.1,0.02"]',
    ...modes.flatMap((mode, index) => [
      `    m${index} [label=""]`,
      `    m${index}to [label=${quoted([MODES[mode]])}]`,
      `    m${index} -> m${index}to [${styleOf(mode, SAMPLE)}]`,
    ]),
    '  }',
  ];
}

/** A string of several lines. Graphviz reads escapes that begin with a backslash in it, and HTML's entities. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
  return `"${escaped.join('\\n')}"`;
}
