import type { Cluster, Host } from '../model/entities.ts';
import * as format from '../schema/format.ts';
import {
  appendItem,
  columnOf,
  commentsOf,
  endOfLine,
  insertAt,
  ownPairs,
  type PlacedEdit,
  pairExtent,
  removeItem,
  removePair,
  replaceNode,
  Source,
  type Value,
  writtenPlace,
} from '../syntax/edit/index.ts';
import type { Located } from '../syntax/index.ts';
import type { YamlNode } from '../syntax/nodes.ts';
import { entitiesAt, isAt, type Refactoring, type Refusal, type Selection } from './refactoring.ts';
import { isShared } from './shared.ts';

/** A rule as it is written at a host. */
interface WrittenRule extends Located {
  readonly index: number;
  /** The same for two rules that say the same, with the same comments, in whatever style and order of keys. */
  readonly says: string;
}

/**
 * The firewall rules that all hosts of a cluster have → the cluster, whose rules apply to every host of it. Offered at the
 * cluster and at each of its hosts, refused at the rules of a host.
 */
export function clusterRules(selection: Selection): (Refactoring | Refusal)[] {
  const entities = entitiesAt(selection);
  const hosts = entities.filter((entity) => entity.kind === 'host');
  const clusters = new Set([
    ...entities.filter((entity) => entity.kind === 'cluster'),
    ...hosts.flatMap(({ cluster }) => cluster ?? []),
  ]);
  const moves = [...clusters].map((cluster) => [cluster, move(selection, cluster)] as const);
  const reasons = new Map(moves.flatMap(([cluster, done]) => (typeof done === 'string' ? [[cluster, done]] : [])));
  const refusals = hosts.flatMap((host): Refusal[] => {
    const rule = host.value.firewall?.rules?.items.find((item) => isAt(selection, item));
    if (!rule) return [];
    const { cluster } = host;
    if (!cluster) return [refusal('its cluster', `${host.name} is in no cluster`)];
    const reason = reasons.get(cluster) ?? '';
    return reasons.has(cluster) ? [refusal(cluster.name, reason || whoHasNot(cluster, rule))] : [];
  });
  return [...moves.flatMap(([, done]) => (typeof done === 'string' ? [] : [done])), ...refusals.slice(0, 1)];
}

function refusal(cluster: string, reason: string): Refusal {
  return { title: `Move the rules that all hosts share to ${cluster}`, kind: 'rewrite', reason };
}

/** The first host that lacks the rule. */
function whoHasNot({ hosts }: Cluster, rule: Located): string {
  const says = saying(rule);
  const other = hosts.find((host) => rulesOf(host).every((own) => own.says !== says))!;
  return `${other.name} has ${rulesOf(other).length > 0 ? 'another rule' : 'no rule'}`;
}

/** The refactoring, or why not; '' where the hosts share no rule. */
function move({ topology }: Selection, cluster: Cluster): Refactoring | string {
  // In a file that is not read there may be hosts that do not have the rules.
  if (!topology.isWhole) return 'not every included file can be read';
  const { hosts } = cluster;
  if (hosts.length < 2) return `${cluster.name} has no other host`;
  const shared = [cluster, ...hosts].find(({ value }) => isShared(value));
  if (shared) return `${shared.name} is written with an anchor or an alias`;
  const [first, ...others] = hosts.map(rulesOf);
  const common = first!.filter(({ says }) => others.every((rules) => rules.some((rule) => rule.says === says)));
  const moved = [...new Map(common.map((rule) => [rule.says, rule])).values()];
  if (moved.length === 0) return '';

  const there = new Set(cluster.value.firewall?.rules?.items.map((rule) => saying(rule)));
  const added = moved.filter(({ says }) => !there.has(says));
  const additions = additionsTo(cluster, added.map(sourceOf));
  const kept = additions.map(({ newText }) => newText).join('\n');
  const comments = added.flatMap((rule) => commentsOf(textOf(rule)));
  if (added.length > 0 && additions.length === 0) return `the firewall of ${cluster.name} is written in another way`;
  if (!comments.every((comment) => kept.includes(comment)))
    return `${cluster.name} is written so that the comments have no place there`;
  const says = new Set(moved.map((rule) => rule.says));
  return {
    title: `Move ${moved.length === 1 ? 'the rule' : `the ${moved.length} rules`} that all hosts of ${cluster.name} share to the cluster`,
    kind: 'rewrite',
    edits: [...additions, ...hosts.flatMap((host) => removals(host, says))],
  };
}

function additionsTo({ value }: Cluster, rules: readonly Value[]): PlacedEdit[] {
  const list = value.firewall?.rules;
  if (rules.length === 0) return [];
  if (list && list.items.length > 0) return rules.flatMap((rule) => appendItem(list, rule));
  return insertAt(value, ['firewall', 'rules'], rules, { order: Object.keys(format.cluster.fields) });
}

function rulesOf(host: Host): WrittenRule[] {
  const items = host.value.firewall?.rules?.items ?? [];
  return items.map((rule, index) => ({ index, unit: rule.unit, node: rule.node, says: saying(rule) }));
}

/** Takes the rules away; with the last one the list, and with that a `firewall` that holds nothing else. */
function removals(host: Host, says: ReadonlySet<string>): PlacedEdit[] {
  const { unit, node, firewall } = host.value;
  const list = firewall!.rules!;
  const gone = rulesOf(host).filter((rule) => says.has(rule.says));
  if (gone.length < list.items.length) return gone.flatMap(({ index }) => removeItem(list, index));
  const comments = gone.flatMap((rule) => commentsOf(textOf(rule))).length;
  const holders = [
    { map: { unit, node }, key: 'firewall', alone: ownPairs(firewall!.node).length === 1 },
    { map: { unit, node: firewall!.node }, key: 'rules', alone: true },
  ];
  for (const { map, key, alone } of holders) {
    const pair = ownPairs(map.node).find((candidate) => candidate.key.text === key);
    if (!pair || !alone) continue;
    const { start, end } = pairExtent(unit.text, pair);
    // What people have written beside the rules stays.
    if (commentsOf(unit.text.slice(start, endOfLine(unit.text, end))).length <= comments) return removePair(map, pair);
  }
  return replaceNode(list, []);
}

function saying(rule: Located): string {
  return JSON.stringify([plain(rule.node, true), commentsOf(textOf(rule))]);
}

function textOf(rule: Located): string {
  const { start, end } = writtenPlace(rule);
  return rule.unit.text.slice(start, end);
}

/** The rule's own lines, moved left to column 0; on one line they are written as a value is. */
function sourceOf(rule: WrittenRule): Value {
  const { unit, node } = rule;
  const { end } = writtenPlace(rule);
  const value = plain(node, false);
  const column = columnOf(unit.text, node.start);
  const [first, ...rest] = unit.text.slice(node.start, end).split(/\r?\n/);
  return new Source([first!, ...rest.map((line) => line.slice(Math.min(column, line.search(/\S|$/))))], value);
}

/** What a node says, without its style. */
function plain(node: YamlNode, sorted: boolean): Value {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'seq') return node.items.map((item) => plain(item, sorted));
  const pairs = node.pairs.map(({ key, value }): [string, Value] => [key.text, plain(value, sorted)]);
  return Object.fromEntries(sorted ? pairs.sort(([a], [b]) => (a < b ? -1 : 1)) : pairs);
}
