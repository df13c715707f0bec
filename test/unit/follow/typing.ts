import fc from 'fast-check';
import type { TextEdit } from '../../../server/src/engine/syntax/tree.ts';

/** What is done to a text in one go. */
export interface Typing {
  /** Where in the text, from 0 to 1. */
  readonly at: number;
  /** Whether it is done to the entries of hosts and VMs, as most is. */
  readonly inEntries: boolean;
  readonly kind: keyof typeof EDITS;
  /** A choice for the kind of edit, from 0 to 1. */
  readonly choice: number;
  /** Whether it is looked at before the next edit comes. */
  readonly looked: boolean;
  /** If not, how many steps are done before it comes. */
  readonly steps: number;
  /** Which of the files. */
  readonly file: number;
}

/** Not `fc.double`, which gives as many numbers below any small one as above it. */
const ratio = fc.nat(9_999).map((number) => number / 10_000);

/** The edits of a typing in a text: in its offsets, not overlapping. */
export function editsFor(text: string, { at, inEntries, kind, choice }: Typing): TextEdit[] {
  const values = [...text.matchAll(/(?<=[:[,-] ?)[\w.*-]+/g)];
  const entries = [...text.matchAll(/^(?:hosts|vms):.*\n(?:(?![a-zA-Z]).*\n)*/gm)];
  const own = inEntries && values.filter(({ index }) => entries.some((each) => isIn(each, index)));
  return EDITS[kind](new Spot(text, own && own.length > 0 ? own : values, at), choice);
}

function isIn({ index: start, 0: { length } }: RegExpExecArray, at: number): boolean {
  return start < at && at < start + length;
}

/** One of the values of a text, and what stands around it. */
class Spot {
  readonly text: string;
  readonly values: readonly RegExpExecArray[];
  /** Where the value starts and ends. */
  readonly start: number;
  readonly end: number;
  /** Where its line starts, and the next. */
  readonly line: number;
  readonly next: number;

  constructor(text: string, values: readonly RegExpExecArray[], at: number) {
    this.text = text;
    this.values = values;
    const found = values[Math.floor(at * this.values.length)];
    this.start = found?.index ?? 0;
    this.end = this.start + (found?.[0].length ?? 0);
    this.line = text.lastIndexOf('\n', this.start - 1) + 1;
    this.next = text.indexOf('\n', this.start) + 1 || text.length;
  }

  /** The spot of another value. */
  other(at: number): Spot {
    return new Spot(this.text, this.values, at);
  }

  /** Where so many lines start, from that of the value on. */
  lines(count: number): number[] {
    const starts = [this.line];
    for (let at = this.line; starts.length < count; starts.push(at)) {
      at = this.text.indexOf('\n', at) + 1;
      if (at === 0 || at === this.text.length) break;
    }
    return starts;
  }

  /** So many lines from that of the value on. */
  block(count: number): { start: number; end: number; text: string } {
    const end = this.text.indexOf('\n', this.lines(count).at(-1)) + 1 || this.text.length;
    return { start: this.line, end, text: this.text.slice(this.line, end) };
  }
}

/** From 1 to 4. */
const few = (choice: number): number => 1 + Math.floor(choice * 4);

const insert = (at: number, newText: string): TextEdit => ({ start: at, end: at, newText });

/** The kinds of edits. */
const EDITS = {
  letter: ({ end }, choice) => [insert(end, 'aX1'[Math.floor(choice * 3)]!)],
  delete: ({ text, start }) => [{ start, end: Math.min(text.length, start + 1), newText: '' }],
  swap: ({ values, start, end }, choice) => [
    { start, end, newText: values[Math.floor(choice * values.length)]?.[0] ?? '' },
  ],
  /** What stands behind the same key elsewhere. */
  like: ({ text, values, start, end }, choice) => {
    const key = /\w+: ?$/.exec(text.slice(0, start))?.[0] ?? '';
    const own = text.slice(start, end);
    const others = values.filter(({ index, 0: value }) => value !== own && text.slice(0, index).endsWith(key));
    return [{ start, end, newText: others[Math.floor(choice * others.length)]?.[0] ?? own }];
  },
  break: ({ start }, choice) => [insert(start, '"[{:'[Math.floor(choice * 4)]!)],
  quote: ({ start, end }, choice) => {
    const quote = choice < 0.5 ? '"' : "'";
    return [insert(start, quote), insert(end, quote)];
  },
  comment: ({ next }) => [insert(next, '# why\n')],
  ignore: ({ next }) => [insert(next - 1, ' # topology-ignore: firewall/iovisor-rule-missing known')],
  commentOut: (spot, choice) => spot.lines(few(choice)).map((at) => insert(at, '# ')),
  line: ({ next }) => [insert(next, '\n')],
  copy: (spot, choice) => {
    const { text, end } = spot.block(few(choice));
    return [insert(end, text)];
  },
  paste: (spot, choice) => [insert(spot.other(choice).next, spot.block(few((choice * 7) % 1)).text)],
  move: (spot, choice) => {
    const { start, end, text } = spot.block(few((choice * 7) % 1));
    const to = spot.other(choice).next;
    return start < to && to < end ? [] : [{ start, end, newText: '' }, insert(to, text)];
  },
  cut: (spot, choice) => {
    const { start, end } = spot.block(few(choice));
    return [{ start, end, newText: '' }];
  },
  indent: (spot, choice) => spot.lines(few(choice)).map((at) => insert(at, '  ')),
  outdent: (spot, choice) =>
    spot
      .lines(few(choice))
      .filter((at) => spot.text.startsWith('  ', at))
      .map((at) => ({ start: at, end: at + 2, newText: '' })),
  anchor: (spot, choice) => {
    const [first, last] = [spot, spot.other(choice)].sort((a, b) => a.start - b.start) as [Spot, Spot];
    if (first.start === last.start) return [insert(first.start, '&a ')];
    return [insert(first.start, '&a '), { start: last.start, end: last.end, newText: '*a' }];
  },
  /** The same letter behind several values, as with several cursors. */
  cursors: (spot, choice) => {
    const ends = [0, 0.17, 0.41].map((far) => spot.other((choice + far) % 1).end);
    return [...new Set([spot.end, ...ends])].map((end) => insert(end, 'x'));
  },
  /** The text as it was before: the caller knows it. */
  undo: () => [],
} satisfies Readonly<Record<string, (spot: Spot, choice: number) => TextEdit[]>>;

const typingOf = (kinds: readonly Typing['kind'][], inEntries: fc.Arbitrary<boolean>): fc.Arbitrary<Typing> =>
  fc.record({
    at: ratio,
    inEntries,
    kind: fc.constantFrom(...kinds),
    choice: ratio,
    looked: fc.boolean(),
    steps: fc.nat(120),
    file: fc.nat(1),
  });

/** Any edit anywhere. */
export const anyTyping = typingOf(Object.keys(EDITS) as Typing['kind'][], fc.boolean());

/** What most typing is: small edits in the entries of hosts and VMs. */
export const smallTyping = typingOf(
  ['letter', 'like', 'like', 'quote', 'comment', 'ignore', 'line', 'undo', 'undo'],
  fc.constant(true),
);
