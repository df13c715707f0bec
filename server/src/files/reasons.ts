/** By the codes of Node's errors, and of VS Code's. */
const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ERR_FS_FILE_TOO_LARGE: 'is too large to read',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  FileNotFound: 'no such file',
  FileNotADirectory: 'no such file',
  FileIsADirectory: 'is a folder, not a file',
  NoPermissions: 'permission denied',
};

/** Why a file could not be read or written, in a line. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string' && REASONS[code]) return REASONS[code];
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}

const MISSING: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'FileNotFound', 'FileNotADirectory'];

/** Whether the error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  const code = (error as { code?: unknown } | undefined)?.code;
  return MISSING.includes(code);
}
