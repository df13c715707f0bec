import { topology } from './format.ts';
import type { Field, Fields, JsonSchema, Type } from './types.ts';

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
      const list = { type: ['array', 'null'], items: schemaOf(type.element) };
      return type.orOne ? { anyOf: [schemaOf(type.element), list] } : list;
    }
    case 'wordOrList':
      return { anyOf: [{ const: type.word }, { type: ['array', 'null'], items: schemaOf(type.element) }] };
    case 'map':
      // Like a list, it may be empty.
      return { ...mapSchema(type.fields), ...(type.names ? { type: ['object', 'null'] } : {}) };
    case 'oneKey':
      return {
        anyOf: [
          schemaOf((type.fields as Fields)[type.bare]!.type),
          { ...mapSchema(type.fields), minProperties: 1, maxProperties: 1 },
        ],
      };
    case 'dictionary':
      return { type: 'object', additionalProperties: schemaOf(type.element) };
  }
}

function mapSchema(fields: Fields): JsonSchema {
  const required = Object.entries(fields).flatMap(([key, field]) => (field.required ? [key] : []));
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field)])),
    patternProperties: { '^x-': true },
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
  };
}

function fieldSchema(field: Field): JsonSchema {
  const notes = [field.default ? `Default: ${field.default}.` : '', field.source ? `Source: ${field.source}.` : ''];
  return { description: [field.doc, ...notes].filter((text) => text !== '').join(' '), ...schemaOf(field.type) };
}
