import type { Severities } from '../rules/severities.ts';
import { type ReadProblem, read } from '../schema/read.ts';
import { parseWhole } from '../syntax/parse.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { project } from './format.ts';

/** A project file, read as its format says. */
export interface ProjectReading {
  readonly severities: Severities;
  readonly problems: readonly ReadProblem[];
}

/** Reads a project file. What cannot be read is left out and among the problems; a bad entry leaves the others alive. */
export function readProject(tree: SyntaxTree): ProjectReading {
  const problems: ReadProblem[] = [];
  const value = readRoot(tree, (problem) => problems.push(problem));
  const sound = hasBrokenLines(tree) ? readRoot(withoutBrokenLines(tree)) : value;
  return { severities: severitiesOf(sound), problems };
}

function readRoot(tree: SyntaxTree, report: (problem: ReadProblem) => void = () => undefined) {
  const [unit] = tree.units;
  return unit?.root?.kind === 'map' ? read(project, unit, unit.root, report) : undefined;
}

function severitiesOf(value: ReturnType<typeof readRoot>): Severities {
  const rules = value?.rules;
  return new Map(
    [...(rules?.$keys.keys() ?? [])].flatMap((code) => {
      const severity = rules?.[code]?.value;
      return severity === undefined ? [] : [[code, severity] as const];
    }),
  );
}

function hasBrokenLines({ errors }: SyntaxTree): boolean {
  return errors.some(({ code }) => code === 'syntax');
}

/** A line that does not parse, half typed, say, would take its neighbours along. Each round empties one line at least. */
function withoutBrokenLines(tree: SyntaxTree): SyntaxTree {
  let left = tree;
  while (hasBrokenLines(left)) {
    const lines = left.text.split('\n');
    for (const { code, place } of left.errors) {
      if (code === 'syntax') lines[left.positionAt(place.unit.start + place.start).line] = '';
    }
    const text = lines.join('\n');
    if (text.length >= left.text.length) break;
    left = parseWhole(tree.uri, text);
  }
  return left;
}
