/**
 * The VM whose name stands at a place of a line, the longest one where names contain each other (`web`, `web-01`).
 * @param line the line's text
 * @param character place in it, in UTF-16 units from 0; the end of a name counts as in it
 * @param names names of VMs, which may hold any character
 */
export function vmAt(line: string, character: number, names: Iterable<string>): string | undefined {
  let found: string | undefined;
  for (const name of names) {
    if (name.length <= (found?.length ?? 0)) continue;
    // Only a name that starts within its own length before the place can reach it.
    const start = line.indexOf(name, Math.max(0, character - name.length));
    if (start !== -1 && start <= character) found = name;
  }
  return found;
}
