import type { Engine } from '../engine/engine.ts';
import { fixAll } from '../engine/fix-all.ts';
import { type Severities, withSeverities } from '../engine/rules/severities.ts';
import { applyEdits } from '../engine/syntax/edit/placed.ts';
import { type Input, reasonOf } from './inputs.ts';
import { CommandError, type Io } from './io.ts';
import { colouredDiff } from './style-diff.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface Fixing {
  readonly severities: Severities;
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
  { severities, dryRun }: Fixing,
): Promise<{ inputs: Input[]; complete: boolean }> {
  if (!dryRun && inputs.some(({ file }) => file === '-')) {
    throw new CommandError('--fix cannot write standard input; --dry-run shows what it would change');
  }
  let complete = true;
  const fixed: Input[] = [];
  for (const input of inputs) {
    const { file, analysis, mark } = input;
    const { text } = analysis.tree;
    const edits = fixAll(engine, file, text, (diagnostics) => withSeverities(diagnostics, severities));
    if (edits.length === 0) {
      fixed.push(input);
      continue;
    }
    const after = applyEdits(text, edits);
    try {
      if (dryRun) io.out(colouredDiff(io.terminal, unifiedDiff(file, text, edits)));
      else await write(io, file, mark + text, mark + after);
      fixed.push({ ...input, analysis: engine.analyze(file, after) });
    } catch (error) {
      io.err(`hxtopo: ${file}: ${reasonOf(error)}\n`);
      fixed.push(input);
      complete = false;
    }
  }
  return { inputs: fixed, complete };
}

async function write(io: Io, file: string, before: string, after: string): Promise<void> {
  const now = await io.readFile(file);
  // The same file may be named twice.
  if (now === after) return;
  if (now !== before) throw new Error('has changed meanwhile, so it is not written');
  await io.writeFile(file, after);
}
