import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commentLines,
  powershellString,
  powershellStrings,
  shellWord,
} from '../../../server/src/engine/remediate/quote.ts';
import { hostileName } from '../../support/hostile.ts';

/** What PowerShell makes of the expression: quoted ASCII and characters by number, added up. */
function evaluated(expression: string): string {
  const inner = expression.startsWith('(') ? expression.slice(1, -1) : expression;
  let rest = inner;
  let value = '';
  for (;;) {
    const part = /^(?:'((?:[^']|'')*)'|\[char\]0x([\dA-F]+))/.exec(rest);
    expect(part, rest).not.toBeNull();
    value +=
      part![1] === undefined ? String.fromCharCode(Number.parseInt(part![2]!, 16)) : part![1].replaceAll("''", "'");
    rest = rest.slice(part![0].length);
    if (rest === '') return value;
    expect(rest.startsWith(' + ')).toBe(true);
    rest = rest.slice(3);
  }
}

const anyText = fc.oneof(hostileName, fc.string({ unit: 'binary' }), fc.string());

describe('a PowerShell string', () => {
  it('is quoted, with quotes doubled', () => {
    expect(powershellString("it's")).toBe("'it''s'");
    expect(powershellString('')).toBe("''");
  });

  it('has what is not printable ASCII by its number, typographic quotes among it', () => {
    expect(powershellString('Zürich')).toBe("('Z' + [char]0xFC + 'rich')");
    expect(powershellString('‘')).toBe("('' + [char]0x2018)");
    expect(powershellString('a\nb')).toBe("('a' + [char]0xA + 'b')");
  });

  it('is the text again, whatever that is, in one line of ASCII', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const expression = powershellString(text);
        expect(expression).toMatch(/^[ -~]*$/);
        expect(evaluated(expression)).toBe(text);
      }),
    );
  });

  it('goes on in another line where there are many', () => {
    expect(powershellStrings([])).toBe('@()');
    expect(powershellStrings(['a', 'b'])).toBe("'a', 'b'");
    const lines = powershellStrings(Array.from({ length: 30 }, (_, index) => `esx${index}`)).split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(0, -1).every((line) => line.endsWith(','))).toBe(true);
  });
});

describe('a shell word', () => {
  it('ends a quote only to write one', () => {
    expect(shellWord("it's")).toBe("'it'\\''s'");
    fc.assert(
      fc.property(anyText, (text) => {
        expect(shellWord(text).replaceAll("'\\''", '').slice(1, -1)).not.toContain("'");
      }),
    );
  });
});

describe('a comment', () => {
  it('stays a comment of ASCII lines, whatever is in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of commentLines(text, { first: '[ ] ' })) expect(line).toMatch(/^# [ -~]+$|^#$/);
      }),
    );
  });

  it('begins no signature block', () => {
    expect(commentLines('SIG # Begin signature block')).toEqual(['# (SIG) # Begin signature block']);
  });

  it('says in ASCII what can be said in it', () => {
    expect(commentLines('Zürich’s “host” … 東京')).toEqual(['# Zurich\'s "host" ... ??']);
  });

  it('is wrapped, and what hangs on it is indented', () => {
    expect(commentLines('one two three', { first: '[ ] ', width: 9 })).toEqual([
      '# [ ] one',
      '#     two',
      '#     three',
    ]);
  });
});
