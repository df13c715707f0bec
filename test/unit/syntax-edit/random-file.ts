import fc from 'fast-check';
import { quoteScalar } from '../../../server/src/engine/syntax/edit/index.ts';
import type { Data } from './support.ts';

/** Files made at random in all styles that people write, with what they must be read as. */

interface Notes {
  readonly above: boolean;
  readonly beside: boolean;
  readonly blank: boolean;
}

type Style = 'block' | 'flow' | 'lines' | 'lines,';

type Shape =
  | { readonly kind: 'scalar'; readonly text: string; readonly quotes: 'plain' | 'single' | 'double' | 'block' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'map'; readonly style: Style; readonly anchor: boolean; readonly entries: readonly Entry[] }
  | { readonly kind: 'seq'; readonly style: Style; readonly anchor: boolean; readonly entries: readonly Entry[] };

interface Entry {
  readonly value: Shape;
  readonly notes: Notes;
}

interface Layout {
  readonly step: number;
  readonly sequence: number;
  readonly crlf: boolean;
  readonly open: boolean;
}

export interface RandomFile {
  readonly text: string;
  readonly data: Data;
}

export const texts = fc.constantFrom(
  'esx01',
  '10.0.0.0/24',
  '*',
  'a: b',
  "it's",
  'x, y',
  '~',
  '5.0(2e)',
  'größe',
  'proxy:*',
  '#',
  'true',
);

const notes = fc.record({ above: fc.boolean(), beside: fc.boolean(), blank: fc.boolean() });
const styles = fc.constantFrom<Style>('block', 'block', 'flow', 'lines', 'lines,');

const { shape } = fc.letrec<{ shape: Shape; entry: Entry }>((tie) => ({
  entry: fc.record({ value: tie('shape'), notes }),
  shape: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant('scalar' as const),
      text: texts,
      quotes: fc.constantFrom<'plain' | 'single' | 'double' | 'block'>('plain', 'single', 'double', 'block'),
    }),
    fc.constant({ kind: 'missing' as const }),
    collection('map', tie('entry')),
    collection('seq', tie('entry')),
  ),
}));

function collection<K extends 'map' | 'seq'>(kind: K, entry: fc.Arbitrary<Entry>) {
  const entries = fc.array(entry, { maxLength: 3 });
  return fc.record({ kind: fc.constant(kind), style: styles, anchor: fc.boolean(), entries });
}

/** A file with one to four sections `k0`, `k1`, …. Comments name the path of the entry that they stand at. */
export const randomFile: fc.Arbitrary<RandomFile> = fc
  .record({
    entries: fc.array(fc.record({ value: shape, notes }), { minLength: 1, maxLength: 4 }),
    step: fc.constantFrom(2, 4),
    hanging: fc.boolean(),
    crlf: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ entries: shapes, step, hanging, crlf, open }) => {
    const entries = shapes.map(({ value, notes }) => ({ value: withoutFlowGaps(value, false), notes }));
    const writer = new Writer({ step, sequence: hanging ? step : 0, crlf, open });
    return { text: writer.file(entries), data: dataOf({ kind: 'map', style: 'block', anchor: false, entries }) };
  });

/** A flow list has no empty items: a text in place of them. */
function withoutFlowGaps(value: Shape, inFlow: boolean): Shape {
  if (value.kind === 'missing' || value.kind === 'scalar') return value;
  const flow = inFlow || value.style !== 'block';
  const entries = value.entries.map((entry) => {
    const isGap = flow && value.kind === 'seq' && entry.value.kind === 'missing';
    return {
      ...entry,
      value: isGap ? ({ kind: 'scalar', text: 'gap', quotes: 'plain' } as const) : withoutFlowGaps(entry.value, flow),
    };
  });
  return { ...value, entries };
}

function dataOf(value: Shape): Data {
  if (value.kind === 'scalar') return value.text;
  if (value.kind === 'missing') return null;
  if (value.kind === 'seq') return value.entries.map((entry) => dataOf(entry.value));
  return Object.fromEntries(value.entries.map((entry, i) => [`k${i}`, dataOf(entry.value)]));
}

class Writer {
  private readonly layout: Layout;
  private anchors = 0;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  file(entries: readonly Entry[]): string {
    const lines = this.block({ kind: 'map', style: 'block', anchor: false, entries }, 0, '');
    const text = `${lines.join('\n')}\n`;
    const ended = this.layout.open ? text.slice(0, -1) : text;
    return this.layout.crlf ? ended.replaceAll('\n', '\r\n') : ended;
  }

  private block(shape: Extract<Shape, { entries: unknown }>, column: number, path: string): string[] {
    const pad = ' '.repeat(column);
    return shape.entries.flatMap(({ value, notes }, i) => {
      const own = `${path}/${i}`;
      const before = [...(notes.blank && i > 0 ? [''] : []), ...(notes.above && i > 0 ? [`${pad}# ${own}:`] : [])];
      const comment = notes.beside ? ` # ${own}:` : '';
      const lead = shape.kind === 'map' ? `${pad}k${i}:` : `${pad}-`;
      if (!isBlock(value)) {
        const [first, ...rest] = this.inline(value, own, column, false);
        const written = first === '' ? lead : `${lead} ${first}`;
        if (value.kind === 'scalar' && rest.length > 0) return [...before, written + comment, ...rest];
        return rest.length > 0
          ? [...before, written, ...rest.slice(0, -1), rest.at(-1) + comment]
          : [...before, written + comment];
      }
      const anchor = value.anchor ? ` &a${this.anchors++}` : '';
      if (shape.kind === 'map') {
        const inner = value.kind === 'map' ? this.layout.step : this.layout.sequence;
        return [...before, lead + anchor + comment, ...this.block(value, column + inner, own)];
      }
      const nested = this.block(value, column + 2, own);
      // An anchor on the dash's line would be the first key's.
      if (anchor || comment) return [...before, lead + anchor + comment, ...nested];
      return [...before, `${lead} ${nested[0]!.slice(column + 2)}`, ...nested.slice(1)];
    });
  }

  /** The lines of a value that begins behind a colon or dash; the first without indentation. */
  private inline(value: Shape, path: string, column: number, flow: boolean): string[] {
    if (value.kind === 'missing') return [''];
    if (value.kind === 'scalar') {
      if (value.quotes !== 'block') return [quoteScalar(value.text, { style: value.quotes, flow })];
      return flow ? [quoteScalar(value.text, { flow })] : ['|-', `${' '.repeat(column + 2)}${value.text}`];
    }
    const [open, close] = value.kind === 'map' ? ['{', '}'] : ['[', ']'];
    const anchor = value.anchor ? `&a${this.anchors++} ` : '';
    if (value.entries.length === 0) return [anchor + open + close];
    const ownLines = value.style.startsWith('lines');
    const parts = value.entries.map((entry, i) => {
      const inner = this.inline(entry.value, `${path}/${i}`, column + 2, true);
      if (value.kind === 'map') inner[0] = inner[0] === '' ? `k${i}:` : `k${i}: ${inner[0]}`;
      return inner;
    });
    if (!ownLines) {
      const joined = parts.map((part) => part.join('\n')).join(', ');
      const spaced = value.kind === 'map' ? ` ${joined} ` : joined;
      return `${anchor}${open}${spaced}${close}`.split('\n');
    }
    const pad = ' '.repeat(column + 2);
    const lines = parts.flatMap((part, i) => {
      const last = i === parts.length - 1;
      const text = part.join('\n') + (!last || value.style === 'lines,' ? ',' : '');
      return `${pad}${text}${value.entries[i]!.notes.beside ? ` # ${path}/${i}:` : ''}`.split('\n');
    });
    return [`${anchor}${open}`, ...lines, `${pad}${close}`];
  }
}

function isBlock(value: Shape): value is Extract<Shape, { entries: unknown }> {
  return (value.kind === 'map' || value.kind === 'seq') && value.style === 'block' && value.entries.length > 0;
}
