import type { FileSystem } from '../files/file-system.ts';

/** What a command needs of the world. The entry point gives the real one, tests a made-up one. */
export interface Io {
  readonly files: FileSystem;
  /** The files as they stand at a Git revision. */
  readonly filesAt: (revision: string) => FileSystem;
  /** The URI of a path as a user gives it, and the path from here to what a URI names. */
  readonly toUri: (path: string) => string;
  readonly toPath: (uri: string) => string;
  /**
   * Reads to its end, as UTF-8, what a user names that is no file and can be read once: standard input (`-`), a pipe, a
   * device. `undefined` for all else.
   */
  readonly readStream: (path: string) => Promise<string | undefined>;
  /** Writes a file, whole or not at all; one that is there keeps its mode. Rejects with the system's error. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  readonly terminal: Terminal;
}

/** How to write to where the output goes. */
export interface Terminal {
  readonly colour: boolean;
  /** Columns to fit the output to; `undefined` when it does not go to a terminal. */
  readonly width: number | undefined;
}

/** What is no terminal: a pipe, a file. */
export const PLAIN: Terminal = { colour: false, width: undefined };

/** Exit statuses of every command. */
export const EXIT = {
  /** Nothing at or above the failing severity. */
  ok: 0,
  /** Something is. */
  found: 1,
  /** The command could not do its work. */
  trouble: 2,
} as const;

/** The command cannot do its work; `message` says why, in one line. */
export class CommandError extends Error {}
