import type { FileSystem } from './file-system.ts';
import { normalized } from './paths.ts';

/** Why a file is not read that would lead out of a workspace which nobody trusts yet. */
export class OutsideError extends Error {
  constructor() {
    super('it lies outside the workspace, which is not trusted');
  }
}

/**
 * The same files, as far as they lie in certain folders: neither a path nor a symbolic link leads out of these. Reading
 * anything else rejects with an {@link OutsideError}.
 *
 * @param folders gives the URIs of the folders; `undefined` while all may be read
 */
export function confined(system: FileSystem, folders: () => readonly string[] | undefined): FileSystem {
  const followLinks = async (uri: string): Promise<string> => (await system.followLinks?.(uri)) ?? uri;
  const realOf = async (uri: string): Promise<string> => normalized(await followLinks(uri).catch(() => uri));
  const within = async (uri: string): Promise<void> => {
    const allowed = folders();
    if (!allowed) return;
    const [real, ...roots] = await Promise.all([uri, ...allowed].map(realOf));
    if (!roots.some((root) => real === root || real!.startsWith(root.endsWith('/') ? root : `${root}/`)))
      throw new OutsideError();
  };
  return {
    readFile: async (uri) => {
      await within(uri);
      return system.readFile(uri);
    },
    readFolder: async (uri) => {
      await within(uri);
      return system.readFolder(uri);
    },
    followLinks,
  };
}
