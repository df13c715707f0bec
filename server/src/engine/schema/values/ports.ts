/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export const MAX_PORT = 65535;
export const ALL_PORTS: PortRange = { first: 0, last: MAX_PORT };

/** Portmapper, NFS and HyperFlex's own: what Veeam's firewall VIB for HX 2.5 and later opens (KB2298). */
export const NFS_PORTS: readonly number[] = [111, 2049, 2449];

/** Reads `2049` or `0-65535`. A reversed or out-of-range one is `invalid`; text of another form is `undefined`. */
export function parsePortRange(text: string): PortRange | 'invalid' | undefined {
  const match = /^(\d{1,9})(?:\s*-\s*(\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first > last || last > MAX_PORT ? 'invalid' : { first, last };
}

/** The parts of `wanted` that `ranges` together leave out, in ascending order. */
export function uncoveredPorts(ranges: readonly PortRange[], wanted: PortRange): PortRange[] {
  const gaps: PortRange[] = [];
  let next = wanted.first;
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    if (range.first > wanted.last) break;
    if (range.first > next) gaps.push({ first: next, last: range.first - 1 });
    next = Math.max(next, range.last + 1);
  }
  if (next <= wanted.last) gaps.push({ first: next, last: wanted.last });
  return gaps;
}

export function coversPort(ranges: readonly PortRange[], port: number): boolean {
  return ranges.some((range) => range.first <= port && port <= range.last);
}

/** `2049`, `0-110`. */
export function formatPortRange(range: PortRange): string {
  return range.first === range.last ? `${range.first}` : `${range.first}-${range.last}`;
}
