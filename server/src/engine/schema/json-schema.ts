import { topology } from './format.ts';
import type { Field, Fields, JsonSchema, KeyNames, Requirement, Type } from './types.ts';

/** The JSON Schema (draft 2020-12) of a topology file, made from the format's one definition. */
export function jsonSchema(): JsonSchema {
  return documentSchema(
    'HyperFlex topology',
    'The backup topology of a VMware site on Cisco HyperFlex that is protected by Veeam Backup & Replication.',
    topology,
  );
}

/** The JSON Schema (draft 2020-12) of a file of the given type. */
export function documentSchema(title: string, description: string, type: Type): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, description, ...schemaOf(type) };
}

function schemaOf(type: Type): JsonSchema {
  switch (type.kind) {
    case 'scalar':
      return type.json;
    case 'list': {
      const list = { type: 'array', items: schemaOf(type.element) };
      return type.orOne ? { anyOf: [schemaOf(type.element), list] } : list;
    }
    case 'wordOrList':
      return { anyOf: [{ const: type.word }, { type: 'array', items: schemaOf(type.element) }] };
    case 'map':
      return mapSchema(type.fields, type);
    case 'oneKey':
      return {
        anyOf: [
          schemaOf((type.fields as Fields)[type.bare]!.type),
          { ...mapSchema(type.fields), oneOf: Object.keys(type.fields).map(present) },
        ],
      };
    case 'dictionary':
      return { type: 'object', additionalProperties: schemaOf(type.element) };
  }
}

function mapSchema(
  fields: Fields,
  { alsoRequired = [], names }: { alsoRequired?: readonly Requirement[]; names?: KeyNames } = {},
): JsonSchema {
  const required = Object.entries(fields).flatMap(([key, field]) => (field.required ? [key] : []));
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [key, fieldSchema(field, names !== undefined)]),
    ),
    patternProperties: { '^x-': true },
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    ...(alsoRequired.length > 0 ? { allOf: alsoRequired.map(requirementSchema) } : {}),
  };
}

function requirementSchema({ oneOf, unless, when }: Requirement): JsonSchema {
  const wanted = oneOf.map(present);
  if (unless) return { anyOf: [present(unless), ...wanted] };
  if (!when) return { anyOf: wanted };
  const applies = { ...present(when.key), properties: { [when.key]: { const: when.is } } };
  return { anyOf: [{ not: applies }, ...wanted] };
}

/** The key stands there with a value. */
function present(key: string): JsonSchema {
  return { type: 'object', required: [key], properties: { [key]: { not: { type: 'null' } } } };
}

/** @param wantsValue it may not stand there with nothing behind it */
function fieldSchema(field: Field, wantsValue: boolean): JsonSchema {
  const notes = [field.default ? `Default: ${field.default}.` : '', field.source ? `Source: ${field.source}.` : ''];
  return {
    description: [field.doc, ...notes].filter((text) => text !== '').join(' '),
    ...(wantsValue ? schemaOf(field.type) : orEmpty(field)),
  };
}

/** A key that is not required may stand there with nothing behind it, which is `null` to other readers of YAML. */
function orEmpty({ type, required }: Field): JsonSchema {
  const schema = schemaOf(type);
  if (required) return schema;
  if (Array.isArray(schema.anyOf)) return { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] };
  if (Array.isArray(schema.enum)) return { ...schema, enum: [...schema.enum, null] };
  return { ...schema, type: [schema.type, 'null'].flat() };
}
