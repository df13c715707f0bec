import type { ReadProblem } from '../schema/read.ts';
import { lineStart } from '../syntax/lines.ts';
import type { Place, Unit } from '../syntax/nodes.ts';
import type { SyntaxError } from '../syntax/tree.ts';
import type { RuleContext } from './rule.ts';

/**
 * What does not stand as the format wants it, over all files, each thing once: an anchored value is read at each of its
 * aliases. What only follows from broken YAML is left out. For `context.fact`.
 */
export function readProblems({ topology, fact }: RuleContext): readonly ReadProblem[] {
  const broken = fact(brokenYaml);
  const seen = new Set<string>();
  return topology.files
    .flatMap((file) => file.problems)
    .filter((problem) => {
      if (broken.explains(problem)) return false;
      const { uri, start } = problem.place.unit;
      const id = JSON.stringify([uri, start + problem.place.start, problem.code, problem.key]);
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
}
readProblems.reads = ['problems'] as const;

/** Where the YAML is broken, so that what follows from it is not told again. For `context.fact`. */
export function brokenYaml({ topology }: Pick<RuleContext, 'topology'>): BrokenYaml {
  return new BrokenYaml(topology.files.flatMap((file) => file.tree.errors));
}
brokenYaml.reads = ['errors'] as const;
brokenYaml.same = (before: BrokenYaml, after: BrokenYaml): boolean => before.isEmpty && after.isEmpty;

export class BrokenYaml {
  readonly #errors = new Map<Unit, SyntaxError[]>();
  #words: Set<string> | undefined;

  constructor(errors: readonly SyntaxError[]) {
    for (const error of errors) {
      if (error.code === 'duplicate-key') continue;
      const known = this.#errors.get(error.place.unit);
      if (known) known.push(error);
      else this.#errors.set(error.place.unit, [error]);
    }
  }

  /** Whether an error of the YAML lies on the place, or right at its edge. */
  touches(place: Place): boolean {
    return this.#some(place, ({ place: { start, end } }) => start <= place.end && end >= place.start);
  }

  /** Whether the problem may be nothing but a consequence: a key may be missing because its line could not be read. */
  explains({ code, place, node, unit }: ReadProblem): boolean {
    if (this.touches(place)) return true;
    if (code !== 'format/missing-key') return false;
    const end = node.end + unit.text.slice(node.end).search(/\S|$/);
    return this.#some(place, (error) => {
      return error.code === 'syntax' && error.place.start >= node.start && error.place.start <= end;
    });
  }

  /** Whether a part of the unit is broken. */
  isIn(unit: Unit): boolean {
    return this.#errors.has(unit);
  }

  /** Whether the file has broken parts at all. */
  get isEmpty(): boolean {
    return this.#errors.size === 0;
  }

  /** Whether the word stands in a line that is broken, and that may declare it. */
  mentions(word: string): boolean {
    this.#words ??= new Set([...this.#errors.values()].flat().flatMap(wordsAround));
    return this.#words.has(word);
  }

  #some({ unit }: Place, test: (error: SyntaxError) => boolean): boolean {
    return this.#errors.get(unit)?.some(test) ?? false;
  }
}

function wordsAround({ place: { unit, start } }: SyntaxError): string[] {
  const from = lineStart(unit.text, start);
  const [line = ''] = unit.text.slice(from).split(/\r?\n/, 1);
  return line.split(/[\s,:'"[\]{}]+/);
}
