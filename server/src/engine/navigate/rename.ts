import type { Entity } from '../model/entities.ts';
import type { NameTable } from '../model/names.ts';
import { globMatches, isGlob } from '../model/selectors.ts';
import type { Topology } from '../model/topology.ts';
import type { EntityKind } from '../schema/types.ts';
import { isPrintable, type PlacedEdit } from '../syntax/edit/index.ts';
import type { Place, Unit } from '../syntax/nodes.ts';
import { distinctPlaces, occurrences, type TopologiesOf } from './occurrences.ts';
import { renameReference } from './rename-reference.ts';

const KIND_NAMES: { readonly [K in EntityKind]: string } = {
  hyperflex: 'HX system',
  cluster: 'cluster',
  host: 'host',
  datastore: 'datastore',
  proxy: 'proxy',
  vm: 'VM',
  job: 'job',
};

export interface Renaming {
  readonly edits: readonly PlacedEdit[];
  /** What the edits do not follow: patterns that match the new name otherwise than the old one. As sentences. */
  readonly notes: readonly string[];
}

/** Why a rename is refused, as a sentence for the user. */
export interface Refusal {
  readonly refused: string;
}

/** What keeps the text at the offset from being renamed, where it looks as if it could be. */
export function whyNoName(topology: Topology, unit: Unit, offset: number): string | undefined {
  const around = ({ unit: own, start, end }: Place): boolean => own === unit && start <= offset && offset <= end;
  const unresolved = topology.references.unresolved().find(({ at }) => around(at));
  if (unresolved) {
    return `No ${KIND_NAMES[unresolved.to]} is named \`${unresolved.name}\`, so there is nothing to rename. Declare it first, or correct the name.`;
  }
  for (const job of topology.jobs) {
    for (const { value } of [...job.include, ...job.exclude]) {
      if (around(value.value) && isGlob(value.value.value)) {
        return `\`${value.value.value}\` is a pattern, not a name. Rename the VMs that it matches where they are declared.`;
      }
    }
  }
  return undefined;
}

/** The edits that give what is named at a place another name wherever it is named, in all files; or why not. */
export function rename(at: Place, newName: string, topologiesOf: TopologiesOf): Renaming | Refusal {
  const all = occurrences(at, topologiesOf);
  const entities = new Set(all.map(({ entity }) => entity));
  const topologies = new Set(all.flatMap((each) => topologiesOf(each.at.unit.uri)));
  for (const entity of entities) {
    const refused = unfit(newName, entity) ?? taken(newName, entity, entities, topologies);
    if (refused !== undefined) return { refused };
  }
  const changed = distinctPlaces(all).filter(({ name }) => name !== newName);
  return {
    edits: changed.flatMap((occurrence) => renameReference(occurrence, newName)),
    notes: [...new Set([...entities].flatMap((entity) => patternNotes(entity, newName, topologies)))],
  };
}

function unfit(name: string, { kind }: Entity): string | undefined {
  const what = KIND_NAMES[kind];
  if (name.trim() === '') return `A ${what} needs a name: this one is empty.`;
  if (name.trim() !== name) return `\`${name}\` starts or ends with a blank, which nobody would see. Write it without.`;
  if (!isPrintable(name)) {
    return 'The name has a line break or a control character, which a name in a file cannot show. Write it without.';
  }
  if (kind === 'vm' && isGlob(name)) {
    return `\`${name}\` has a \`*\` or \`?\`, which makes it a pattern where jobs name VMs. Write it without.`;
  }
  if (kind === 'proxy' && name === '*') return '`proxy:*` means every proxy, so none can be named `*`.';
  return undefined;
}

/** Names resolve in any case, so one that differs in case only is taken as well. */
function taken(
  name: string,
  { kind }: Entity,
  renamed: ReadonlySet<Entity>,
  topologies: ReadonlySet<Topology>,
): string | undefined {
  for (const { names } of topologies) {
    const table: NameTable<Entity> = names[kind];
    const holder = table.get(name);
    if (!holder || renamed.has(holder)) continue;
    return `A ${KIND_NAMES[kind]} named \`${holder.name}\` is there already. Choose another name, or rename that one first.`;
  }
  return undefined;
}

/** The jobs' patterns that find the VM under one of the two names only: the plan changes with them. */
function patternNotes(entity: Entity, newName: string, topologies: ReadonlySet<Topology>): string[] {
  if (entity.kind !== 'vm') return [];
  const jobs = [...topologies].filter(({ vms }) => vms[entity.index] === entity).flatMap((each) => each.jobs);
  return jobs.flatMap((job) =>
    [...job.include, ...job.exclude].flatMap(({ value: { key, value } }) => {
      if (key !== 'vm' || !isGlob(value.value)) return [];
      const before = globMatches(value.value, entity.name);
      if (before === globMatches(value.value, newName)) return [];
      const [matched, unmatched] = before ? [entity.name, newName] : [newName, entity.name];
      return [`The pattern \`${value.value}\` of job ${job.name} matches \`${matched}\`, and not \`${unmatched}\`.`];
    }),
  );
}
