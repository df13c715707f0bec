import type { Analysis } from '../../server/src/engine/engine.ts';
import type { Diagnostic } from '../../server/src/engine/rules/check.ts';
import { uriOf } from './topology-files.ts';

/**
 * Expectations as comments under the line that they speak of:
 *
 *     host: esx99
 *   #       ^^^^^ error reference/unknown: No host is named esx99. fix="Write esx09"
 *
 * The carets span the range; a range that begins under the `#` has `<` for its first character, one that goes on over
 * more lines ends in `…`. Fixes that are not safe are marked `unsafe`.
 */
const ANNOTATION = /^\s*#\s*[<^][\^<…]*\s+(error|warning|information|hint) [a-z]+\/[\w-]+: /;

/** The text without its annotations. */
export function stripAnnotations(text: string): string {
  return text
    .split(/(?<=\n)/)
    .filter((line) => !ANNOTATION.test(line))
    .join('');
}

/** The text of a file with an annotation for each diagnostic in it. `text` has none. */
export function annotate(path: string, text: string, analysis: Pick<Analysis, 'diagnostics' | 'treeOf'>): string {
  const uri = uriOf(path);
  const tree = analysis.treeOf(uri);
  const byLine = new Map<number, string[]>();
  for (const diagnostic of analysis.diagnostics) {
    const { place } = diagnostic;
    if (place.unit.uri !== uri || !tree) continue;
    const from = tree.positionAt(place.unit.start + place.start);
    const to = tree.positionAt(place.unit.start + place.end);
    const lines = byLine.get(from.line) ?? [];
    lines.push(`${marker(from.character, from.line === to.line ? to.character : undefined)} ${describe(diagnostic)}`);
    byLine.set(from.line, lines);
  }
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const last = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  return lines
    .flatMap((line, index) => (index <= last ? [line, ...(byLine.get(index) ?? [])] : [line]))
    .join(lineBreak);
}

function marker(from: number, to: number | undefined): string {
  const width = Math.max(1, (to ?? from + 1) - from);
  const tail = to === undefined ? '…' : '';
  if (from === 0) return `#<${'^'.repeat(Math.max(0, width - 2))}${tail}`;
  return `#${' '.repeat(from - 1)}${'^'.repeat(width)}${tail}`;
}

function describe({ severity, code, message, related, fixes }: Diagnostic): string {
  const parts = [`${severity} ${code}: ${message.replaceAll('\n', ' ')}`];
  for (const { message } of related) parts.push(`related="${message}"`);
  for (const fix of fixes) parts.push(`${fix.safe ? 'fix' : 'unsafe-fix'}="${fix.title}"`);
  return parts.join(' ');
}
