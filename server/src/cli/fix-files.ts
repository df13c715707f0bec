import type { Engine } from '../engine/engine.ts';
import { fixAll } from '../engine/fix-all.ts';
import { type Severities, withSeveritiesOf } from '../engine/rules/severities.ts';
import { applyEdits } from '../engine/syntax/edit/placed.ts';
import { markOf } from '../files/encoding.ts';
import { reasonOf } from '../files/reasons.ts';
import { complain } from './complain.ts';
import type { Input } from './inputs.ts';
import { CommandError, type Io } from './io.ts';
import { colouredDiff } from './style-diff.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface Fixing {
  /** What was set for the rules in a file, by its URI. */
  readonly severitiesOf: (uri: string) => Severities;
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
    const { analysis, nameOf } = input;
    const edits = fixAll(engine, analysis, { judged: (diagnostics) => withSeveritiesOf(diagnostics, severitiesOf) });
    const texts = new Map<string, string>();
    for (const [uri, own] of edits) {
      const { text } = analysis.treeOf(uri)!;
      const file = nameOf(uri);
      const after = applyEdits(text, own);
      try {
        if (dryRun) io.out(colouredDiff(io.terminal, unifiedDiff(file, text, own)));
        else await write(io, uri, text, after);
        texts.set(uri, after);
      } catch (error) {
        complain(io, `${file}: ${reasonOf(error)}`);
        complete = false;
      }
    }
    fixed.push(texts.size === 0 ? input : { ...input, analysis: engine.analyzeEdited(analysis, texts) });
  }
  return { inputs: fixed, complete };
}

async function write(io: Io, uri: string, before: string, after: string): Promise<void> {
  const whole = await io.files.readFile(uri);
  const mark = markOf(whole);
  const now = whole.slice(mark.length);
  // Another topology may have the file as well.
  if (now === after) return;
  if (now !== before) throw new Error('has changed meanwhile, so it is not written');
  await io.writeFile(io.toPath(uri), mark + after);
}
