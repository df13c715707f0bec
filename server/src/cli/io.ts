/** What a command needs of the world. The entry point gives the real one, tests a made-up one. */
export interface Io {
  /** Reads a file as UTF-8. Rejects with an error whose `code` is the system's (`ENOENT`, …). */
  readonly readFile: (path: string) => Promise<string>;
  /** Reads a file as it stands at a Git revision. Rejects with why it cannot, in a line. */
  readonly readRevision: (revision: string, path: string) => Promise<string>;
  /** Reads standard input to its end, as UTF-8. */
  readonly readStdin: () => Promise<string>;
  /** Replaces the text of an existing file, whole or not at all, keeping its mode. Rejects as `readFile` does. */
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
