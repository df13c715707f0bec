import fc from 'fast-check';
import { type Document, isScalar, parseDocument, visit } from 'yaml';

/** Stands in every hostile name, so that what comes of it can be told from what is the program's own. */
export const MARK = 'zqz';

/** What acts somewhere: in Markdown, HTML, icons of VS Code, a terminal, a workflow, a spreadsheet, a snippet, a path, a script. */
const FRAGMENTS = [
  '[a](command:evil)',
  '![a](https://evil.example/a.png)',
  '](command:evil)',
  '[a]: https://evil.example',
  '<img src=x onerror=evil()>',
  '<a href="command:evil">',
  '</details>',
  '<!--',
  '&lt;',
  '&#60;',
  '<https://evil.example>',
  'https://evil.example/a',
  'www.evil.example',
  'mailto:a@evil.example',
  '//evil.example',
  'evil.example',
  '$(error)',
  '`code`',
  '``',
  '```\n',
  '**bold**',
  '*em*',
  '_em_',
  '__bold__',
  '~~gone~~',
  '# ',
  '\n# heading\n',
  '\n\n',
  '\n---\n',
  '\n===\n',
  '\n- item\n',
  '\n1. item\n',
  '\n    code\n',
  '\n> quote\n',
  '\n| a | b |\n| - | - |\n',
  '|',
  '\\',
  '\\\\',
  '  \n',
  '\t',
  '\r',
  '\r\n',
  '\u001b[31m',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u001b\\',
  '\u009b31m',
  '\u009d0;title\u009c',
  '\b\b\b',
  '\u0000',
  '\u007f',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u061c',
  '\ufeff',
  '::error::evil',
  '\n::set-output name=a::evil',
  '##[error]evil',
  '%0A::error::evil',
  '%25',
  '=1+1',
  '+1',
  '-1',
  '@sum',
  '"',
  "'",
  ',',
  ';',
  ': ',
  ' #',
  '{{',
  '{0}',
  '$'.concat('{1:a}'),
  '$0',
  '../..',
  "'; evil; '",
  '"; evil; "',
  '‘; evil; ‘',
  '’; evil; ’',
  '‚; evil; ‛',
  "'\nevil\n'",
  "'\\''",
  '$(evil)',
  '`evil`',
  '| evil',
  '& evil',
  '#> evil <#',
  "\n'@\nevil\n@'\n",
  '\nEND\nevil\n',
  '--%',
  'SIG # Begin signature block',
  'é',
  '日本',
  '👩‍💻',
];

/** A name that someone chose for what it does where it is shown. */
export const hostileName = fc
  .array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 4 })
  .chain((fragments) => fc.constantFrom(fragments.join('') + MARK, MARK + fragments.join(''), fragments.join(MARK)))
  .map((name) => (name.includes(MARK) ? name : name + MARK));

/** What takes the place of the strings of a text, one after another, over and over. */
export interface Hostility {
  readonly names: readonly string[];
  /** Every so many strings that are no names are replaced, too; 0: none. */
  readonly every: number;
  /** Write what is not ASCII as it is, not as escapes. */
  readonly raw: boolean;
}

export const hostility: fc.Arbitrary<Hostility> = fc.record({
  names: fc.array(hostileName, { minLength: 8, maxLength: 8 }),
  every: fc.constantFrom(0, 0, 7, 13),
  raw: fc.boolean(),
});

/**
 * The topology with hostile names in the place of its own, the same everywhere for the same; `undefined` for a text that
 * does not parse, or has aliases.
 */
export function withHostileNames(text: string, { names, every, raw }: Hostility): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0 || hasAliases(document)) return undefined;
  const replaced = new Map<unknown, string>();
  for (const name of namesIn(document)) {
    // Numbered, so that two names stay two.
    const index = replaced.size;
    replaced.set(name, names[index % names.length]! + (index < names.length ? '' : index));
  }
  let others = 0;
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string') return;
      const own = replaced.get(node.value);
      if (own !== undefined) node.value = own;
      else if (every > 0 && ++others % every === 0) node.value = names[others % names.length]!;
      node.type = 'QUOTE_DOUBLE';
    },
  });
  const written = document.toString({ lineWidth: 0, directives: false });
  return raw
    ? written
    : written.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function hasAliases(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function namesIn(document: Document): Set<unknown> {
  const found = new Set<unknown>();
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && key.value === 'name' && isScalar(value) && typeof value.value === 'string')
        found.add(value.value);
    },
  });
  return found;
}
