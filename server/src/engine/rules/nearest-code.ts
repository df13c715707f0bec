import { nearest } from '../schema/nearest.ts';

/**
 * The codes that a person most likely meant by `text`: the nearest one, else those of the nearest name, since a code is
 * also meant by its name alone, without the category. Empty when none is near, or `text` is one of them.
 */
export function nearestCodes(text: string, codes: readonly string[]): string[] {
  if (codes.includes(text)) return [];
  const near = nearest(text, codes);
  if (near !== undefined) return [near];
  const wanted = nameOf(text).toLowerCase();
  const names = codes.map(nameOf);
  const name = names.includes(wanted) ? wanted : nearest(wanted, names);
  return codes.filter((code) => nameOf(code) === name);
}

function nameOf(code: string): string {
  return code.slice(code.indexOf('/') + 1);
}
