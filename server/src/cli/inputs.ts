import type { Analysis, Engine } from '../engine/engine.ts';
import { CommandError, type Io } from './io.ts';
import { printable } from './style.ts';
import { whyUnreadable } from './text.ts';

/** A file of the command line with what the engine makes of it. */
export interface Input {
  /** As it was given; `-` is standard input. */
  readonly file: string;
  readonly analysis: Analysis;
  /** What the file starts with besides its text, which positions do not count: as in an editor. */
  readonly mark: '' | typeof BYTE_ORDER_MARK;
}

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Reads and analyses the files. One that cannot be read is reported to standard error in a line, and left out; `complete`
 * is then false.
 */
export async function readInputs(
  io: Io,
  engine: Engine,
  files: readonly string[],
): Promise<{ inputs: Input[]; complete: boolean }> {
  if (files.filter((file) => file === '-').length > 1)
    throw new CommandError("'-' can be given once: there is one standard input");
  const inputs: Input[] = [];
  for (const file of files) {
    try {
      const whole = file === '-' ? await io.readStdin() : await io.readFile(file);
      const mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
      const text = whole.slice(mark.length);
      const unreadable = whyUnreadable(text);
      if (unreadable !== undefined) throw new Error(unreadable);
      inputs.push({ file, analysis: engine.analyze(file, text), mark });
    } catch (error) {
      io.err(`hxtopo: ${printable(file)}: ${reasonOf(error)}\n`);
    }
  }
  return { inputs, complete: inputs.length === files.length };
}

/** A plan of a file that could not be read whole says so, apart from the output that others read. */
export function warnOfErrors(io: Io, { file, analysis }: Input): void {
  const { length } = analysis.tree.errors;
  if (length === 0) return;
  const errors = `${length} ${length === 1 ? 'error' : 'errors'} in its YAML`;
  io.err(`hxtopo: ${printable(file)}: ${errors}: the plan covers only what could be read; see 'hxtopo check'\n`);
}

/** Whether nothing could be read of a file: that it has no VMs then says nothing. */
export function isUnreadable({ analysis }: Input): boolean {
  return analysis.tree.errors.length > 0 && analysis.topology.vms.length === 0;
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ERR_FS_FILE_TOO_LARGE: 'is too large to read',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
};

/** Why a file could not be read or written, in a line. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string' && REASONS[code]) return REASONS[code];
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}
