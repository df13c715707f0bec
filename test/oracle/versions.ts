/** HyperFlex versions (selection §4, "Versions"). */

/** Major, minor, patch number, and the letter as a number: 0 for none, 1 for `a` or a written `x`. */
type Version = [number, number, number, number];

const FIRST_WITH_NEW_CHART: Version = [4, 5, 2, 1];

/** A version's parts, from `5.0(2e)`, `5.0 (2e)`, `5.0.2e`, with or without `-build`; null for anything else. */
function parts(text: string): Version | null {
  const match = /^(\d+)\.(\d+)\s*(?:\((\d+)([a-z]?)\)|\.(\d+)([a-z]?))(?:-.*)?$/.exec(text.trim());
  if (!match) return null;
  const letter = match[4] || match[6] || '';
  const rank = letter === '' ? 0 : letter === 'x' ? 1 : letter.charCodeAt(0) - 96;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? match[5]), rank];
}

/** Whether a version is 4.5(2a) or later; a missing one (or one that cannot be read) is. */
export function isLater(text: string | null): boolean {
  const version = text === null ? null : parts(text);
  return version === null || compare(version, FIRST_WITH_NEW_CHART) >= 0;
}

/** Whether a version is HX 2.5 or later, from where Veeam's own firewall VIB opens three ports only. */
export function isFrom25(text: string | null): boolean {
  const version = text === null ? null : parts(text);
  return version === null || compare(version, [2, 5, 0, 0]) >= 0;
}

function compare(a: Version, b: Version): number {
  for (const [index, part] of a.entries()) {
    if (part !== b[index]) return part - b[index]!;
  }
  return 0;
}
