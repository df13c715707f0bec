import { grouped } from '../explain/traffic.ts';
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
 * The picture as a Mermaid flowchart, for where Markdown shows those (GitHub, GitLab, wikis). Boxes go by ids of their own,
 * and whatever a name may hold is written as character codes, so that no name ends its label.
 */
export function toMermaid({ title, boxes, paths }: Picture): string {
  const modes = modesOf(paths);
  const lines = [...paths, ...modes.map((mode) => ({ mode, vms: SAMPLE }))];
  const styles = grouped([...lines.entries()], ([, line]) => [styleOf(line)]);
  return `${[
    '---',
    // A JSON string is a YAML string, too.
    `title: ${JSON.stringify(title)}`,
    '---',
    'flowchart LR',
    ...boxes.flatMap((box) => boxLines(box, '  ')),
    ...paths.map(({ from, to, vms }) => `  ${startOf(from)} -->|${vms}| ${to.id}`),
    ...legendLines(modes),
    ...[...styles].map(([style, these]) => `  linkStyle ${these.map(([index]) => index).join(',')} ${style}`),
    '  classDef proxy fill:#dff1ea,stroke:#00794f,color:#1f2328',
    '  classDef hyperflex fill:#dfeaf7,stroke:#0067b0,color:#1f2328',
    ...(modes.length > 0 ? ['  classDef legend fill:none,stroke:none'] : []),
  ].join('\n')}\n`;
}

/** So many VMs a line of the legend stands for: as thick as that of a few. */
const SAMPLE = 4;

/** A line of each mode, with what it stands for. */
function legendLines(modes: readonly Mode[]): string[] {
  if (modes.length === 0) return [];
  return [
    `  subgraph legend[${label([NOTE_ON_LINES])}]`,
    '    direction LR',
    ...modes.map((mode, index) => `    m${index}[" "]:::legend --> m${index}to[${label([MODES[mode]])}]:::legend`),
    '  end',
  ];
}

function boxLines(box: Box, indent: string): string[] {
  const { id, kind, boxes } = box;
  if (boxes.length === 0) {
    const text = label([headingOf(box), ...notesOf(box)]);
    const shape = kind === 'proxy' ? `(${text}):::proxy` : `[${text}]${kind === 'hyperflex' ? ':::hyperflex' : ''}`;
    return [`${indent}${id}${shape}`];
  }
  const deeper = `${indent}  `;
  return [
    `${indent}subgraph ${id}[${label(isSplit(box) ? [headingOf(box)] : [headingOf(box), ...notesOf(box)])}]`,
    ...(isSplit(box) ? [`${deeper}${startOf(box)}[${label(notesOf(box))}]`] : []),
    ...boxes.flatMap((each) => boxLines(each, deeper)),
    `${indent}end`,
  ];
}

/** A quoted label of several lines. */
function label(lines: readonly string[]): string {
  return `"${lines.map(escapeMermaid).join('<br/>')}"`;
}

function escapeMermaid(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} .,/·…_-]/gu, (character) => `#${character.codePointAt(0)};`);
}

function styleOf({ mode, vms }: Pick<DataPath, 'mode' | 'vms'>): string {
  const { light, dashes } = LOOKS[mode];
  const dashed = dashes.length === 0 ? '' : `,stroke-dasharray:${dashes.join(' ')}`;
  return `stroke:${light},stroke-width:${thickness(vms)}px${dashed}`;
}
