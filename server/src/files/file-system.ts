/** Where topology files are read from. Everything is named by URI. */
export interface FileSystem {
  /**
   * The text of a file. Rejects with an error that says why it cannot be read: its `code` as Node's or VS Code's, or its
   * message.
   */
  readFile(uri: string): Promise<string>;
  /** What a folder holds. Rejects likewise. */
  readFolder(uri: string): Promise<readonly Entry[]>;
  /** Where a file or a folder is when all symbolic links are followed. Rejects likewise. Absent where there are no links. */
  followLinks?(uri: string): Promise<string>;
}

export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Leads elsewhere: what is below it may lead back here. */
  readonly isLink?: boolean;
}

/** In bytes, or characters: fifty thousand VMs take a tenth of it. What is larger is not read. */
export const MOST_OF_A_FILE = 2 ** 26;

/** What is told of a file that is larger. */
export const TOO_LARGE = 'is too large to read';

/** The same files; each folder is read once, and counts as it was then. */
export function withFoldersReadOnce(system: FileSystem): FileSystem {
  const folders = new Map<string, Promise<readonly Entry[]>>();
  const { followLinks } = system;
  return {
    readFile: (uri) => system.readFile(uri),
    readFolder: (uri) => {
      const reading = folders.get(uri) ?? system.readFolder(uri);
      folders.set(uri, reading);
      return reading;
    },
    ...(followLinks ? { followLinks: (uri) => followLinks.call(system, uri) } : {}),
  };
}

/** Around a text that is not saved: it lies nowhere. */
export const UNSAVED: FileSystem = {
  readFile: () => Promise.reject(new Error('it is looked for beside a text that is not saved')),
  readFolder: () => Promise.reject(new Error('it is looked for beside a text that is not saved')),
};

/** For files that have none around them. */
export const NO_FILE_SYSTEM: FileSystem = {
  readFile: () => Promise.reject(new Error('no other file belongs to it')),
  readFolder: () => Promise.reject(new Error('no other file belongs to it')),
};
