import { isAbsolute, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation } from './sarif-types.ts';

/**
 * A file of the command line as a URI. A relative one stays relative, to where the command ran: a report speaks of the
 * same file on every machine that checks the repository out.
 */
export function artifactLocation(file: string): ArtifactLocation {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: normalize(file).split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
