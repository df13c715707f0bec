/** A Cisco HyperFlex version, `MAJOR.MINOR(PATCHletter)`. */
export interface HxVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `''` where none is written; a written `x` (any letter) is `a`. */
  readonly letter: string;
}

/**
 * Reads `5.0(2e)`, `4.5 (2a)`, `5.0.2e` and these with a trailing `-build`. `undefined` for anything else; a version
 * without a patch (`5.0`) is none, since releases of one minor version differ in what Veeam can do with them.
 */
export function parseHxVersion(text: string): HxVersion | undefined {
  const match =
    /^(\d{1,4})\.(\d{1,4})\s*\(\s*(\d{1,4})([a-z]?)\s*\)(?:-[\w.]+)?$/i.exec(text) ??
    /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})([a-z]?)(?:-[\w.]+)?$/i.exec(text);
  if (!match) return undefined;
  const letter = match[4]!.toLowerCase();
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: Number(match[3]),
    letter: letter === 'x' ? 'a' : letter,
  };
}

/** Negative when `a` is earlier than `b`: by major, minor, patch as numbers, then letter; no letter comes before `a`. */
export function compareHxVersions(a: HxVersion, b: HxVersion): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    (a.letter === b.letter ? 0 : a.letter < b.letter ? -1 : 1)
  );
}

/** From this version on a job needs no base snapshot, and standard processing follows the newer flow chart. */
export const HX_4_5_2A: HxVersion = { major: 4, minor: 5, patch: 2, letter: 'a' };

/** From this version on ports 111, 2049 and 2449 are enough for the IO Visor (Veeam KB2298). */
export const HX_2_5: HxVersion = { major: 2, minor: 5, patch: 0, letter: '' };

export function isAtLeast(version: HxVersion, floor: HxVersion): boolean {
  return compareHxVersions(version, floor) >= 0;
}
