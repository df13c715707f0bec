import type { ClientCapabilities, Location, LocationLink, Position } from 'vscode-languageserver';
import { leadAt } from '../engine/navigate/lead.ts';
import type { Place } from '../engine/syntax/nodes.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { spotAt } from './spot.ts';

/**
 * Where that is declared which the text at the position stands for: an entity by its name, all VMs that a pattern matches,
 * the proxies behind an address, and the files that an entry of `include` names.
 */
export function definition(
  document: OpenDocument,
  position: Position,
  client: ClientCapabilities,
): Location[] | LocationLink[] {
  const spot = spotAt(document, position);
  if (!spot) return [];
  const { unit, offset } = spot;
  const found = new Map<string, Location>();
  let from: Place | undefined;
  for (const { topology } of document.analyses) {
    const lead = leadAt(topology, unit, offset);
    if (!lead) continue;
    from ??= lead.from;
    for (const { namePlace } of lead.entities) {
      if (namePlace) add(document.locate(namePlace));
    }
  }
  const inclusion = document.analysis.topology.inclusions.find(
    ({ at }) => at.unit === unit && at.start <= offset && offset <= at.end,
  );
  if (inclusion) {
    from = inclusion.at;
    for (const uri of inclusion.uris) add({ uri: document.identify(uri).uri, range: document.rangeIn(uri, 0, 0) });
  }
  const locations = [...found.values()];
  if (!from || !client.textDocument?.definition?.linkSupport) return locations;
  const originSelectionRange = document.positions.placeRange(from);
  return locations.map(({ uri, range }) => ({
    originSelectionRange,
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  }));

  function add(location: Location): void {
    found.set(JSON.stringify(location), location);
  }
}
