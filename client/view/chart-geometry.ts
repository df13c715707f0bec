import type { ChartNode } from '../../server/src/lsp/plan-protocol.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 8;
const QUESTION = { width: 152, height: 62 };
const OUTCOME = { width: 114, height: 42 };
const ROW = 88;
/** Where the columns begin: questions and what they lead to, in turn. The ways past a branch run in the gap before it. */
const COLUMN_X = [MARGIN, 190, 334, 516];
/** Of texts; the style sheet has it, too. */
export const FONT_SIZE = 14;
/** From line to line of a text. */
export const LINE = 15;
/** A text in an outcome begins behind the sign of its mode. */
const SIGN = 30;

/** Where a box of the chart stands, in pixels. */
export function boxOf({ kind, column, row }: ChartNode): Box {
  const { width, height } = kind === 'outcome' ? OUTCOME : QUESTION;
  const middle = MARGIN + row * ROW + QUESTION.height / 2;
  return { x: COLUMN_X[column]!, y: middle - height / 2, width, height };
}

/** The text of a box in lines: from where they begin, for an outcome, or around their middle. */
export function linesOf(node: ChartNode, text: string): { readonly x: number; readonly y: number; lines: string[] } {
  const box = boxOf(node);
  const lines = node.kind === 'outcome' ? wrapped(text, 10, 2) : wrapped(text, 18, 3);
  return {
    x: box.x + (node.kind === 'outcome' ? SIGN : box.width / 2),
    y: box.y + box.height / 2 + 5 - ((lines.length - 1) * LINE) / 2,
    lines,
  };
}

export function sizeOf(columns: number, rows: number): { readonly width: number; readonly height: number } {
  return {
    width: COLUMN_X[columns - 1]! + OUTCOME.width + MARGIN,
    height: 2 * MARGIN + (rows - 1) * ROW + QUESTION.height,
  };
}

/** The corners of an arrow between two boxes, and where its label stands. */
export interface Route {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly label: readonly [x: number, y: number];
}

/** Arrows lead down, to the right, or past boxes in the gap at the left of where they lead to. */
export function routeOf(from: ChartNode, to: ChartNode, label: string): Route {
  const a = boxOf(from);
  const b = boxOf(to);
  const centre = (box: Box): number => box.x + box.width / 2;
  const middle = (box: Box): number => box.y + box.height / 2;
  if (from.column === to.column && to.row === from.row + 1) {
    const x = centre(a);
    return {
      points: [
        [x, a.y + a.height],
        [x, b.y],
      ],
      label: [x + 6, a.y + a.height + 16],
    };
  }
  if (from.row === to.row) {
    const y = middle(a);
    return {
      points: [
        [a.x + a.width, y],
        [b.x, y],
      ],
      // A long word has its place above what the arrow leads to.
      label: [a.x + a.width + 2, label.length > 3 ? b.y - 5 : y - 5],
    };
  }
  const lane = b.x - 18;
  if (from.column === to.column) {
    const points = [
      [a.x, middle(a)],
      [lane, middle(a)],
      [lane, middle(b)],
      [b.x, middle(b)],
    ] as const;
    return { points, label: [lane - 4 - 8 * label.length, middle(a) + 38] };
  }
  const points = [
    [a.x + a.width, middle(a)],
    [lane, middle(a)],
    [lane, middle(b)],
    [b.x, middle(b)],
  ] as const;
  return { points, label: [a.x + a.width + 2, middle(a) - 5] };
}

/** Breaks a text into lines of about so many letters, at most `most`; what is left over ends in an ellipsis. */
function wrapped(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines
    .slice(0, most)
    .map((line) => (line.length > letters + 3 ? `${line.slice(0, letters + 2)}…` : line));
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]!.slice(0, letters)}…`;
  return kept;
}
