import { fixesInWords } from '../../engine/rules/fixability.ts';
import type { RuleMetadata } from '../../engine/rules/rule.ts';
import type { Terminal } from '../io.ts';
import { paint, SEVERITY_COLOURS, wrap } from '../style.ts';

const INDENT = 2;
/** Longer lines are hard to read, however wide the terminal is. */
const LONGEST_LINE = 100;

/** The page of a rule for people, from its metadata, wrapped to the terminal; to a pipe, to the longest line. */
export function rulePage(terminal: Terminal, rule: RuleMetadata): string {
  const room = Math.min(terminal.width ?? LONGEST_LINE, LONGEST_LINE);
  const section = (title: string, text: string): string[] => [
    '',
    paint(terminal, 'bold', title),
    ...wrap(text, room - INDENT).map((line) => ' '.repeat(INDENT) + line),
  ];
  const lines = [
    `${rule.code} ${paint(terminal, SEVERITY_COLOURS[rule.severity], rule.severity)}`,
    ...wrap(rule.title, room),
    ...section('What', rule.what),
    ...section('Why', rule.why),
    ...section('What to do', rule.whatToDo),
    ...section('Fixes', fixesInWords(rule).sentence.replaceAll('*', '')),
    ...(rule.source === undefined ? [] : section('Source', rule.source)),
  ];
  return `${lines.join('\n')}\n`;
}
