import { reasonOf } from '../files/reasons.ts';
import { CommandError, type Io } from './io.ts';

/** Writes what a command makes into a file instead of to standard output. Throws a {@link CommandError} when it cannot. */
export async function saveOutput(io: Io, path: string, text: string): Promise<void> {
  try {
    await io.writeFile(path, text);
  } catch (error) {
    throw new CommandError(`${path}: ${reasonOf(error)}`);
  }
}
