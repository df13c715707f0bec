import { nearest } from './nearest.ts';
import type { EntityKind, ScalarProblem, ScalarReading, ScalarType } from './types.ts';
import { type EsxiVersion, parseEsxiVersion } from './values/esxi-version.ts';
import { type HxVersion, parseHxVersion } from './values/hx-version.ts';
import { type IpAddress, type IpNetwork, parseAddress, parseNetwork } from './values/ip.ts';
import { type PortRange, parsePortRange } from './values/ports.ts';

/** The kinds of single values that the format knows: how each is read, named in messages, and put in JSON Schema. */

function invalid(message: string, near?: string): { problem: ScalarProblem } {
  return { problem: { code: 'format/invalid-value', message, ...(near === undefined ? {} : { near }) } };
}

function invalidAddress(message: string): { problem: ScalarProblem } {
  return { problem: { code: 'network/invalid-address', message } };
}

/** Any text, taken as it is written: `8.0` and `1001` need no quotes. */
export const text: ScalarType<string> = {
  kind: 'scalar',
  is: 'text',
  read: (value) => ({ value }),
  json: { type: ['string', 'number', 'boolean'] },
};

/** Text of which only one is known: `format/version` speaks of any other. */
export function version(known: string): ScalarType<string> {
  return { ...text, is: `\`${known}\``, values: { [known]: 'The version that this tool reads.' } };
}

/** Text that must not be empty. */
export const nameText: ScalarType<string> = {
  kind: 'scalar',
  is: 'a name',
  read: (value) => (value.trim() === '' ? invalid('is empty: a name is wanted here') : { value }),
  json: { type: ['string', 'number', 'boolean'], pattern: '\\S' },
};

const WORDS_FOR_TRUE = ['true', 'yes', 'on', 'y'];
const WORDS_FOR_FALSE = ['false', 'no', 'off', 'n'];

export const boolean: ScalarType<boolean> = {
  kind: 'scalar',
  is: '`true` or `false`',
  read: (value, style) => {
    if (style === 'plain' && /^(true|True|TRUE)$/.test(value)) return { value: true };
    if (style === 'plain' && /^(false|False|FALSE)$/.test(value)) return { value: false };
    const word = value.toLowerCase();
    if (style !== 'plain' && (word === 'true' || word === 'false')) {
      return { value: word === 'true', ...invalid('is text: write it without quotes', word) };
    }
    if (WORDS_FOR_TRUE.includes(word)) return { value: true, ...invalid('is text: write `true`', 'true') };
    if (WORDS_FOR_FALSE.includes(word)) return { value: false, ...invalid('is text: write `false`', 'false') };
    return invalid('is neither `true` nor `false`', nearest(value, ['true', 'false']));
  },
  json: { type: 'boolean' },
  values: { true: 'Yes.', false: 'No.' },
};

/** What YAML takes for a number (1.2.2, 10.3.2), but for infinity and other bases. */
const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;

/** A number from `minimum` to `maximum`, both included. */
export function number(options: { minimum: number; maximum?: number; integer?: true; is: string }): ScalarType<number> {
  const { minimum, maximum = Number.POSITIVE_INFINITY, integer } = options;
  const read = (value: string, style: string): ScalarReading<number> => {
    if (!NUMBER.test(value)) return invalid(`is not ${options.is}`);
    const result = Number(value);
    if (integer && !Number.isInteger(result)) return invalid(`is not ${options.is}`);
    if (result < minimum || result > maximum) return invalid(`is not ${options.is}`);
    return style === 'plain'
      ? { value: result }
      : { value: result, ...invalid('is text: write it without quotes', value) };
  };
  return {
    kind: 'scalar',
    is: options.is,
    read,
    json: {
      type: integer ? 'integer' : 'number',
      minimum,
      ...(maximum === Number.POSITIVE_INFINITY ? {} : { maximum }),
    },
  };
}

/**
 * One of a few words. `aliases` are other accepted spellings. A word that differs in case only is reported, and read as
 * what it means.
 */
export function oneOf<V extends string>(
  is: string,
  values: { readonly [K in V]: string },
  aliases: { readonly [alias: string]: V } = {},
): ScalarType<V> {
  const words = Object.keys(values) as V[];
  return {
    kind: 'scalar',
    is,
    read: (value) => {
      const alias = Object.hasOwn(aliases, value) ? aliases[value] : undefined;
      const exact = words.find((word) => word === value) ?? alias;
      if (exact !== undefined) return { value: exact };
      const near = nearest(value, [...words, ...Object.keys(aliases)]) ?? cutShort(value, words);
      const problem = invalid(`is not ${is}: ${listed(words)}`, near);
      const same = [...words, ...Object.keys(aliases)].find((word) => word.toLowerCase() === value.toLowerCase());
      const meant = same === undefined ? undefined : (aliases[same] ?? (same as V));
      return meant === undefined ? problem : { value: meant, ...problem };
    },
    json: { enum: [...words, ...Object.keys(aliases)] },
    values,
  };
}

/** The only word that the text is the beginning of: `warn`. */
function cutShort(text: string, words: readonly string[]): string | undefined {
  const longer = text.length < 3 ? [] : words.filter((word) => word.toLowerCase().startsWith(text.toLowerCase()));
  return longer.length === 1 ? longer[0] : undefined;
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

const KIND_NAMES: { readonly [K in EntityKind]: string } = {
  hyperflex: 'an HX system',
  cluster: 'a cluster',
  host: 'an ESXi host',
  datastore: 'a datastore',
  proxy: 'a backup proxy',
  vm: 'a VM',
  job: 'a job',
};

/** The name of another entity of the topology. */
export function reference(to: EntityKind): ScalarType<string> {
  const is = `the name of ${KIND_NAMES[to]}`;
  return {
    kind: 'scalar',
    is,
    read: (value) => (value.trim() === '' ? invalid(`is empty: ${is} is wanted here`) : { value }),
    json: { type: ['string', 'number', 'boolean'], pattern: '\\S' },
    to,
  };
}

const IPV4_PATTERN = '^(\\d{1,3}\\.){3}\\d{1,3}$';

export const ipAddress: ScalarType<IpAddress> = {
  kind: 'scalar',
  is: 'an IP address',
  read: (value) => {
    const address = parseAddress(value);
    return address ? { value: address } : invalidAddress('is not an IP address');
  },
  json: { type: 'string' },
};

export const ipv4Address: ScalarType<IpAddress> = {
  kind: 'scalar',
  is: 'an IPv4 address',
  read: (value) => {
    const address = parseAddress(value);
    return address?.family === 4 ? { value: address } : invalidAddress('is not an IPv4 address');
  },
  json: { type: 'string', pattern: IPV4_PATTERN },
};

const IPV6_PROBLEM: { problem: ScalarProblem } = {
  problem: { code: 'network/ipv6', message: 'is IPv6, which Veeam does not support for a HyperFlex system' },
};

/** An IPv4 address of an HX system. */
export const hxAddress: ScalarType<IpAddress> = {
  kind: 'scalar',
  is: 'an IPv4 address',
  read: (value) => (parseAddress(value)?.family === 6 ? IPV6_PROBLEM : ipv4Address.read(value, 'plain')),
  json: { type: 'string', pattern: IPV4_PATTERN },
};

/** The address or DNS name under which an HX system is added. */
export const hxManagementAddress: ScalarType<string> = {
  kind: 'scalar',
  is: 'an IPv4 address or a DNS name',
  read: (value) => {
    if (parseAddress(value)?.family === 6) return IPV6_PROBLEM;
    if (/^[\d.]+$/.test(value) && parseAddress(value) === undefined) return invalidAddress('is not an IPv4 address');
    return /^[\p{L}\p{N}._-]+$/u.test(value) ? { value } : invalidAddress('is neither an IPv4 address nor a DNS name');
  },
  json: { type: 'string' },
};

/** A network, `10.10.50.0/24`. Host bits that are set are cleared in the value (see `IpNetwork.hostBitsSet`). */
export const network: ScalarType<IpNetwork> = {
  kind: 'scalar',
  is: 'a network such as `10.10.50.0/24`',
  read: (value) => {
    const parsed = parseNetwork(value);
    if (parsed) return { value: parsed };
    return invalidAddress(
      parseAddress(value) ? 'is an address: a network has a prefix length, as in `10.10.50.0/24`' : 'is not a network',
    );
  },
  json: { type: 'string', pattern: '^[^/]+/\\d{1,3}$' },
};

/** The IPv4 data network of an HX system. */
export const hxNetwork: ScalarType<IpNetwork> = {
  kind: 'scalar',
  is: 'an IPv4 network such as `10.10.50.0/24`',
  read: (value) => {
    const isIpv6 = parseNetwork(value)?.family === 6 || parseAddress(value)?.family === 6;
    return isIpv6 ? IPV6_PROBLEM : network.read(value, 'plain');
  },
  json: { type: 'string', pattern: '^(\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}$' },
};

export const hxVersion: ScalarType<HxVersion> = {
  kind: 'scalar',
  is: 'a HyperFlex version such as `5.0(2e)`',
  read: (value) => {
    const version = parseHxVersion(value);
    return version ? { value: version } : invalid('is not a HyperFlex version such as `5.0(2e)` or `4.5(2a)`');
  },
  json: { type: ['string', 'number'] },
};

export const esxiVersion: ScalarType<EsxiVersion> = {
  kind: 'scalar',
  is: 'an ESXi version such as `8.0 U2b`',
  read: (value) => {
    const version = parseEsxiVersion(value);
    return version ? { value: version } : invalid('is not an ESXi version such as `7.0 U3` or `8.0 U2b`');
  },
  json: { type: ['string', 'number'] },
};

/** The build of Veeam Backup & Replication; the value is its numbers. */
export const vbrBuild: ScalarType<readonly number[]> = {
  kind: 'scalar',
  is: 'a build of Veeam Backup & Replication such as `13.0.1.1071`',
  read: (value) =>
    /^\d{1,9}(\.\d{1,9}){0,3}$/.test(value)
      ? { value: value.split('.').map(Number) }
      : invalid('is not a build of Veeam Backup & Replication such as `13.0.1.1071`'),
  json: { type: ['string', 'number'] },
};

/** A number from 0 to 65535 as a regular expression. */
const PORT = '0*(6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[1-5]\\d{4}|\\d{1,4})';

export const portRange: ScalarType<PortRange> = {
  kind: 'scalar',
  is: 'a port such as `2049` or a range such as `0-65535`',
  read: (value) => {
    const range = parsePortRange(value);
    if (range === undefined) return invalid('is neither a port such as `2049` nor a range such as `0-65535`');
    if (range !== 'invalid') return { value: range };
    const [first, last] = value.split('-').map(Number);
    return invalidAddress(
      last !== undefined && first! > last
        ? `runs backwards: ${first} is greater than ${last}`
        : 'is out of range: ports go from 0 to 65535',
    );
  },
  json: {
    anyOf: [
      { type: 'integer', minimum: 0, maximum: 65535 },
      { type: 'string', pattern: `^${PORT}(\\s*-\\s*${PORT})?$` },
    ],
  },
};

/** Whom a firewall rule lets in. */
export type AllowedSource =
  | { readonly kind: 'address'; readonly address: IpAddress }
  | { readonly kind: 'network'; readonly network: IpNetwork }
  /** The addresses of one proxy on the data network. */
  | { readonly kind: 'proxy'; readonly name: string }
  /** The addresses of all proxies on the data network. */
  | { readonly kind: 'everyProxy' };

export const allowedSource: ScalarType<AllowedSource> = {
  kind: 'scalar',
  is: 'an address, a network, `proxy:NAME` or `proxy:*`',
  read: (value) => {
    if (value === 'proxy:*') return { value: { kind: 'everyProxy' } };
    if (value.startsWith('proxy:')) {
      const name = value.slice('proxy:'.length).trim();
      return name === ''
        ? invalid('names no proxy: write `proxy:NAME` or `proxy:*`')
        : { value: { kind: 'proxy', name } };
    }
    const parsedNetwork = parseNetwork(value);
    if (parsedNetwork) return { value: { kind: 'network', network: parsedNetwork } };
    const address = parseAddress(value);
    if (address) return { value: { kind: 'address', address } };
    return value === 'all'
      ? invalidAddress('stands alone, not in a list: write `allowedAddresses: all`')
      : invalidAddress('is neither an IP address, a network, `proxy:NAME` nor `proxy:*`');
  },
  json: { type: 'string' },
};
