/**
 * How well a name fits what was typed: 0 it starts so, 1 it holds it, 2 it has the letters in that order; `undefined` when
 * it does not fit. Case does not matter.
 */
export function fuzzyRank(query: string, name: string): 0 | 1 | 2 | undefined {
  const wanted = query.toLowerCase();
  const text = name.toLowerCase();
  const index = text.indexOf(wanted);
  if (index >= 0) return index === 0 ? 0 : 1;
  let at = 0;
  for (const character of wanted) {
    at = text.indexOf(character, at) + character.length;
    if (at < character.length) return undefined;
  }
  return 2;
}
