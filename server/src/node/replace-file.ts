import { randomUUID } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from '../files/reasons.ts';

/**
 * Replaces the text of an existing file, as UTF-8: whoever reads it, even after a crash, sees the text before or the
 * text after. A symbolic link stays one; the mode stays, and the owner where this user may give files away. Rejects with
 * the system's error, also where the file is read-only; the file is then as it was.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const file = await realpath(path);
  const { mode, uid, gid } = await stat(file);
  // A file in a folder that can be written could be replaced all the same.
  await access(file, constants.W_OK);
  // In the same folder: a rename is atomic only within a file system.
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  const handle = await open(temporary, 'wx', 0o600).catch((error: unknown) => {
    throw new Error(`no new file can be written beside it: ${reasonOf(error)}`);
  });
  try {
    try {
      await handle.writeFile(text, 'utf8');
      await handle.chown(uid, gid).catch(() => undefined);
      // Not by `open`, which takes the umask off, and after `chown`, which takes off more.
      await handle.chmod(mode & 0o7777);
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
