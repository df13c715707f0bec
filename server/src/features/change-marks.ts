import { CHANGE_KINDS, type ChangeKind, type VmChange } from '../engine/compare/compare.ts';
import { changeLabel, reasonOf } from '../engine/compare/words.ts';
import { printable } from '../engine/explain/printable.ts';
import type { Vm } from '../engine/model/entities.ts';
import type { ChangeMark } from '../lsp/compare-protocol.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { Compared } from '../lsp/plan-bases.ts';

/**
 * Marks at the names of the document's VMs whose answer is another one than in the base: one for each, of the worst that
 * happened to it in any job. A VM that is gone has no place to be marked.
 */
export function changeMarks(document: OpenDocument, { comparison, since }: Compared): ChangeMark[] {
  const { names } = document.analysis.topology;
  const byVm = new Map<Vm, { kind: ChangeKind; lines: string[] }>();
  for (const change of comparison.changes) {
    const vm = change.after?.vm ?? names.vm.getExact(change.vm);
    if (vm?.namePlace.unit.uri !== document.tree.uri) continue;
    const line = titleOf(change, since);
    const marked = byVm.get(vm);
    if (!marked) byVm.set(vm, { kind: change.kind, lines: [line] });
    else {
      marked.lines.push(line);
      if (CHANGE_KINDS.indexOf(change.kind) < CHANGE_KINDS.indexOf(marked.kind)) marked.kind = change.kind;
    }
  }
  return [...byVm].map(([vm, { kind, lines }]) => ({
    range: document.positions.placeRange(vm.namePlace),
    kind,
    title: lines.join('\n'),
  }));
}

function titleOf(change: VmChange, since: string): string {
  return printable(`${change.job}: ${changeLabel(change, since)}; ${reasonOf(change.decision)}`);
}
