/* For the `same` of facts: what was worked out anew is often what it was. */

/** Whether two sets have the same members. */
export function sameMembers(before: ReadonlySet<unknown>, after: ReadonlySet<unknown>): boolean {
  return before.size === after.size && [...before].every((member) => after.has(member));
}

/** Whether two maps give lists of the same elements. */
export function sameLists<K>(before: ReadonlyMap<K, readonly unknown[]>, after: ReadonlyMap<K, readonly unknown[]>) {
  return before.size === after.size && [...before].every(([key, list]) => sameElements(list, after.get(key)));
}

function sameElements(before: readonly unknown[], after: readonly unknown[] | undefined): boolean {
  return before.length === after?.length && before.every((element, index) => element === after[index]);
}
