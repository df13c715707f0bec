import type { Position } from 'vscode-languageserver';
import { thingAt } from '../../engine/model/at.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import type { EntityAtResult } from '../../lsp/plan-protocol.ts';
import { spotAt } from '../spot.ts';

/**
 * What the position is about: the VM that it names, else the VM of the entry around it or on its line, else what else the
 * entry declares.
 */
export function entityAt(document: OpenDocument, position: Position): EntityAtResult {
  const spot = spotAt(document, position);
  if (!spot) return null;
  const { topology } = document.analysis;
  const { unit, offset } = spot;
  const thing = thingAt(topology, unit, offset);
  if (thing?.kind === 'entity' && thing.entity.kind === 'vm') return { kind: 'vm', name: thing.entity.name };
  const declared = topology.declaredIn(unit);
  const vms = declared.filter(({ kind }) => kind === 'vm');
  const lineAt = (character: number): number =>
    document.positions.offset({ line: position.line, character }) - unit.start;
  const [start, end] = [lineAt(0), lineAt(Number.MAX_SAFE_INTEGER)];
  const touches =
    (from: number, to: number) =>
    ({ value }: (typeof declared)[number]): boolean =>
      value !== undefined && value.start <= to && from <= value.end;
  const around = touches(offset, offset);
  const found = vms.find(around) ?? vms.find(touches(start, end)) ?? declared.find(around);
  return found ? { kind: found.kind, name: found.name } : null;
}
