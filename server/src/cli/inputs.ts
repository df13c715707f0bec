import type { Analysis, Engine } from '../engine/engine.ts';
import type { Io } from './io.ts';

/** A file of the command line with what the engine makes of it. */
export interface Input {
  /** As it was given; `-` is standard input. */
  readonly file: string;
  readonly analysis: Analysis;
}

/**
 * Reads and analyses the files. One that cannot be read is reported to standard error in a line, and left out; `complete`
 * is then false.
 */
export async function readInputs(
  io: Io,
  engine: Engine,
  files: readonly string[],
): Promise<{ inputs: Input[]; complete: boolean }> {
  const inputs: Input[] = [];
  for (const file of files) {
    try {
      const text = file === '-' ? await io.readStdin() : await io.readFile(file);
      inputs.push({ file, analysis: engine.analyze(file, text) });
    } catch (error) {
      io.err(`hxtopo: ${file}: ${reasonOf(error)}\n`);
    }
  }
  return { inputs, complete: inputs.length === files.length };
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ERR_FS_FILE_TOO_LARGE: 'is too large to read',
};

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string' && REASONS[code]) return REASONS[code];
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}
