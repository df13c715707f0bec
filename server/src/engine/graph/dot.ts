import { MODES } from '../planner/ids.ts';
import { LOOKS, thickness } from './looks.ts';
import { type Box, type DataPath, headingOf, isSplit, notesOf, type Picture, startOf } from './picture.ts';

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
  const { light, dot } = LOOKS[mode];
  return `  ${startOf(from)} -> ${to.id} [label="${vms}", tooltip=${quoted([MODES[mode]])}, color="${light}", style=${dot.style}, arrowhead=${dot.arrowhead}, penwidth=${thickness(vms)}]`;
}

/** A string of several lines. Graphviz reads escapes that begin with a backslash in it, and HTML's entities. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'));
  return `"${escaped.join('\\n')}"`;
}
