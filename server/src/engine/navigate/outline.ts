import type { EntityKind } from '../schema/types.ts';
import { contentEnd, ownItems, ownPairs } from '../syntax/edit/extent.ts';
import { sectionSpan } from '../syntax/edit/sections.ts';
import type { Place, Span, Unit, YamlNode } from '../syntax/nodes.ts';
import { ofUnit } from '../syntax/of-unit.ts';
import type { Steps } from '../syntax/steps.ts';
import type { Located, SyntaxTree } from '../syntax/tree.ts';

/** What stands in the outline, below a section. */
export type OutlineRole = EntityKind | 'firewallRule' | 'controller' | 'registryValue';

/** A section of the file in the outline. */
export interface OutlineSection extends Span {
  readonly name: string;
  /** How many items it lists, or its value. Empty for a mapping. */
  readonly detail: string;
  readonly namePlace: Place;
  readonly children: readonly OutlineEntry[];
}

/** An entry of the outline, where it stands. */
export interface OutlineEntry extends Place {
  readonly role: OutlineRole;
  readonly name: string;
  /** What tells it from its neighbours, besides the name. Empty where nothing does. */
  readonly detail: string;
  /** Where its name is written, within the entry. */
  readonly namePlace: Place;
  readonly children: readonly OutlineEntry[];
}

interface Kind {
  readonly role: OutlineRole;
  /** For one without a name. */
  readonly noun: string;
  /** The keys whose values are its detail; the first that stands there counts. */
  readonly detail: readonly string[];
}

const ENTITIES: { readonly [section: string]: Kind } = {
  hyperflex: { role: 'hyperflex', noun: 'HX system', detail: ['dataNetwork'] },
  clusters: { role: 'cluster', noun: 'cluster', detail: ['hyperflex'] },
  hosts: { role: 'host', noun: 'host', detail: ['cluster', 'hyperflex'] },
  datastores: { role: 'datastore', noun: 'datastore', detail: ['hyperflex', 'type'] },
  proxies: { role: 'proxy', noun: 'proxy', detail: ['host', 'type'] },
  vms: { role: 'vm', noun: 'VM', detail: ['host'] },
  jobs: { role: 'job', noun: 'job', detail: ['type'] },
};

const PARTS: { readonly [key: string]: Kind } = {
  rules: { role: 'firewallRule', noun: 'rule', detail: ['ports'] },
  controllers: { role: 'controller', noun: 'controller', detail: ['dataIp'] },
  registry: { role: 'registryValue', noun: 'registry value', detail: ['value'] },
};

/**
 * The sections of a file, in offsets of the file, with their entities, and what is listed in these: firewall rules,
 * controllers, registry values. Not the disks of VMs: they have no names.
 */
export function outline(tree: SyntaxTree): OutlineSection[] {
  return tree.sections.map((section) => {
    const { key, keyPlace, items, value } = section;
    const kind = Object.hasOwn(ENTITIES, key) ? ENTITIES[key] : undefined;
    return {
      name: key,
      detail: items ? String(items.length) : value ? scalarText(value.node) : '',
      ...sectionSpan(section),
      namePlace: keyPlace,
      children: kind && items ? entries(items, kind, entryOf) : value ? parts(value.unit, value.node) : [],
    };
  });
}

/** Looked at in a ms or so. */
const ITEMS_A_STEP = 50;

/** Does what {@link outline} does at first, and then remembers, in steps. */
export function* outlineAhead(tree: SyntaxTree): Steps<void> {
  for (const { key, items } of tree.sections) {
    const kind = Object.hasOwn(ENTITIES, key) ? ENTITIES[key] : undefined;
    for (let start = 0; kind && items && start < items.length; start += ITEMS_A_STEP) {
      for (const item of items.slice(start, start + ITEMS_A_STEP)) entryOf(item, kind);
      yield;
    }
  }
}

type FindEntry = (item: Located, kind: Kind) => OutlineEntry | undefined;

function entries(items: Iterable<Located>, kind: Kind, find: FindEntry): OutlineEntry[] {
  return [...items].flatMap((item, index): OutlineEntry[] => {
    const entry = find(item, kind);
    if (!entry) return [];
    return [entry.name === '' ? { ...entry, name: `${kind.noun} ${index + 1}` } : entry];
  });
}

/** The entry of an item that is a unit: what an edit leaves alone is not looked at again. */
const entryInUnit = ofUnit((_: Unit, item: Located, kind: Kind) => entryAt(item, kind));
const entryOf: FindEntry = (item, kind) => entryInUnit(item.unit, item, kind);

/** Its name is empty where it has none; `undefined` for what is no mapping. */
function entryAt({ unit, node }: Located, { role, detail: keys }: Kind): OutlineEntry | undefined {
  if (node.kind !== 'map') return undefined;
  const valueOf = (key: string): YamlNode | undefined => node.pairs.find((pair) => pair.key.text === key)?.value;
  const name = valueOf('name');
  const { start, end } = name && isWithin(name, node) ? name : { start: node.start, end: node.start };
  return {
    role,
    name: scalarText(name).trim(),
    detail: keys.map((key) => scalarText(valueOf(key))).find((text) => text !== '') ?? '',
    unit,
    start: node.start,
    end: contentEnd(unit.text, node),
    namePlace: { unit, start, end },
    children: parts(unit, node),
  };
}

/** The lists of named things in a mapping and in the mappings below it. */
function parts(unit: Unit, node: YamlNode): OutlineEntry[] {
  if (node.kind !== 'map') return [];
  return ownPairs(node).flatMap(({ key, value }) => {
    // An alias stands for what lies elsewhere.
    if (value.start < key.start) return [];
    const kind = Object.hasOwn(PARTS, key.text) ? PARTS[key.text] : undefined;
    if (!kind || value.kind !== 'seq') return parts(unit, value);
    const items = ownItems(value).map((item) => ({ unit, node: item }));
    return entries(items, kind, entryAt);
  });
}

function isWithin(node: YamlNode, { start, end }: Span): boolean {
  return start <= node.start && node.end <= end;
}

function scalarText(node: YamlNode | undefined): string {
  if (node?.kind === 'seq') return node.items.map(scalarText).join(', ');
  return node?.kind === 'scalar' ? node.text : '';
}
