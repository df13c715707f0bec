import { printable } from '../../engine/explain/printable.ts';
import type { Diagnostic } from '../../engine/rules/check.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import type { CheckedFile } from '../checked-files.ts';
import { regionOfPlace } from './region.ts';

/**
 * The diagnostics as JUnit XML: a test suite for each file, a failed test case for each diagnostic whose severity is one
 * of `failing`; the others stand in the suite's output. A file without a failure has one test case, which passed.
 */
export function checkJunit(inputs: readonly CheckedFile[], failing: readonly Severity[]): string {
  const suites = inputs.map((input) => {
    const fails = input.diagnostics.filter(({ severity }) => failing.includes(severity));
    const others = input.diagnostics.filter(({ severity }) => !failing.includes(severity));
    return { failures: fails.length, tests: Math.max(1, fails.length), xml: suiteXml(input, fails, others) };
  });
  const sum = (of: 'tests' | 'failures'): number => suites.reduce((total, suite) => total + suite[of], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="hxtopo check" tests="${sum('tests')}" failures="${sum('failures')}" errors="0">\n`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>\n',
  ].join('');
}

function suiteXml(input: CheckedFile, fails: readonly Diagnostic[], others: readonly Diagnostic[]): string {
  const file = escape(input.file);
  const cases = fails.map((diagnostic) => {
    const { code, severity, message } = diagnostic;
    const at = placeOf(input, diagnostic);
    return [
      `    <testcase classname="${file}" name="${escape(`${code} at ${at}`)}" time="0">\n`,
      `      <failure type="${severity}" message="${escape(message)}">${escape(`${input.file}:${at}: ${message}`)}</failure>\n`,
      '    </testcase>\n',
    ].join('');
  });
  if (cases.length === 0) cases.push(`    <testcase classname="${file}" name="check" time="0"/>\n`);
  const output = others
    .map((diagnostic) => {
      const { code, severity, message } = diagnostic;
      return `${escape(`${input.file}:${placeOf(input, diagnostic)} ${severity} ${code}: ${message}`)}\n`;
    })
    .join('');
  return [
    `  <testsuite name="${file}" tests="${cases.length}" failures="${fails.length}" errors="0" skipped="0" time="0">\n`,
    ...cases,
    output === '' ? '' : `    <system-out>${output}</system-out>\n`,
    '  </testsuite>\n',
  ].join('');
}

/** `line:column`, both from one. */
function placeOf({ tree }: CheckedFile, { place }: Diagnostic): string {
  const { startLine, startColumn } = regionOfPlace(tree, place);
  return `${startLine}:${startColumn}`;
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Text for an element or an attribute, without what a name of a file could do to a terminal, or to a line of the output;
 * what XML 1.0 cannot hold, not even escaped, becomes U+FFFD.
 */
function escape(text: string): string {
  return printable(text)
    .replace(/\p{Cs}|[\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
