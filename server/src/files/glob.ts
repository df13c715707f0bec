import { globMatches } from '../engine/model/selectors.ts';
import { OutsideError } from './confined.ts';
import type { Entry, FileSystem } from './file-system.ts';
import { inFolder, normalized, resolvePath } from './paths.ts';

/** More files than this are no topology, but a glob that was not meant so: a whole disk, say. */
const MOST_FILES = 10_000;
/** More folders than this are not looked into: links make as many as one likes. */
const MOST_FOLDERS = 10_000;

/**
 * The files that a glob names, as it is written in the file `from`, in path order. `*` and `?` match within a name, `**`
 * any number of folders, not through symbolic links; no link leads in a circle. A name that starts with a dot is matched
 * only where the glob writes the dot. Folders that cannot be read hold nothing; one that must not be read stands for its
 * files, so that who reads it learns why.
 */
export async function filesMatching(system: FileSystem, from: string, glob: string): Promise<string[]> {
  const parts = glob.replaceAll('\\', '/').split('/');
  const fixed = parts.findIndex((part) => part.includes('*') || part.includes('?'));
  const start = resolvePath(from, fixed === 0 ? '.' : `${parts.slice(0, fixed).join('/') || '/'}`);
  const found = new Set<string>();
  /** Folders with what was left of the glob there: several `**` lead to one folder in many ways. */
  const walked = new Set<string>();
  await walk(start, [await realOf(start)], parts.slice(fixed));
  return [...found].sort();

  /** @param way the folders on the way here, this one last, as they are when links are followed */
  async function walk(folder: string, way: readonly string[], [part, ...rest]: readonly string[]): Promise<void> {
    if (part === undefined || found.size >= MOST_FILES || walked.size >= MOST_FOLDERS) return;
    const key = `${rest.length} ${folder}`;
    if (walked.has(key)) return;
    walked.add(key);
    if (part === '**') await walk(folder, way, rest);
    const entries = await system.readFolder(folder).catch((error: unknown) => {
      if (error instanceof OutsideError) found.add(folder);
      return [];
    });
    for (const entry of entries) {
      const { name, isFolder, isLink } = entry;
      if (name.startsWith('.') && !part.startsWith('.')) continue;
      if (part === '**') {
        if (isFolder && !isLink) await enter(folder, way, entry, [part, ...rest]);
      } else if (globMatches(part, name)) {
        if (isFolder) await enter(folder, way, entry, rest);
        else if (rest.length === 0) found.add(inFolder(folder, name));
      }
    }
  }

  async function enter(folder: string, way: readonly string[], { name, isLink }: Entry, rest: readonly string[]) {
    const below = inFolder(folder, name);
    const real = isLink ? await realOf(below) : inFolder(way.at(-1)!, name);
    if (!way.includes(real)) await walk(below, [...way, real], rest);
  }

  async function realOf(folder: string): Promise<string> {
    return normalized((await system.followLinks?.(folder).catch(() => folder)) ?? folder);
  }
}
