import type { EntityKind } from '../schema/types.ts';
import { contentEnd, ownItems, ownPairs } from '../syntax/edit/extent.ts';
import { sectionSpan } from '../syntax/edit/sections.ts';
import type { Span, YamlNode, YamlPair } from '../syntax/nodes.ts';
import type { Located, SyntaxTree } from '../syntax/tree.ts';

/** What an entry of the outline is. */
export type OutlineRole = 'section' | EntityKind | 'firewallRule' | 'disk' | 'controller' | 'registryValue';

/** An entry of the outline, in offsets of the file. */
export interface OutlineEntry extends Span {
  readonly role: OutlineRole;
  readonly name: string;
  /** What tells it from its neighbours, besides the name. Empty where nothing does. */
  readonly detail: string;
  /** Where its name is written, within the entry. */
  readonly nameSpan: Span;
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
  disks: { role: 'disk', noun: 'Hard disk', detail: ['datastore'] },
  controllers: { role: 'controller', noun: 'controller', detail: ['dataIp'] },
  registry: { role: 'registryValue', noun: 'registry value', detail: ['value'] },
};

/** The sections of a file with their entities, and what is listed in these: firewall rules, disks, registry values. */
export function outline(tree: SyntaxTree): OutlineEntry[] {
  return tree.sections.map((section) => {
    const { key, keyPlace, items, value } = section;
    const { unit } = keyPlace;
    const kind = Object.hasOwn(ENTITIES, key) ? ENTITIES[key] : undefined;
    const children = kind && items ? entries(items, kind) : value ? parts(value) : [];
    return {
      role: 'section',
      name: key,
      detail: items ? String(items.length) : value ? scalarText(value.node) : '',
      ...sectionSpan(section),
      nameSpan: { start: unit.start + keyPlace.start, end: unit.start + keyPlace.end },
      children,
    };
  });
}

function entries(items: readonly Located[], kind: Kind): OutlineEntry[] {
  return items.flatMap(({ unit, node }, index): OutlineEntry[] => {
    if (node.kind !== 'map') return [];
    const valueOf = (key: string): YamlPair | undefined => node.pairs.find((pair) => pair.key.text === key);
    const span = { start: unit.start + node.start, end: unit.start + contentEnd(unit.text, node) };
    const name = valueOf('name');
    const own = name && isWithin(name.value, node) ? name.value : undefined;
    const detail = kind.detail.map((key) => scalarText(valueOf(key)?.value)).find((text) => text !== '');
    return [
      {
        role: kind.role,
        name: scalarText(name?.value).trim() || `${kind.noun} ${index + 1}`,
        detail: detail ?? '',
        ...span,
        nameSpan: own
          ? { start: unit.start + own.start, end: unit.start + own.end }
          : { start: span.start, end: span.start },
        children: parts({ unit, node }),
      },
    ];
  });
}

/** The lists of named things in a mapping and in the mappings below it. */
function parts({ unit, node }: Located): OutlineEntry[] {
  if (node.kind !== 'map') return [];
  return ownPairs(node).flatMap(({ key, value }) => {
    // An alias stands for what lies elsewhere.
    if (value.start < key.start) return [];
    const kind = Object.hasOwn(PARTS, key.text) ? PARTS[key.text] : undefined;
    if (kind && value.kind === 'seq') {
      return entries(
        ownItems(value).map((item) => ({ unit, node: item })),
        kind,
      );
    }
    return parts({ unit, node: value });
  });
}

function isWithin(node: YamlNode, { start, end }: Span): boolean {
  return start <= node.start && node.end <= end;
}

function scalarText(node: YamlNode | undefined): string {
  if (node?.kind === 'seq') return node.items.map(scalarText).join(', ');
  return node?.kind === 'scalar' ? node.text : '';
}
