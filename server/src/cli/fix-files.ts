import type { Engine } from '../engine/engine.ts';
import { fixAll } from '../engine/fix-all.ts';
import { type Severities, withSeverities } from '../engine/rules/severities.ts';
import { applyEdits } from '../engine/syntax/edit/placed.ts';
import { reasonOf } from '../files/reading.ts';
import type { Input } from './inputs.ts';
import { CommandError, type Io } from './io.ts';
import { colouredDiff } from './style-diff.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface Fixing {
  /** What was set for the rules, for a file. */
  readonly severitiesOf: (file: string) => Severities;
  /** Write to standard output what would change, and leave the files as they are. */
  readonly dryRun: boolean;
}

/**
 * Applies every safe fix of the rules that are not off. Gives the inputs as they are after it. A file that cannot be
 * written is reported to standard error and given as it was; `complete` is then false.
 */
export async function fixFiles(
  io: Io,
  engine: Engine,
  inputs: readonly Input[],
  { severitiesOf, dryRun }: Fixing,
): Promise<{ inputs: Input[]; complete: boolean }> {
  if (!dryRun && inputs.some(({ file }) => file === '-')) {
    throw new CommandError('--fix cannot write standard input; --dry-run shows what it would change');
  }
  let complete = true;
  const fixed: Input[] = [];
  for (const input of inputs) {
    const { file, analysis } = input;
    const { text } = analysis.tree;
    const edits = fixAll(engine, file, text, (diagnostics) => withSeverities(diagnostics, severitiesOf(file)));
    if (edits.length === 0) {
      fixed.push(input);
      continue;
    }
    const after = applyEdits(text, edits);
    try {
      if (dryRun) io.out(colouredDiff(io.terminal, unifiedDiff(file, text, edits)));
      else await write(io, file, text, after);
      fixed.push({ file, analysis: engine.analyze(file, after) });
    } catch (error) {
      io.err(`hxtopo: ${file}: ${reasonOf(error)}\n`);
      fixed.push(input);
      complete = false;
    }
  }
  return { inputs: fixed, complete };
}

async function write(io: Io, file: string, before: string, after: string): Promise<void> {
  // What was read as U+FFFD may have been bytes of another encoding, which writing would lose.
  if (before.includes('\ufffd')) throw new Error('is not UTF-8 throughout, so it is not written');
  const now = await io.readFile(file);
  // The same file may be named twice.
  if (now === after) return;
  if (now !== before) throw new Error('has changed meanwhile, so it is not written');
  await io.writeFile(file, after);
}
