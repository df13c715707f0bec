import type { Cluster, Host } from '../../model/entities.ts';
import type { Place, Unit } from '../../syntax/nodes.ts';
import { brokenYaml, readProblems } from '../_problems.ts';
import { sameMembers } from '../_same.ts';
import type { RuleContext } from '../rule.ts';

/**
 * The hosts and clusters whose firewall, as it stands there itself, could not be read whole or names something that is not
 * declared. Of them `format/*`, `network/*` and `reference/*` speak first. For `context.fact`.
 */
export function unclearFirewalls(context: RuleContext): ReadonlySet<Host | Cluster> {
  const unclear = context.fact(unclearPlaces);
  const broken = context.fact(brokenYaml);
  const isUnclear = ({ value: owner }: Host | Cluster): boolean => {
    const { unit } = owner;
    if (!broken.isIn(unit) && !unclear.has(unit)) return false;
    const firewall = owner.node.pairs.find((pair) => pair.key.text === 'firewall')?.value;
    if (!firewall) return broken.touches(owner);
    const { start, end } = firewall;
    return broken.touches({ unit, start, end }) || liesIn({ unit, start, end }, unclear);
  };
  const { clusters, hosts } = context.topology;
  return new Set([...clusters, ...hosts].filter(isUnclear));
}
unclearFirewalls.reads = ['hosts'] as const;
unclearFirewalls.same = sameMembers;

/** Tells whether a part of the file could be read whole, with all names in it declared. For `context.fact`. */
export function readable(context: RuleContext): (place: Place) => boolean {
  const unclear = context.fact(unclearPlaces);
  return (place) => !liesIn(place, unclear);
}
readable.reads = [] as const;

/** Where a value is missing or could not be read, or a name is not declared. Another unknown key changes nothing else. */
function unclearPlaces(context: RuleContext): ReadonlyMap<Unit, readonly Place[]> {
  const problems = context.fact(readProblems).filter(({ code, required }) => code !== 'format/unknown-key' || required);
  const unresolved = context.topology.references.unresolved();
  const places = new Map<Unit, Place[]>();
  for (const place of [...problems.map((problem) => problem.place), ...unresolved.map(({ at }) => at)]) {
    const known = places.get(place.unit);
    if (known) known.push(place);
    else places.set(place.unit, [place]);
  }
  return places;
}
unclearPlaces.reads = ['references'] as const;

function liesIn({ unit, start, end }: Place, places: ReadonlyMap<Unit, readonly Place[]>): boolean {
  return places.get(unit)?.some((place) => start <= place.start && place.end <= end) ?? false;
}
