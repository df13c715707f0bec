import * as scalar from '../schema/scalars.ts';
import type { EntityKind, ScalarType, Type } from '../schema/types.ts';
import { quoteScalar, type Value, Verbatim } from '../syntax/edit/index.ts';
import type { Placeholder } from './rule.ts';

/** A value that stands for an answer, as a fix writes it, with what it asks for. It parses as the type. */
export interface Placed {
  readonly value: Value;
  readonly asks: readonly Placeholder[];
}

const NAMES: { readonly [K in EntityKind]: string } = {
  hyperflex: 'HX-SYSTEM',
  cluster: 'CLUSTER',
  host: 'ESXI-HOST',
  datastore: 'DATASTORE',
  proxy: 'PROXY',
  vm: 'VM-NAME',
  job: 'JOB',
};

/** Addresses are those set aside for documentation (RFC 5737). */
const EXAMPLES: ReadonlyMap<Type, string> = new Map<Type, string>([
  [scalar.nameText, 'NAME'],
  [scalar.ipAddress, '192.0.2.10'],
  [scalar.ipv4Address, '192.0.2.10'],
  [scalar.hxAddress, '192.0.2.10'],
  [scalar.allowedSource, '192.0.2.10'],
  [scalar.network, '192.0.2.0/24'],
  [scalar.hxNetwork, '192.0.2.0/24'],
  [scalar.portRange, '0-65535'],
]);

/** A placeholder for a value of the type; a list gets one element. */
export function placeholderOf(type: Type): Placed {
  switch (type.kind) {
    case 'scalar':
      return ofScalar(type);
    case 'list':
    case 'wordOrList': {
      const { value, asks } = placeholderOf(type.element);
      return { value: [value], asks };
    }
    case 'oneKey':
      return placeholderOf(type.fields[type.bare]!.type);
    case 'map':
    case 'dictionary':
      return { value: {}, asks: [] };
  }
}

function ofScalar(type: ScalarType<unknown>): Placed {
  const text = type.to ? NAMES[type.to] : (EXAMPLES.get(type) ?? Object.keys(type.values ?? {})[0] ?? 'VALUE');
  const yaml = quoteScalar(text, { flow: true });
  return { value: new Verbatim(yaml), asks: [{ text: yaml, what: type.is }] };
}
