import type { ErrorCollector } from './errors.ts';
import type { YamlNode, YamlPair } from './nodes.ts';

/**
 * Resolves a merge key (`<<`, YAML 1.1): adds the pairs of its value that are not there yet.
 *
 * @param pairs the pairs of the map so far, by key; own keys and earlier maps win
 * @param value what `<<` stands for: a map, or a list of maps
 * @returns whether all of it could be read; what could not is reported
 */
export function mergeInto(pairs: Map<string, YamlPair>, value: YamlNode, errors: ErrorCollector): boolean {
  const sources = value.kind === 'seq' ? value.items : [value];
  for (const source of sources) {
    if (source.kind === 'map') {
      for (const pair of source.pairs) {
        if (!pairs.has(pair.key.text)) pairs.set(pair.key.text, { ...pair, merged: true });
      }
    } else if (!errors.covers(source)) {
      errors.add('syntax', '`<<` takes the keys of a mapping, or of a list of mappings.', source);
    }
  }
  return sources.every((source) => source.kind === 'map' && !source.incomplete);
}
