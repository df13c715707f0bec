import type { ErrorCode } from 'yaml';

const doesNotFit =
  'This line does not fit the ones above it: its indentation is wrong, or a colon or a dash is missing. The keys of one block start in the same column.';

/**
 * Says in a backup engineer's words what the YAML library found.
 *
 * @param code the library's code
 * @param terse the library's message, which tells cases of one code apart
 * @param found the text at the place of the error, one line at most
 * @param startsLine whether that text starts its line
 */
export function explain(code: ErrorCode, terse: string, found: string, startsLine: boolean): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'This line is indented with a tab. YAML allows only spaces before the text of a line.';
    case 'BAD_INDENT':
      return /sequence items/.test(terse)
        ? 'This `-` does not line up with the first item of its list: one of the two is indented wrongly.'
        : doesNotFit;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /block sequence/.test(terse)
        ? 'A list item cannot stand here: give the list a key, or indent it under its key.'
        : 'There is one `key: value` too many here. Put the second one on a line of its own, or quote a value that holds `: `.';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'This text runs on into the line below. A colon is missing after it, or the next line is indented wrongly.';
    case 'BLOCK_IN_FLOW':
      return 'Lines with `- ` or an indented block cannot stand inside `[ ]` or `{ }`.';
    case 'KEY_OVER_1024_CHARS':
      return 'This key is longer than 1024 characters.';
    case 'BAD_SCALAR_START':
      return `A text cannot start with \`${found.slice(0, 1)}\`. Put it in quotes.`;
    case 'MISSING_CHAR':
      return missing(terse);
    case 'UNEXPECTED_TOKEN':
      return startsLine && /scalar|map-value|seq-item|stream/.test(terse) ? doesNotFit : unexpected(terse, found);
    case 'BAD_ALIAS':
      return 'An anchor (`&`) or alias (`*`) needs a name.';
    case 'ALIAS_PROPS':
      return 'An alias (`*name`) cannot have an anchor or a tag of its own.';
    case 'MULTIPLE_ANCHORS':
      return 'This value has two anchors (`&`). Keep one.';
    case 'MULTIPLE_TAGS':
      return 'This value has two tags (`!`). Keep one.';
    case 'BAD_PROP_ORDER':
      return `Anchors and tags stand after the \`${found.trim()}\`, not before it.`;
    case 'BAD_DIRECTIVE':
      return 'A line that starts with `%` is a YAML directive, and this one is not understood.';
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
      return 'This tag (`!`) does not fit its value. The file needs no tags.';
    case 'MULTIPLE_DOCS':
      return found.startsWith('---')
        ? 'The file is one YAML document: this `---` starts another. Everything from here on is ignored.'
        : 'The file is one YAML document, and it ended above. Everything from here on is ignored.';
    case 'RESOURCE_EXHAUSTION':
      return 'This is nested too deeply to be read.';
    default:
      return `This is not valid YAML: ${terse}.`;
  }
}

function missing(terse: string): string {
  if (/Implicit map keys/.test(terse)) return 'A colon is missing: a line here is `key: value`.';
  if (/closing/.test(terse)) return 'This quote is never closed.';
  if (/must end with/.test(terse)) return 'This bracket is never closed.';
  if (/Missing , or :/.test(terse)) return 'A comma or a colon is missing before this.';
  if (/Missing ,/.test(terse)) return 'A comma is missing before this.';
  if (/space after :/.test(terse)) return 'A space is missing after the colon.';
  if (/without - indicator/.test(terse)) return 'This is no list item: it wants a `- ` before it.';
  if (/Comments/.test(terse)) return 'A comment needs a space before its `#`.';
  if (/directives-end/.test(terse)) return 'A `%` line must be followed by a line `---`.';
  return 'A space or a line break is missing before this.';
}

function unexpected(terse: string, found: string): string {
  if (/Unexpected (empty item|, )/.test(terse)) return 'A value is missing before this comma.';
  if (/Block scalar header/.test(terse)) return 'Text after `|` or `>` belongs on the next line.';
  const text = found.trim();
  if (text === '') return 'This does not belong here.';
  return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\` does not belong here. If it is part of the text before it, put all of it in quotes.`;
}
