import type { Unit } from '../nodes.ts';
import type { TextEdit } from '../tree.ts';

/**
 * A replacement in a unit. Offsets are relative to the unit, so the edit stays right while other parts of the file
 * change. Line breaks in `newText` are `\n`; {@link absolute} turns them into the file's own.
 */
export interface PlacedEdit {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/**
 * The edit in the offsets of the file. `text` is the file's text and tells which line break it uses; without it the
 * unit's own text does, which is not enough for a unit of one line without a line break.
 */
export function absolute(edit: PlacedEdit, text = edit.unit.text): TextEdit {
  return withLineBreaks(edit, lineBreakOf(text));
}

function withLineBreaks(edit: PlacedEdit, lineBreak: string): TextEdit {
  return {
    start: edit.unit.start + edit.start,
    end: edit.unit.start + edit.end,
    newText: edit.newText.includes('\n') ? edit.newText.replaceAll('\n', lineBreak) : edit.newText,
  };
}

/**
 * All edits of one file as one set: sorted by place, in absolute offsets, none touching another. The same edit given
 * twice counts once; insertions at one place become one, in the order given. `text` is the file's text.
 * Undefined when two edits change the same characters: then they cannot be applied together.
 */
export function combine(edits: readonly PlacedEdit[], text: string): TextEdit[] | undefined {
  const lineBreak = lineBreakOf(text);
  const sorted = edits
    .map((edit) => withLineBreaks(edit, lineBreak))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const result: TextEdit[] = [];
  const seen = new Set<string>();
  for (const edit of sorted) {
    const id = JSON.stringify([edit.start, edit.end, edit.newText]);
    if (seen.has(id) || (edit.start === edit.end && edit.newText === '')) continue;
    seen.add(id);
    const last = result.at(-1);
    if (last && edit.start < last.end) return undefined;
    if (last && edit.start === last.end && (last.start === last.end || edit.start === edit.end)) {
      // An insertion at the edge of another edit: one edit, so that no editor has to choose the order.
      result[result.length - 1] = { start: last.start, end: edit.end, newText: last.newText + edit.newText };
    } else {
      result.push(edit);
    }
  }
  return result;
}

/**
 * All edits of several files, as {@link combine} makes one set for each, by URI. `textOf` gives a file's text. Undefined
 * when two edits change the same characters, or one lies in a file that is not known.
 */
export function combineByFile(
  edits: readonly PlacedEdit[],
  textOf: (uri: string) => string | undefined,
): Map<string, TextEdit[]> | undefined {
  const byFile = new Map<string, PlacedEdit[]>();
  for (const edit of edits) {
    const known = byFile.get(edit.unit.uri);
    if (known) known.push(edit);
    else byFile.set(edit.unit.uri, [edit]);
  }
  const result = new Map<string, TextEdit[]>();
  for (const [uri, own] of byFile) {
    const text = textOf(uri);
    const combined = text === undefined ? undefined : combine(own, text);
    if (!combined) return undefined;
    if (combined.length > 0) result.set(uri, combined);
  }
  return result;
}

/** The text after the edits. Their offsets are those of `text`; they must not overlap. Any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) throw new RangeError(`overlapping edits at offset ${edit.start}`);
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}
