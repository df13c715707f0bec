import { topology } from '../../server/src/engine/schema/format.ts';
import type { Field, Fields, Type } from '../../server/src/engine/schema/types.ts';
import { MADE, table } from './markdown.ts';

/** docs/topology-format.md: every key of the topology file. */
export function formatPage(): string {
  const parts = [
    '# The topology file',
    MADE,
    'A topology file (`*.topology.yaml`, `*.topology.yml`) is YAML 1.2. It describes one backup infrastructure as it is meant to be. Keys that start with `x-` are yours. Lists keep their order, and the order breaks ties.',
    '## Top level',
    fieldsTable(topology.fields),
  ];
  for (const [key, field] of Object.entries(topology.fields as Fields)) {
    const inner = mapOf(field.type);
    if (inner) parts.push(...mapSection(`\`${key}\``, field.doc, inner, 2));
  }
  return `${parts.join('\n\n')}\n`;
}

function mapSection(title: string, doc: string, fields: Fields, level: number): string[] {
  const parts = [`${'#'.repeat(level)} ${title}`, doc, fieldsTable(fields)];
  for (const [key, field] of Object.entries(fields)) {
    const inner = mapOf(field.type);
    if (inner) parts.push(...mapSection(`${title} → \`${key}\``, field.doc, inner, Math.min(level + 1, 4)));
  }
  return parts;
}

/** The fields of a mapping, or of the mappings in a list. */
function mapOf(type: Type): Fields | undefined {
  if (type.kind === 'map') return type.fields as Fields;
  return type.kind === 'list' ? mapOf(type.element) : undefined;
}

/** The keys of a mapping, with what each may hold and means. */
export function fieldsTable(fields: Fields): string {
  return table(
    ['key', 'value', 'default', 'meaning'],
    Object.entries(fields).map(([key, field]) => [
      `\`${key}\``,
      typeText(field.type),
      field.required ? '**required**' : (field.default ?? ''),
      meaning(field),
    ]),
  );
}

function meaning({ doc, source, type }: Field): string {
  const values =
    type.kind === 'scalar' && type.values && !('true' in type.values)
      ? ` ${Object.entries(type.values)
          .map(([value, text]) => `\`${value}\`: ${text}`)
          .join(' ')}`
      : '';
  return `${doc}${values}${source ? ` *(${source})*` : ''}`;
}

function typeText(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return type.values
        ? Object.keys(type.values)
            .map((value) => `\`${value}\``)
            .join(', ')
        : type.is;
    case 'list':
      return type.orOne ? `${typeText(type.element)}, or a list of them` : `list: ${typeText(type.element)}`;
    case 'wordOrList':
      return `\`${type.word}\`, or a list: ${typeText(type.element)}`;
    case 'map':
      return type.names ? `mapping of each ${type.names.noun} to its value, see below` : 'mapping, see below';
    case 'oneKey':
      return `a name, or a mapping with one of ${Object.keys(type.fields as Fields)
        .map((key) => `\`${key}\``)
        .join(', ')}`;
    case 'dictionary':
      return 'mapping of names to values';
  }
}
