import type { Analysis, Engine } from '../engine/engine.ts';
import type { SyntaxTree } from '../engine/syntax/index.ts';
import type { Place } from '../engine/syntax/nodes.ts';
import type { FileSystem } from '../files/file-system.ts';
import { Sources, sourceOf } from '../files/sources.ts';
import { complain } from './complain.ts';
import { CommandError, type Io } from './io.ts';

/** A topology of the command line, with what the engine makes of it. */
export interface Input {
  /** The file that it starts from, as it was given; `-` is standard input. */
  readonly file: string;
  readonly analysis: Analysis;
  /** How to name a file of the topology here. */
  readonly nameOf: (uri: string) => string;
}

/** The file that a place lies in: its name here, and its tree. */
export function fileOf(
  { analysis, nameOf }: Pick<Input, 'analysis' | 'nameOf'>,
  { unit }: Place,
): { file: string; tree: SyntaxTree } {
  return { file: nameOf(unit.uri), tree: analysis.treeOf(unit.uri)! };
}

/** The line of a place, from zero, with the name of its file here. */
export function lineOf(input: Input, place: Place): { file: string; line: number } {
  const { file, tree } = fileOf(input, place);
  return { file, line: tree.positionAt(place.unit.start + place.start).line };
}

/** Where files are read from, and what they are called then. */
export interface Origin {
  readonly system: FileSystem;
  readonly call: (file: string) => string;
}

/**
 * Reads and analyses topologies with all that they include. Of the files, one that another includes is a part of that
 * one's topology and gives no input of its own. One that cannot be read is reported to standard error in a line, and left
 * out; `complete` is then false.
 */
export async function readInputs(
  io: Io,
  engine: Engine,
  files: readonly string[],
  { system, call }: Origin = { system: io.files, call: (file) => file },
): Promise<{ inputs: Input[]; complete: boolean }> {
  if (files.filter((file) => file === '-').length > 1)
    throw new CommandError("'-' can be given once: there is one standard input");
  const given = new Map(files.map((file) => [io.toUri(file), file]));
  const nameOf = (uri: string): string => call(given.get(uri) ?? io.toPath(uri));
  const held = new Map<string, SyntaxTree>();
  const sources = new Sources(system, (uri) => held.get(uri));
  const read: Input[] = [];
  for (const file of files) {
    const uri = io.toUri(file);
    const streamed = await io.readStream(file);
    const root = streamed === undefined ? await sources.fetch(uri) : sourceOf(uri, streamed);
    if ('missing' in root) {
      complain(io, `${nameOf(uri)}: ${root.why}`);
      continue;
    }
    if (streamed !== undefined) held.set(uri, root);
    await sources.load(root);
    read.push({ file: nameOf(uri), analysis: engine.analyzeFiles(root, sources), nameOf });
  }
  return { inputs: withoutParts(read), complete: read.length === files.length };
}

/** Of files that include each other, the one that was given first speaks for the topology. */
function withoutParts(inputs: readonly Input[]): Input[] {
  const holds = inputs.map(({ analysis }) => new Set(analysis.topology.files.map(({ tree }) => tree.uri)));
  const uris = inputs.map(({ analysis }) => analysis.tree.uri);
  return inputs.filter(
    (_, index) =>
      !holds.some(
        (other, by) => by !== index && other.has(uris[index]!) && (by < index || !holds[index]!.has(uris[by]!)),
      ),
  );
}

/** A plan of files that could not be read whole says so, apart from the output that others read. */
export function warnOfErrors(io: Io, { analysis, nameOf }: Input): void {
  for (const { tree } of analysis.topology.files) {
    const { length } = tree.errors;
    if (length === 0) continue;
    const errors = `${length} ${length === 1 ? 'error' : 'errors'} in its YAML`;
    complain(io, `${nameOf(tree.uri)}: ${errors}: the plan covers only what could be read; see 'hxtopo check'`);
  }
  for (const { at, fault } of analysis.topology.inclusions) {
    if (!fault || fault.kind === 'cycle') continue;
    complain(io, `${nameOf(at.unit.uri)}: what it includes as ${at.value} is missing; see 'hxtopo check'`);
  }
}

/** Whether nothing could be read of a topology: that it has no VMs then says nothing. */
export function isUnreadable({ analysis }: Input): boolean {
  const { files, vms } = analysis.topology;
  return vms.length === 0 && files.some(({ tree }) => tree.errors.length > 0);
}
