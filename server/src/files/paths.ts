import { URI, Utils } from 'vscode-uri';

/** The one spelling of a URI by which files are told apart, however an editor escapes it. */
export function normalized(uri: string): string {
  return URI.parse(uri).toString();
}

/**
 * The URI of a path as it is written in the file `from`: relative to it, or absolute. Folders are separated by `/`; a
 * backslash is taken for one, as Windows writes it. It never leads to another machine: the server of a network path is
 * only read as one where the file lies on it itself.
 */
export function resolvePath(from: string, path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const base = URI.parse(from);
  if (/^[A-Za-z]:\//.test(slashed)) return base.with({ path: `/${slashed}` }).toString();
  const own = `//${base.authority}/`;
  const onServer = base.authority !== '' && slashed.toLowerCase().startsWith(own.toLowerCase());
  return Utils.resolvePath(Utils.dirname(base), onServer ? slashed.slice(own.length - 1) : slashed).toString();
}

/** The URI of something in a folder. */
export function inFolder(folder: string, name: string): string {
  return Utils.joinPath(URI.parse(folder), name).toString();
}

/** The last part of a URI's path, as a person reads it. */
export function baseName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** The URI of the folder that something lies in; `undefined` for the root of a file system. */
export function folderAbove(uri: string): string | undefined {
  const own = URI.parse(uri);
  // The drive of a Windows path is a root, too.
  if (/^(\/[A-Za-z]:)?\/*$/.test(own.path)) return undefined;
  return Utils.dirname(own).toString();
}

/** A file's path as a person knows it. */
export function readablePath(uri: string): string {
  return URI.parse(uri).fsPath;
}
