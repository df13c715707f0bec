import { printable } from '../engine/explain/printable.ts';
import { applyEdits } from '../engine/syntax/edit/placed.ts';
import type { TextEdit } from '../engine/syntax/index.ts';

/** Lines that stand unchanged around a change, as in `diff -u`. */
const CONTEXT = 3;

/** Whole lines that other lines take the place of; both with their line breaks. */
interface Change {
  /** Zero-based, in the lines before. */
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/**
 * What edits change, as a unified diff that `patch` and `git apply` read. `edits` are sorted and do not overlap, in
 * offsets of `text`. Empty when they change nothing.
 */
export function unifiedDiff(file: string, text: string, edits: readonly TextEdit[]): string {
  const lines = linesOf(text);
  const hunks = group(changes(lines, edits));
  if (hunks.length === 0) return '';
  let shift = 0;
  const parts = hunks.map((hunk) => {
    const part = hunkText(lines, hunk, shift);
    for (const { removed, added } of hunk) shift += added.length - removed.length;
    return part;
  });
  const name = printable(file);
  return `--- ${name}\n+++ ${name}\n${parts.join('')}`;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The lines that the edits touch, those that touch the same lines together. */
function changes(lines: readonly string[], edits: readonly TextEdit[]): Change[] {
  const result: Change[] = [];
  let line = 0;
  let offset = 0;
  for (let next = 0; next < edits.length; ) {
    while (endsBefore(lines[line], edits[next]!.start - offset)) offset += lines[line++]!.length;
    const at = line;
    const start = offset;
    const inside: TextEdit[] = [];
    // An edit that starts on the last line taken belongs here too, as does one at the end of the text.
    const belongs = (edit: TextEdit): boolean => inside.length === 0 || edit.start < offset || line === lines.length;
    while (next < edits.length && belongs(edits[next]!)) {
      const edit = edits[next++]!;
      inside.push({ ...edit, start: edit.start - start, end: edit.end - start });
      while (line < lines.length && offset <= edit.end) offset += lines[line++]!.length;
    }
    const removed = lines.slice(at, line);
    const change = trim({ at, removed, added: linesOf(applyEdits(removed.join(''), inside)) });
    if (change.removed.length + change.added.length > 0) result.push(change);
  }
  return result;
}

/** What is added to a last line without a line break changes that line. */
function endsBefore(line: string | undefined, offset: number): boolean {
  return line !== undefined && line.length <= offset && line.endsWith('\n');
}

/** Without the lines that are the same at its start and at its end. */
function trim({ at, removed, added }: Change): Change {
  const shorter = Math.min(removed.length, added.length);
  let head = 0;
  while (head < shorter && removed[head] === added[head]) head++;
  let tail = 0;
  while (tail < shorter - head && removed.at(-1 - tail) === added.at(-1 - tail)) tail++;
  return {
    at: at + head,
    removed: removed.slice(head, removed.length - tail),
    added: added.slice(head, added.length - tail),
  };
}

/** Changes whose context would touch share a hunk. */
function group(all: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of all) {
    const last = hunks.at(-1)?.at(-1);
    if (last && change.at - (last.at + last.removed.length) <= 2 * CONTEXT) hunks.at(-1)!.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunkText(lines: readonly string[], hunk: readonly Change[], shift: number): string {
  const last = hunk.at(-1)!;
  const start = Math.max(0, hunk[0]!.at - CONTEXT);
  const end = Math.min(lines.length, last.at + last.removed.length + CONTEXT);
  const body: string[] = [];
  let at = start;
  const before = end - start;
  let after = before;
  for (const change of hunk) {
    body.push(...marked(' ', lines.slice(at, change.at)));
    body.push(...marked('-', change.removed), ...marked('+', change.added));
    at = change.at + change.removed.length;
    after += change.added.length - change.removed.length;
  }
  body.push(...marked(' ', lines.slice(at, end)));
  return `@@ -${span(start, before)} +${span(start + shift, after)} @@\n${body.join('')}`;
}

/** First line and number of lines; of no lines, the line before them. */
function span(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) => `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`);
}
