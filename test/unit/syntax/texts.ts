import fc from 'fast-check';
import type { TextEdit } from '../../../server/src/engine/syntax/index.ts';

const name = fc.constantFrom(
  'esx1',
  'web-1',
  'größe',
  '数据',
  "'q: x'",
  '"d \\" # x"',
  'a b c',
  '10.0.0.0/24',
  '~',
  '""',
);
const value = fc.oneof(
  { weight: 5, arbitrary: name },
  fc.constantFrom(
    '[a, b]',
    '{ a: 1, b: [c] }',
    '[]',
    '{}',
    '',
    '[{ a: 1 }, b]',
    '[a,\n        b]',
    '"two\n        lines"',
  ),
  fc.constantFrom(
    '|\n        text # no comment\n\n        - no item',
    '>-\n        folded\n        text',
    'one\n        more',
  ),
);
const comment = fc.constantFrom('', '', '', '', ' # why', '   #');
const blank = fc.constantFrom(
  '',
  '',
  '',
  '',
  '\n',
  '   \n',
  '# column 0\n',
  '  # column 2\n',
  '    # column 4\n',
  '\n  # c\n',
);

/** An item of a list: its lines start at the column `indent`. */
function item(indent: number): fc.Arbitrary<string> {
  const pad = ' '.repeat(indent);
  const pair = fc.tuple(fc.constantFrom('name', 'host', 'disks', 'note', 'größe'), value, comment, blank);
  return fc
    .tuple(fc.uniqueArray(pair, { minLength: 1, maxLength: 3, selector: ([key]) => key }), blank, fc.boolean())
    .map(([pairs, after, nested]) => {
      const lines = pairs.map(([key, text, note, gap], i) => {
        const line = `${key}:${text === '' ? '' : ` ${text}`}${/\n/.test(text) ? '' : note}\n`;
        return `${pad}${i === 0 ? '- ' : '  '}${line}${gap}`;
      });
      return `${lines.join('')}${nested ? `${pad}  list:\n${pad}  - a\n${pad}  - b: 1\n${pad}    c: 2\n` : ''}${after}`;
    });
}

const list = fc
  .constantFrom(0, 2, 3)
  .chain((indent) =>
    fc
      .tuple(comment, blank, fc.array(item(indent), { maxLength: 5 }))
      .map(([note, gap, items]) => `${note}\n${gap}${items.join('')}`),
  );
const mapping = fc.tuple(comment, value, value).map(([note, a, b]) => `${note}\n  name: ${a}\n  b: ${b}\n`);
const scalar = fc.tuple(value, blank).map(([text, gap]) => ` ${text}\n${gap}`);

const keys = ['topology', 'backupServer', 'hosts', 'vms', 'proxies', 'jobs', 'data-stores_2'];

/** Texts like a topology that have no mistake in them. */
export const regularText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '# head\n', '\n# head\n\n', '\uFEFF', '\uFEFF# head\n'),
    fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), fc.oneof({ weight: 3, arbitrary: list }, mapping, scalar)), {
      maxLength: 4,
      selector: ([key]) => key,
    }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([head, sections, crlf, cutEnd]) => {
    const text = head + sections.map(([key, body]) => `${key}:${body}`).join('');
    const ended = cutEnd ? text.replace(/\n$/, '') : text;
    return crlf ? ended.replaceAll('\n', '\r\n') : ended;
  });

const snippets = [
  '\n',
  '\r',
  '\r\n',
  ' ',
  '  ',
  '\t',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  ': ',
  '#',
  ' # c',
  '-',
  '- ',
  '\n- ',
  '\n  - ',
  '\n  - name: x\n',
  '\n    host: y',
  '&a ',
  '*a',
  '*web',
  '<<: *a',
  '\n---\n',
  '\n...\n',
  '|',
  '>',
  '? ',
  '%',
  '!t ',
  '\\',
  '\nvms:\n',
  '\nnew: 1\n',
  '\nword\n',
  '\uFEFF',
  '\u2028',
  '\u0000',
  '\uD800',
  'x',
  '  - *-sql\n',
  '# c\n',
  '  # c\n',
  '"C:\\new\\x"',
  '\n]',
  '\n}',
];

/** Where to edit, and what to write there; places are made to fit the text by {@link editsFor}. */
export const editPlan = fc.array(
  fc.record({
    at: fc.nat(),
    length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
    newText: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...snippets) },
      fc.constant(''),
      fc.string({ maxLength: 4 }),
    ),
    lines: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
);

type Plan = typeof editPlan extends fc.Arbitrary<infer T> ? T : never;

/** Edits of a text that do not overlap; some replace whole lines, or copy them from elsewhere. */
export function editsFor(text: string, plan: Plan): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { at, length, newText, lines } of plan) {
    let start = at % (text.length + 1);
    let end = Math.min(text.length, start + length);
    if (lines) {
      start = text.lastIndexOf('\n', start - 1) + 1;
      end = length === 0 ? start : Math.max(start, text.indexOf('\n', end) + 1);
    }
    const source = at % 7 === 0 ? copiedLines(text, length) : newText;
    if (edits.every((other) => other.end < start || end < other.start)) edits.push({ start, end, newText: source });
  }
  return edits;
}

function copiedLines(text: string, seed: number): string {
  const lines = text.match(/[^\n]*\n/g) ?? [];
  const from = seed % (lines.length + 1);
  return lines.slice(from, from + 3).join('');
}
