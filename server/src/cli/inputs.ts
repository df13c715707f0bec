import type { Analysis, Engine } from '../engine/engine.ts';
import { looksLikeUtf16, reasonOf } from '../files/reading.ts';
import { CommandError, type Io } from './io.ts';
import { printable } from './style.ts';

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
  if (files.filter((file) => file === '-').length > 1)
    throw new CommandError("'-' can be given once: there is one standard input");
  const inputs: Input[] = [];
  for (const file of files) {
    try {
      const text = file === '-' ? await io.readStdin() : await io.readFile(file);
      if (looksLikeUtf16(text)) throw new Error('is not UTF-8: it looks like UTF-16; save it as UTF-8');
      inputs.push({ file, analysis: engine.analyze(file, text) });
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
