import type { ReadProblem } from '../../schema/read.ts';
import { removePair, removeSection, renameKey, replaceScalar } from '../../syntax/edit/index.ts';
import { pairOf } from '../../syntax/edit/sections.ts';
import type { Place } from '../../syntax/nodes.ts';
import type { Section, SyntaxTree } from '../../syntax/tree.ts';
import { KINDS } from '../_kinds.ts';
import { once } from '../_once.ts';
import { readProblems } from '../_problems.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';

export default rule({
  code: 'format/unknown-key',
  title: 'A key that the format does not have',
  severity: 'warning',
  what: 'The format has no key of this name in this place. Keys are written in camelCase, and case matters.',
  why: 'What stands under the key is ignored, and the plan is made with the default of the key that was meant.',
  whatToDo: 'Correct the name. Notes of your own go to `description` or to a key that starts with `x-`.',
  fixes: 'unsafe',
  reads: ['problems', 'errors'],
  *check(context) {
    const unknown = context.fact(readProblems).filter(({ code }) => code === 'format/unknown-key');
    if (unknown.length === 0) return;
    for (const problem of unknown) {
      const topLevel = topLevelKey(context, problem.place);
      const near = topLevel?.keys.has(problem.near ?? '') ? undefined : problem.near;
      const cost = costOf(problem, near, topLevel);
      yield {
        place: problem.place,
        message: `${problem.message}: it is ignored${cost}${near ? `; did you mean \`${near}\`?` : ''}`,
        ...(cost ? { severity: 'error' as const } : {}),
        fixes: () => fixes(context, problem, near, cost !== ''),
      };
    }
  },
});

/** The sections that declare entities. */
const DECLARING: ReadonlySet<string> = new Set(Object.values(KINDS).map(({ section }) => section));

/** What it costs besides its own value. */
function costOf({ required }: ReadProblem, near: string | undefined, topLevel: TopLevelKey | undefined): string {
  if (required) return ', and a required one is missing';
  const declares = near !== undefined && DECLARING.has(near) && topLevel !== undefined;
  return declares ? ', and what it declares is not known' : '';
}

function fixes(context: RuleContext, problem: ReadProblem, near: string | undefined, isNeeded: boolean): Fix[] {
  const { node, unit, key, place } = problem;
  const topLevel = topLevelKey(context, place);
  const section = topLevel?.section;
  const pair = section ? pairOf(section) : node.kind === 'map' && node.pairs.find((other) => other.key.text === key);
  if (!pair) return [];
  const rename = section
    ? replaceScalar({ unit: place.unit, node: pair.key }, near ?? '')
    : renameKey({ unit, node }, pair, near ?? '');
  // A mapping that loses its only key may be wrong without it.
  const isOnly = !section && node.kind === 'map' && node.pairs.length === 1;
  const remove = topLevel
    ? removeSection(topLevel.tree, topLevel.index)
    : isOnly
      ? []
      : removePair({ unit, node }, pair);
  return [
    ...(near ? [{ title: `Rename to ${near}`, safe: false, edits: rename }] : []),
    ...(remove.length > 0 && !isNeeded ? [{ title: `Remove ${key}`, safe: false, edits: remove }] : []),
  ];
}

/** A key at the top of a file, among the others there. */
interface TopLevelKey {
  readonly tree: SyntaxTree;
  readonly section: Section;
  /** Which of the sections it is. */
  readonly index: number;
  readonly keys: ReadonlySet<string>;
}

const topLevelKeys = once((tree: SyntaxTree): ReadonlyMap<Place, TopLevelKey> => {
  const keys = new Set(tree.sections.map(({ key }) => key));
  return new Map(tree.sections.map((section, index) => [section.keyPlace, { tree, section, index, keys }]));
});

/** What the place is the key of, where that stands at the top of a file. */
function topLevelKey({ topology }: RuleContext, place: Place): TopLevelKey | undefined {
  for (const { tree } of topology.files) {
    const found = topLevelKeys(tree).get(place);
    if (found) return found;
  }
  return undefined;
}
