import type { ReadProblem } from '../../schema/read.ts';
import { removePair, removeTopLevel, renameKey, replaceScalar } from '../../syntax/edit/index.ts';
import { pairOf } from '../../syntax/edit/sections.ts';
import type { Section, SyntaxTree } from '../../syntax/tree.ts';
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
    for (const problem of context.fact(readProblems)) {
      if (problem.code !== 'format/unknown-key') continue;
      const near = nearKey(context, problem);
      yield {
        place: problem.place,
        message: `${problem.message}: it is ignored${problem.required ? ', and a required one is missing' : ''}${near ? `; did you mean \`${near}\`?` : ''}`,
        ...(problem.required ? { severity: 'error' as const } : {}),
        fixes: () => fixes(context, problem, near),
      };
    }
  },
});

/** What was probably meant, unless it stands there already. */
function nearKey(context: RuleContext, { near, place }: ReadProblem): string | undefined {
  const { tree, section } = sectionAt(context, place);
  return section && tree?.sections.some(({ key }) => key === near) ? undefined : near;
}

function fixes(context: RuleContext, problem: ReadProblem, near: string | undefined): Fix[] {
  const { node, unit, key, place, required } = problem;
  const { tree, section } = sectionAt(context, place);
  const pair = section ? pairOf(section) : node.kind === 'map' && node.pairs.find((other) => other.key.text === key);
  if (!pair) return [];
  const rename = section
    ? replaceScalar({ unit: place.unit, node: pair.key }, near ?? '')
    : renameKey({ unit, node }, pair, near ?? '');
  // A mapping that loses its only key may be wrong without it.
  const isOnly = !section && node.kind === 'map' && node.pairs.length === 1;
  const remove = section ? removeTopLevel(tree!, section.key) : isOnly ? [] : removePair({ unit, node }, pair);
  return [
    ...(near ? [{ title: `Rename to ${near}`, safe: false, edits: rename }] : []),
    ...(remove.length > 0 && !required ? [{ title: `Remove ${key}`, safe: false, edits: remove }] : []),
  ];
}

/** The section whose key stands at the place, if it is one. */
function sectionAt(
  { topology }: RuleContext,
  place: ReadProblem['place'],
): { readonly tree?: SyntaxTree; readonly section?: Section } {
  for (const { tree } of topology.files) {
    const section = tree.sections.find(({ keyPlace }) => keyPlace === place);
    if (section) return { tree, section };
  }
  return {};
}
