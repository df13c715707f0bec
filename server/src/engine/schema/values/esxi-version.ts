/** A VMware ESXi version, `8.0 U2b`. */
export interface EsxiVersion {
  readonly major: number;
  readonly minor: number;
  readonly update: number;
  /** `''` where none is written. */
  readonly letter: string;
}

/** Reads `7.0 U3`, `8.0 U2b`, `8.0 Update 2b`, `7.0.3`, `8.0`, each with an optional `ESXi` before and build after. */
export function parseEsxiVersion(text: string): EsxiVersion | undefined {
  const match =
    /^(?:ESXi ?)?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3})| ?(?:U|Update ?)(\d{1,3})([a-z]?))?(?:[ ,-]{1,2}\(?(?:build[ -]?)?\d{1,12}\)?)?$/i.exec(
      text,
    );
  if (!match) return undefined;
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    update: Number(match[3] ?? match[4] ?? 0),
    letter: (match[5] ?? '').toLowerCase(),
  };
}

/** Negative when `a` is earlier than `b`. */
export function compareEsxiVersions(a: EsxiVersion, b: EsxiVersion): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.update - b.update ||
    (a.letter === b.letter ? 0 : a.letter < b.letter ? -1 : 1)
  );
}

/** VMware fixed the stun of VMs on NFS 3 under HotAdd in this version (Veeam KB1681). */
export const ESXI_8_0_U2B: EsxiVersion = { major: 8, minor: 0, update: 2, letter: 'b' };
