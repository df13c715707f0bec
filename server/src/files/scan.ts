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
    for (const each of folders) {
      for (const { name, isFolder, isLink } of await system.readFolder(each).catch(() => [])) {
        seen++;
        if (isFolder && !isLink && !name.startsWith('.') && !LEFT_OUT.has(name)) below.push(inFolder(each, name));
        else if (!isFolder && isTopologyFile(name)) found.push(inFolder(each, name));
      }
    }
    folders = below;
  }
  return found;
}
