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
  ERR_STRING_TOO_LONG: 'is too large to read',
  ERR_INVALID_ARG_VALUE: 'no file can have such a name',
  ERR_INVALID_FILE_URL_HOST: 'is on another machine',
  ERR_INVALID_FILE_URL_PATH: 'is on no drive of this machine',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EDQUOT: 'no space is left for this user',
  EFBIG: 'is larger than files may be here',
  EIO: 'the disk cannot read or write it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program keeps it locked',
  ETXTBSY: 'another program keeps it locked',
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
