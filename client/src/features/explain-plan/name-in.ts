/** The name that a tab's title holds: the longest, since one may hold another (`web1.md`, `my-web1.md`). */
export function nameIn(title: string, names: readonly string[]): string | undefined {
  return names
    .filter((name) => title.includes(name))
    .reduce<string | undefined>((longest, name) => (name.length > (longest?.length ?? 0) ? name : longest), undefined);
}
