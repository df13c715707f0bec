import { type FileEdits, fixTogether, type Together } from './fix-together.ts';
import type { Diagnostic } from './rules/check.ts';
import type { Fix } from './rules/rule.ts';
import { applyEdits } from './syntax/edit/placed.ts';
import { parse } from './syntax/index.ts';

/**
 * The likeliest fix of each diagnostic, of those that need no answer and go together; `textOf` gives the text of a file.
 * It is one round: what only comes to light by these edits is left to the user, who may not want fixes that are not safe.
 */
export function fixRule(
  diagnostics: readonly Diagnostic[],
  textOf: (uri: string) => string | undefined,
): Together<Fix> {
  const likeliest = diagnostics.flatMap(({ fixes: [fix] }) => (fix && !fix.asks && fix.edits.length > 0 ? [fix] : []));
  const all = fixTogether(likeliest, textOf);
  return breaks(all.edits, textOf) ? fixTogether(apart(likeliest), textOf) : all;
}

/** Whether the edits break the YAML: two of them may begin the same section. */
function breaks(edits: FileEdits, textOf: (uri: string) => string | undefined): boolean {
  return [...edits].some(([uri, own]) => {
    const text = textOf(uri)!;
    return parse(uri, applyEdits(text, own)).errors.length > parse(uri, text).errors.length;
  });
}

/** The fixes but for those that insert something where one before them does. */
function apart(fixes: readonly Fix[]): Fix[] {
  const taken = new Set<string>();
  return fixes.filter(({ edits }) => {
    const places = edits.filter(({ start, end }) => start === end);
    const keys = places.map(({ unit, start }) => `${unit.start + start} ${unit.uri}`);
    if (keys.some((key) => taken.has(key))) return false;
    for (const key of keys) taken.add(key);
    return true;
  });
}
