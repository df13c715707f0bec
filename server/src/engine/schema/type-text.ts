import type { Fields, Type } from './types.ts';

/** What may stand for a type, in a few words of Markdown: an enumeration's words, or "a name", "list: an IP address". */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return type.values
        ? Object.keys(type.values)
            .map((value) => `\`${value}\``)
            .join(', ')
        : type.is;
    case 'list':
      if (type.element.kind === 'map') return 'list of mappings';
      return type.orOne ? `${typeText(type.element)}, or a list of them` : `list: ${typeText(type.element)}`;
    case 'wordOrList':
      return `\`${type.word}\`, or a list: ${typeText(type.element)}`;
    case 'map':
      return type.names ? `mapping of each ${type.names.noun} to its value` : 'mapping';
    case 'oneKey':
      return `a name, or a mapping with one of ${Object.keys(type.fields as Fields)
        .map((key) => `\`${key}\``)
        .join(', ')}`;
    case 'dictionary':
      return 'mapping of names to values';
  }
}
