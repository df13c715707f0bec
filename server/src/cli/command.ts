import type { Io } from './io.ts';

/** A command of `hxtopo`. */
export interface Command {
  readonly name: string;
  /** One line for `hxtopo --help`. */
  readonly summary: string;
  /** The whole of `hxtopo NAME --help`. */
  readonly help: string;
  /** Runs it with the arguments after its name. Gives the exit status; throws a `CommandError` when it cannot work. */
  readonly run: (argv: readonly string[], io: Io) => Promise<number>;
}
