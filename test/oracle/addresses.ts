/** IPv4 and port arithmetic of the oracle, on plain numbers. */

/**
 * An IPv4 address as a 32-bit number.
 * @param text the address as written
 * @returns null for whatever is not four decimals of 0-255, IPv6 included
 */
export function ipv4(text: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  const parts = match.slice(1).map(Number);
  if (parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/**
 * Whether an IPv4 address lies in a network; host bits that are set in the CIDR do not matter.
 * @param address the address as written
 * @param cidr `10.10.50.0/24`, or a lone address, which holds itself only
 */
export function liesIn(address: string, cidr: string): boolean {
  const [network = '', length = '32'] = cidr.split('/');
  const a = ipv4(address);
  const n = ipv4(network);
  if (a === null || n === null) return false;
  const size = 2 ** (32 - Number(length));
  return Math.floor(a / size) === Math.floor(n / size);
}

/** Whether a set of port ranges (`[from, to]`, both included) holds every port from `first` to `last`. */
export function covers(ranges: [number, number][], first: number, last: number): boolean {
  let port = first;
  while (port <= last) {
    const ends = ranges.filter(([from, to]) => from <= port && port <= to).map(([, to]) => to);
    if (ends.length === 0) return false;
    port = Math.max(...ends) + 1;
  }
  return true;
}
