import * as format from '../schema/format.ts';
import { type Holder, type ReadProblem, read, readKeys } from '../schema/read.ts';
import type { EntityKind, Read, Type, Value } from '../schema/types.ts';
import type { Place, Unit, YamlNode } from '../syntax/nodes.ts';
import { parseSteps } from '../syntax/parse.ts';
import { PersistentList } from '../syntax/persistent-list.ts';
import type { Steps } from '../syntax/steps.ts';
import type { Located, Section, SyntaxTree } from '../syntax/tree.ts';

/** The sections that hold lists of entities, with the format of their items. */
const LISTS = {
  hyperflex: format.hyperflex,
  clusters: format.cluster,
  hosts: format.host,
  datastores: format.datastore,
  proxies: format.proxy,
  vms: format.vm,
  jobs: format.job,
} as const;

type ListName = keyof typeof LISTS;

/** What is declared in a section, by its key. */
const ENTITIES: ReadonlyMap<string, EntityKind> = new Map(
  Object.entries<{ readonly type: Type }>(format.topology.fields).flatMap(([key, { type }]) =>
    type.kind === 'list' && type.entity ? [[key, type.entity]] : [],
  ),
);

/** In the format's order. */
export const ENTITY_KINDS: readonly EntityKind[] = [...ENTITIES.values()];

/** One file, read as the format says; nothing is resolved yet. */
export interface FileReading {
  readonly tree: SyntaxTree;
  readonly lists: { readonly [K in ListName]: PersistentList<Read<(typeof LISTS)[K]>> };
  /** Whether `jobs` stands there with something behind it. */
  readonly hasJobs: boolean;
  readonly backupServer: format.BackupServerValue | undefined;
  readonly version: Value<string> | undefined;
  readonly name: Value<string> | undefined;
  /** The entries of `include`, as written. */
  readonly include: readonly Value<string>[];
  /** The kinds of entities whose section is most likely meant by a key that the format does not have. */
  readonly misspelt: ReadonlySet<EntityKind>;
  readonly problems: readonly ReadProblem[];
}

interface ItemReading {
  readonly type: Type;
  /** Whether nothing stands there. */
  readonly isEmpty: boolean;
  readonly value: unknown;
  readonly problems: readonly ReadProblem[];
}

/** Readings of what survived the last edit, by unit or node: an untouched item is read once. */
const readings = new WeakMap<Unit | YamlNode, ItemReading>();

function readItem(type: Type, item: Located, holder: Holder): ItemReading {
  const { unit } = item;
  const known = readings.get(unit.isReread ? unit : item.node);
  // Where the line between them goes, the items of one section become those of another.
  if (known?.type === type) return known;
  const { node } = item;
  const problems: ReadProblem[] = [];
  const value = read(type, unit, node, (problem) => problems.push(problem), holder);
  const reading = { type, isEmpty: isEmpty(node), value, problems: problems.length > 0 ? problems : NONE };
  readings.set(unit.isReread ? unit : node, reading);
  return reading;
}

const NONE: readonly ReadProblem[] = [];

/** The items of a section, as they were read last. */
interface ListReading {
  readonly items: PersistentList<Located>;
  readonly readings: PersistentList<ItemReading>;
  /** Those that could be read. */
  readonly values: PersistentList<unknown>;
  readonly problems: readonly ReadProblem[];
}

/** By the section's header, which an edit in an item leaves alone. */
const lists = new WeakMap<Unit, ListReading>();

/** Reads the items of a section. Those that stand where they stood are not looked at again. */
function readList(type: Type, { key, items = PersistentList.of<Located>([]), keyPlace }: Section): ListReading {
  const header = keyPlace.unit;
  const before = header.root?.kind === 'map' && header.root.pairs.length === 1 ? lists.get(header) : undefined;
  if (before?.items === items) return before;
  const { start, end } = before ? items.changedSince(before.items) : { start: 0, end: 0 };
  const last = (before?.readings.length ?? 0) - end;
  const removed = before?.readings.slice(start, last) ?? [];
  const added = items.slice(start, items.length - end).map((item) => {
    const reading = readItem(type, item, { key, inList: true });
    return reading.isEmpty ? { ...reading, problems: [emptyItem(item, key)] } : reading;
  });
  const readings = before?.readings.replaced(start, removed.length, added) ?? PersistentList.of(added);
  const changed = [...removed, ...added];
  const isFull = before?.values.length === before?.readings.length && added.every(hasValue);
  const values =
    before && isFull
      ? before.values.replaced(start, removed.length, added.map(valueOf))
      : PersistentList.of(readings.slice().filter(hasValue).map(valueOf));
  const problems =
    before && !changed.some(hasProblems)
      ? before.problems
      : readings
          .slice()
          .filter(hasProblems)
          .flatMap((each) => each.problems);
  const list = { items, readings, values, problems };
  lists.set(header, list);
  return list;
}

function hasValue({ value }: ItemReading): boolean {
  return value !== undefined;
}

function valueOf({ value }: ItemReading): unknown {
  return value;
}

function hasProblems({ problems }: ItemReading): boolean {
  return problems.length > 0;
}

/** Read in a ms or so. */
const ITEMS_A_STEP = 50;

const files = new WeakMap<SyntaxTree, FileReading>();

/** Reads a file as the format says; once, however many topologies it is part of. */
export function readFile(tree: SyntaxTree): FileReading {
  let reading = files.get(tree);
  if (!reading) {
    reading = readSections(tree);
    files.set(tree, reading);
  }
  return reading;
}

/** Parses a text in steps, and reads each entry while its nodes are at hand. */
export function* openFile(uri: string, text: string): Steps<SyntaxTree> {
  const tree = yield* parseSteps(uri, text, (key, item) => {
    if (Object.hasOwn(LISTS, key)) readItem(LISTS[key as ListName], item, { key, inList: true });
  });
  yield* readFileSteps(tree);
  return tree;
}

/** {@link readFile} in steps. */
export function* readFileSteps(tree: SyntaxTree): Steps<FileReading> {
  for (const { key, items } of tree.sections) {
    const type = Object.hasOwn(LISTS, key) ? LISTS[key as ListName] : undefined;
    for (let start = 0; type && items && start < items.length; start += ITEMS_A_STEP) {
      items.forEach(
        (item) => void readItem(type, item, { key, inList: true }),
        start,
        Math.min(start + ITEMS_A_STEP, items.length),
      );
      yield;
    }
  }
  return readFile(tree);
}

function readSections(tree: SyntaxTree): FileReading {
  const problems: ReadProblem[] = [];
  const section = (key: string): Section | undefined => tree.sections.find((candidate) => candidate.key === key);
  const items = <T extends Type>(key: string, element: T): PersistentList<Read<T>> => {
    const found = section(key);
    if (found?.value) {
      const { unit, node } = found.value;
      read({ kind: 'list', element }, unit, node, (problem) => problems.push(problem), { key, inList: false });
    }
    if (!found?.items) return PersistentList.of<Read<T>>([]);
    const list = readList(element, found);
    for (const problem of list.problems) problems.push(problem);
    return list.values as PersistentList<Read<T>>;
  };
  const list = <K extends ListName>(key: K): PersistentList<Read<(typeof LISTS)[K]>> =>
    items<(typeof LISTS)[K]>(key, LISTS[key]);
  const single = <T>(key: keyof typeof format.topology.fields): T | undefined => {
    const found = section(key);
    if (!found) return undefined;
    const node: Located | undefined = found.value ?? (found.items ? wholeList(found) : undefined);
    if (!node) return undefined;
    const reading = readItem(format.topology.fields[key].type, node, { key, inList: false });
    for (const problem of reading.problems) problems.push(problem);
    return reading.value as T | undefined;
  };

  const misspelt = new Set<EntityKind>();
  for (const { key, keyPlace, value, items } of tree.sections) {
    const { known, near } = readKeys(format.topology, key);
    if (known) continue;
    const kind = near && !section(near) ? ENTITIES.get(near) : undefined;
    if (kind) misspelt.add(kind);
    problems.push({
      code: 'format/unknown-key',
      message: `The format has no section \`${key}\``,
      place: keyPlace,
      ...(near === undefined ? {} : { near }),
      ...(near !== undefined && !section(near) && isRequired(near) ? { required: true } : {}),
      node: value?.node ?? items?.at(0)?.node ?? MISSING,
      unit: keyPlace.unit,
      key,
    });
  }
  const lists = {
    hyperflex: list('hyperflex'),
    clusters: list('clusters'),
    hosts: list('hosts'),
    datastores: list('datastores'),
    proxies: list('proxies'),
    vms: list('vms'),
    jobs: list('jobs'),
  };
  const jobs = section('jobs');
  // Of no use but to people; read for what may be wrong with it.
  single('description');
  return {
    tree,
    lists,
    hasJobs:
      jobs !== undefined && (jobs.items !== undefined || (jobs.value !== undefined && !isEmpty(jobs.value.node))),
    backupServer: single('backupServer'),
    version: single('topology'),
    name: single('name'),
    include: items('include', format.topology.fields.include.type.element).slice(),
    misspelt,
    problems,
  };
}

const MISSING: YamlNode = { kind: 'scalar', text: '', style: 'missing', start: 0, end: 0 };

function isRequired(key: string): boolean {
  return format.topology.fields[key as keyof typeof format.topology.fields]?.required === true;
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'missing';
}

function emptyItem({ unit, node }: Located, key: string): ReadProblem {
  const place: Place = { unit, start: node.start, end: node.end };
  return {
    code: 'format/invalid-value',
    message: `An entry of \`${key}\` is empty: fill it in, or remove its dash`,
    place,
    node,
    unit,
  };
}

/** A list where the format wants something else, for the message. */
function wholeList({ items, keyPlace }: Section): Located {
  const first = items?.at(0);
  if (!first)
    return {
      unit: keyPlace.unit,
      node: { kind: 'seq', flow: false, items: [], start: keyPlace.start, end: keyPlace.end },
    };
  return {
    unit: first.unit,
    node: { kind: 'seq', flow: false, items: [first.node], start: first.node.start, end: first.node.end },
  };
}
