import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unifiedDiff } from '../../server/src/cli/unified-diff.ts';
import { applyEdits } from '../../server/src/engine/syntax/edit/placed.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\n', '\r\n'), maxLength: 60 });

/** A text with edits that are sorted and do not overlap. */
const edited = text.chain((before) =>
  fc
    .tuple(
      fc.array(fc.nat(before.length), { maxLength: 8 }),
      fc.array(fc.string({ unit: fc.constantFrom('a', 'c', '\n'), maxLength: 4 }), { minLength: 4, maxLength: 4 }),
    )
    .map(([offsets, texts]) => {
      const sorted = offsets.sort((a, b) => a - b);
      const edits = texts
        .map((newText, index) => ({ start: sorted[2 * index], end: sorted[2 * index + 1], newText }))
        .filter((edit): edit is { start: number; end: number; newText: string } => edit.end !== undefined);
      return { before, edits };
    }),
);

/** Applies a unified diff by its line numbers and counts, and insists that the lines that it names stand there. */
function patch(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const result: string[] = [];
  let at = 0;
  const [, ...hunks] = diff.split(/^@@ /m);
  for (const hunk of hunks) {
    const [, first, count, newFirst, newCount] = hunk.match(/^-(\d+),(\d+) \+(\d+),(\d+) @@\n/)!.map(Number);
    const lines = hunk.slice(hunk.indexOf('\n') + 1).match(/[^\n]*\n(\\ No newline at end of file\n)?/g)!;
    const textOf = (line: string): string => line.slice(1).replace(/\n\\ .*\n$/, '');
    const start = count === 0 ? first! : first! - 1;
    while (at < start) result.push(old[at++]!);
    expect(newCount === 0 ? newFirst : newFirst! - 1).toBe(result.length);
    const wanted = lines.filter((line) => line[0] !== '+').map(textOf);
    expect(old.slice(at, at + count!)).toEqual(wanted);
    const added = lines.filter((line) => line[0] !== '-').map(textOf);
    expect(added).toHaveLength(newCount!);
    result.push(...added);
    at += count!;
  }
  result.push(...old.slice(at));
  for (const line of result.slice(0, -1)) expect(line).toMatch(/\n$/);
  return result.join('');
}

it('a diff of any edits leads from the text before to the text after', () => {
  fc.assert(
    fc.property(edited, ({ before, edits }) => {
      expect(patch(before, unifiedDiff('f', before, edits))).toBe(applyEdits(before, edits));
    }),
    { numRuns: 2000 },
  );
});
