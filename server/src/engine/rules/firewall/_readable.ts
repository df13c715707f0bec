import type { Cluster, Host } from '../../model/entities.ts';
import type { Place, Unit } from '../../syntax/nodes.ts';
import { brokenYaml, readProblems } from '../_problems.ts';
import type { RuleContext } from '../rule.ts';

/**
 * Tells whether the firewall of a host or cluster, as it stands there itself, could be read whole and names nothing that
 * is not declared. Where not, `format/*`, `network/*` and `reference/*` speak first. For `context.fact`.
 */
export function readableFirewalls(context: RuleContext): (owner: Host | Cluster) => boolean {
  const unclear = context.fact(unclearPlaces);
  const broken = context.fact(brokenYaml);
  return (owner) => {
    const { node, unit } = owner.value;
    const firewall = node.pairs.find((pair) => pair.key.text === 'firewall')?.value;
    if (!firewall) return !broken.touches(owner.value);
    const { start, end } = firewall;
    return !broken.touches({ unit, start, end }) && !liesIn({ unit, start, end }, unclear);
  };
}

/** Tells whether a part of the file could be read whole, with all names in it declared. For `context.fact`. */
export function readable(context: RuleContext): (place: Place) => boolean {
  const unclear = context.fact(unclearPlaces);
  return (place) => !liesIn(place, unclear);
}

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

function liesIn({ unit, start, end }: Place, places: ReadonlyMap<Unit, readonly Place[]>): boolean {
  return places.get(unit)?.some((place) => start <= place.start && place.end <= end) ?? false;
}
