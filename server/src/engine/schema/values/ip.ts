import ipaddr from 'ipaddr.js';

/** An IP address. Two addresses are equal when `family` and `value` are. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
  /** Canonical notation. */
  readonly text: string;
}

/** A network in CIDR notation. `base` has the host bits cleared. */
export interface IpNetwork {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly prefix: number;
  /** As `10.10.50.0/24`, host bits cleared. */
  readonly text: string;
  /** The notation named a host in the network: `10.10.50.7/24`. */
  readonly hostBitsSet: boolean;
}

function toBigInt(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** Reads an IPv4 address in four decimal parts, or an IPv6 address without zone. `undefined` for anything else. */
export function parseAddress(text: string): IpAddress | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = ipaddr.IPv4.parse(text);
    return { family: 4, value: toBigInt(address.toByteArray()), text: address.toString() };
  }
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) {
    const address = ipaddr.IPv6.parse(text);
    return { family: 6, value: toBigInt(address.toByteArray()), text: address.toRFC5952String() };
  }
  return undefined;
}

/** Reads `address/prefix`. `undefined` for anything else, a bare address included. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const address = match ? parseAddress(match[1]!) : undefined;
  if (!match || !address) return undefined;
  const prefix = Number(match[2]);
  const width = address.family === 4 ? 32 : 128;
  if (prefix > width) return undefined;
  const shift = BigInt(width - prefix);
  const base = (address.value >> shift) << shift;
  return {
    family: address.family,
    base,
    prefix,
    text: `${formatAddress(address.family, base)}/${prefix}`,
    hostBitsSet: base !== address.value,
  };
}

export function networkContains(network: IpNetwork, address: IpAddress): boolean {
  if (network.family !== address.family) return false;
  const shift = BigInt((network.family === 4 ? 32 : 128) - network.prefix);
  return address.value >> shift === network.base >> shift;
}

/** The address this far after the network's first. `undefined` when it lies outside. */
export function addressIn(network: IpNetwork, offset: number): string | undefined {
  const size = 1n << BigInt((network.family === 4 ? 32 : 128) - network.prefix);
  return BigInt(offset) < size ? formatAddress(network.family, network.base + BigInt(offset)) : undefined;
}

export function networksOverlap(a: IpNetwork, b: IpNetwork): boolean {
  if (a.family !== b.family) return false;
  const shift = BigInt((a.family === 4 ? 32 : 128) - Math.min(a.prefix, b.prefix));
  return a.base >> shift === b.base >> shift;
}

function formatAddress(family: 4 | 6, value: bigint): string {
  const length = family === 4 ? 4 : 16;
  const bytes = Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 255n));
  const address = ipaddr.fromByteArray(bytes);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
