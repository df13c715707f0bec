import { NodePlace } from '../syntax/node-place.ts';
import type { Place, Unit, YamlMap, YamlNode, YamlScalar } from '../syntax/nodes.ts';
import type { DictionaryEntry } from './types.ts';

/** What reading gives, at the place where it stands: one class for each kind of type. */

export class ScalarReading extends NodePlace<YamlScalar> {
  readonly value: unknown;

  constructor(unit: Unit, node: YamlScalar, value: unknown) {
    super(unit, node);
    this.value = value;
  }
}

export class ListReading extends NodePlace {
  readonly items: readonly unknown[];
  readonly isWhole: boolean;

  /** @param written how many items stand there */
  constructor(unit: Unit, node: YamlNode, items: readonly unknown[], written: number) {
    super(unit, node);
    this.items = items;
    this.isWhole = items.length === written;
  }
}

export class WordOrListReading extends ListReading {
  readonly word: string | undefined;

  constructor(unit: Unit, node: YamlNode, word: string | undefined, items: readonly unknown[], written: number) {
    super(unit, node, items, written);
    this.word = word;
  }
}

export class DictionaryReading extends NodePlace<YamlMap> {
  readonly entries: readonly DictionaryEntry<unknown>[];

  constructor(unit: Unit, node: YamlMap, entries: readonly DictionaryEntry<unknown>[]) {
    super(unit, node);
    this.entries = entries;
  }
}

/** A mapping as it is read, to which its values come by their keys. */
export class MapReading extends NodePlace<YamlMap> {
  $has(key: string): boolean {
    return Object.hasOwn(this, key);
  }

  /** Few are asked for them. */
  get $keys(): ReadonlyMap<string, Place> {
    const { unit } = this;
    return new Map(this.node.pairs.map(({ key: { text, start, end } }) => [text, { unit, start, end }]));
  }
}
