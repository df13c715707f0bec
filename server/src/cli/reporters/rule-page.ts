import { printable } from '../../engine/explain/printable.ts';
import { fixesInWords } from '../../engine/rules/fixability.ts';
import type { RuleMetadata, Severity } from '../../engine/rules/rule.ts';
import type { Terminal } from '../io.ts';
import { paint, SEVERITY_COLOURS, wrap } from '../style.ts';

const INDENT = 2;
/** Longer lines are hard to read, however wide the terminal is. */
const LONGEST_LINE = 100;

/**
 * The page of a rule for people, from its metadata, wrapped to the terminal; to a pipe, to the longest line.
 *
 * @param set the severity that a project file sets, and the name of that file
 */
export function rulePage(
  terminal: Terminal,
  rule: RuleMetadata,
  set?: { readonly severity: Severity | 'off'; readonly by: string },
): string {
  const room = Math.min(terminal.width ?? LONGEST_LINE, LONGEST_LINE);
  const section = (title: string, text: string): string[] => [
    '',
    paint(terminal, 'bold', title),
    ...wrap(text, room - INDENT).map((line) => ' '.repeat(INDENT) + line),
  ];
  const lines = [
    `${rule.code} ${painted(terminal, set?.severity ?? rule.severity)}${set ? ` (set in ${printable(set.by)}; by itself ${rule.severity})` : ''}`,
    ...wrap(rule.title, room),
    ...section('What', rule.what),
    ...section('Why', rule.why),
    ...section('What to do', rule.whatToDo),
    ...section('Fixes', fixesInWords(rule).sentence.replaceAll('*', '')),
    ...(rule.source === undefined ? [] : section('Source', rule.source)),
  ];
  return `${lines.join('\n')}\n`;
}

function painted(terminal: Terminal, severity: Severity | 'off'): string {
  return paint(terminal, severity === 'off' ? 'dim' : SEVERITY_COLOURS[severity], severity);
}
