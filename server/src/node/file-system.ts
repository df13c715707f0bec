import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type FileSystem, MOST_OF_A_FILE, TOO_LARGE, UNSAVED } from '../files/file-system.ts';

/**
 * The files of this machine. A symbolic link counts as what it leads to; one that leads nowhere is left out. Pipes and
 * devices are not read: they may never end, and one of them may be what the client speaks through.
 */
export const nodeFiles: FileSystem = {
  readFile: async (uri) => {
    if (!uri.startsWith('file:')) return UNSAVED.readFile(uri);
    const path = fileURLToPath(uri);
    const found = await stat(path);
    if (!found.isFile() && !found.isDirectory()) throw new Error('is a pipe or a device, not a file');
    if (found.size > MOST_OF_A_FILE) throw new Error(TOO_LARGE);
    return readFile(path, 'utf8');
  },
  readFolder: async (uri) => {
    const folder = fileURLToPath(uri);
    const entries = await readdir(folder, { withFileTypes: true });
    const found = entries.map(async (entry) => {
      const target = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => undefined) : entry;
      return target && (target.isFile() || target.isDirectory())
        ? [{ name: entry.name, isFolder: target.isDirectory(), isLink: entry.isSymbolicLink() }]
        : [];
    });
    return (await Promise.all(found)).flat();
  },
  followLinks: async (uri) => pathToFileURL(await realpath(fileURLToPath(uri))).href,
};
