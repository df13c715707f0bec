import { globMatches } from '../engine/model/selectors.ts';
import type { FileSystem } from './file-system.ts';
import { inFolder, resolvePath } from './paths.ts';

/** More files than this are no topology, but a glob that was not meant so: a whole disk, say. */
const MOST_FILES = 10_000;

/**
 * The files that a glob names, as it is written in the file `from`, in path order. `*` and `?` match within a name, `**`
 * any number of folders, not through symbolic links; a name that starts with a dot is matched only where the glob writes the dot. Folders that
 * cannot be read hold nothing.
 */
export async function filesMatching(system: FileSystem, from: string, glob: string): Promise<string[]> {
  const parts = glob.replaceAll('\\', '/').split('/');
  const fixed = parts.findIndex((part) => part.includes('*') || part.includes('?'));
  const start = resolvePath(from, fixed === 0 ? '.' : `${parts.slice(0, fixed).join('/') || '/'}`);
  const found = new Set<string>();
  await walk(start, parts.slice(fixed));
  return [...found].sort();

  async function walk(folder: string, [part, ...rest]: readonly string[]): Promise<void> {
    if (part === undefined || found.size >= MOST_FILES) return;
    if (part === '**') await walk(folder, rest);
    const entries = await system.readFolder(folder).catch(() => []);
    for (const { name, isFolder, isLink } of entries) {
      if (name.startsWith('.') && !part.startsWith('.')) continue;
      if (part === '**') {
        if (isFolder && !isLink) await walk(inFolder(folder, name), [part, ...rest]);
      } else if (globMatches(part, name)) {
        if (isFolder) await walk(inFolder(folder, name), rest);
        else if (rest.length === 0) found.add(inFolder(folder, name));
      }
    }
  }
}
