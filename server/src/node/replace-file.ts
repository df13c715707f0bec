import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { access, constants, open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { reasonOf } from '../files/reasons.ts';

/**
 * Writes a file, or replaces the text of an existing one, as UTF-8: whoever reads it, even after a crash, sees the text
 * before or the text after. A symbolic link stays one, also where it leads to no file yet; the mode stays, and the owner
 * where this user may give files away. A pipe or a device is written into.
 * Rejects with the system's error, also where the file is read-only or has other names; it is then as it was.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const found = await stat(path).catch(orMissing);
  if (found === undefined) {
    const target = await readlink(path).catch(() => undefined);
    if (target === undefined) return writeWhole(path, text);
    return replaceFile(resolve(await realpath(dirname(path)), target), text);
  }
  // A file in its place would be the end of it: of /dev/null, say.
  if (!found.isFile()) return writeFile(path, text);
  if (found.nlink > 1) {
    throw new Error(`is one of ${found.nlink} hard links, and the others would keep the old text; it is not written`);
  }
  const file = await realpath(path);
  // A file in a folder that can be written could be replaced all the same.
  await access(file, constants.W_OK);
  return writeWhole(file, text, found);
}

function orMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** @param like the file that was there until now */
async function writeWhole(file: string, text: string, like?: Stats): Promise<void> {
  // In the same folder: a rename is atomic only within a file system.
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  const handle = await open(temporary, 'wx', like ? 0o600 : 0o666).catch((error: unknown) => {
    throw new Error(`no new file can be written beside it: ${reasonOf(error)}`);
  });
  try {
    try {
      await handle.writeFile(text, 'utf8');
      if (like) {
        await handle.chown(like.uid, like.gid).catch(() => undefined);
        // Not by `open`, which takes the umask off, and after `chown`, which takes off more.
        await handle.chmod(like.mode & 0o7777);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
