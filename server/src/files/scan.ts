import type { FileSystem } from './file-system.ts';
import { inFolder } from './paths.ts';

/** A workspace with more entries than this is no place for topology files alone; what lies deeper is not found. */
const MOST_ENTRIES = 100_000;

/** Folders that hold what others made. */
const LEFT_OUT = new Set(['node_modules']);

const TOPOLOGY_FILE = /\.topology\.ya?ml$/i;

/** Whether a file is a topology file by its name. */
export function isTopologyFile(uri: string): boolean {
  return TOPOLOGY_FILE.test(uri);
}

/**
 * The topology files in a folder and below it, the nearest folders first. Hidden folders and those behind symbolic links
 * are left out, and what cannot be read holds nothing.
 */
export async function topologyFiles(system: FileSystem, folder: string): Promise<string[]> {
  const found: string[] = [];
  let folders = [folder];
  for (let seen = 0; folders.length > 0 && seen < MOST_ENTRIES; ) {
    const below: string[] = [];
    // All at once: those of a virtual workspace may lie far away.
    const held = await Promise.all(folders.map((each) => system.readFolder(each).catch(() => [])));
    for (const [index, entries] of held.entries()) {
      const folder = folders[index]!;
      for (const { name, isFolder, isLink } of entries) {
        seen++;
        if (isFolder && !isLink && !name.startsWith('.') && !LEFT_OUT.has(name)) below.push(inFolder(folder, name));
        else if (!isFolder && isTopologyFile(name)) found.push(inFolder(folder, name));
      }
    }
    folders = below;
  }
  return found;
}
