import type { Place } from '../syntax/nodes.ts';
import { positionIn } from '../syntax/position-in.ts';

/**
 * What a file of a topology is called where a person reads of it: its path from the folder of the file that the topology
 * starts from, so that it says the same on every machine.
 *
 * @param root the URI of the file that the topology starts from
 */
export function nameBeside(root: string, uri: string): string {
  const from = partsOf(root).slice(0, -1);
  const to = partsOf(uri);
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  // Nothing in common: another drive, or another machine.
  if (shared === 0 && from.length > 0) return to.join('/');
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Where a place is, for a person: `munich.topology.yaml:28`, the file as by {@link nameBeside}, the line from one. */
export function placeName(root: string, { unit, start }: Place): string {
  return `${nameBeside(root, unit.uri)}:${unit.startLine + positionIn(unit, start).line + 1}`;
}

function partsOf(uri: string): string[] {
  return uri
    .replace(/^[a-z][\w+.-]*:(\/\/)?/i, '')
    .split('/')
    .map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
