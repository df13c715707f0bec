import type { FileSystem } from './file-system.ts';
import { resolvePath } from './paths.ts';

/**
 * The YAML files, and the folders that may hold some, which a path in the file `from` can go on with: those of the folder
 * that is typed so far. Folders end with a slash. What cannot be read holds nothing.
 */
export async function includable(system: FileSystem, from: string, typed: string): Promise<string[]> {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  const entries = await system.readFolder(resolvePath(from, folder || '.')).catch(() => []);
  return entries
    .filter(({ name, isFolder }) => !name.startsWith('.') && (isFolder || /\.ya?ml$/i.test(name)))
    .map(({ name, isFolder }) => `${folder}${name}${isFolder ? '/' : ''}`)
    .filter((path) => resolvePath(from, path) !== from)
    .sort();
}
