import type { Reference } from '../../model/names.ts';
import { nearestName } from '../../schema/nearest.ts';
import { PlaceSet } from '../../syntax/place-map.ts';
import { brokenYaml, readProblems } from '../_problems.ts';
import type { RuleContext } from '../rule.ts';

export interface UnknownReference {
  readonly reference: Reference;
  /** The declared name that was probably meant. */
  readonly near: string | undefined;
}

/**
 * The references to names that nothing declares, each place once. A name that stands where the file is broken may be
 * declared there, any name may be in files that are included and not read, and one of a kind under a section's misspelt key.
 * For `context.fact`.
 */
export function unknownReferences(context: RuleContext): readonly UnknownReference[] {
  const { topology, fact } = context;
  const broken = fact(brokenYaml);
  const misread = fact(misreadNames);
  const seen = new PlaceSet();
  const known = new Map<string, string | undefined>();
  const near = ({ to, name, among }: Reference): string | undefined => {
    const key = `${to} ${name}`;
    if (!known.has(key)) known.set(key, nearestName(name, topology.names[to].names()));
    const found = known.get(key);
    return found !== undefined && among?.includes(found) ? undefined : found;
  };
  return topology.references
    .unresolved()
    .filter(({ to, name, at }) => {
      if (topology.unread.has(to) || broken.touches(at)) return false;
      if (misread.has(name) || broken.mentions(name)) return false;
      return seen.add(at);
    })
    .map((reference) => ({ reference, near: near(reference) }));
}

/** What stands bare where an entity is wanted, `- esx01`, and most likely names it. */
function misreadNames({ fact }: RuleContext): ReadonlySet<string> {
  const wrong = fact(readProblems).filter(({ code }) => code === 'format/invalid-value');
  return new Set(wrong.flatMap(({ node }) => (node.kind === 'scalar' ? [node.text] : [])));
}
