import type { Cause, VmChange } from '../../engine/compare/compare.ts';
import { answerLabel, reasonOf } from '../../engine/compare/words.ts';
import { printable } from '../../engine/explain/printable.ts';
import type { VmPlan } from '../../engine/planner/plan.ts';
import { wayOf } from '../../engine/view/row.ts';
import { baseName } from '../../files/paths.ts';
import type { ComparisonResult, ShownAnswer, ShownCause, ShownChange } from '../../lsp/compare-protocol.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import type { Compared } from '../../lsp/plan-bases.ts';
import type { ShownPlace } from '../../lsp/plan-protocol.ts';

/**
 * How the plan differs from its base, cause by cause.
 * @param most so many VMs at the most, and of one cause a tenth of them
 */
export function shownComparison(document: OpenDocument, compared: Compared, most: number): ComparisonResult {
  const { comparison, since, present, unreadable } = compared;
  const causes: ShownCause[] = [];
  let room = most;
  for (const cause of comparison.causes) {
    if (room <= 0) break;
    const changes = cause.changes.slice(0, Math.min(room, Math.ceil(most / 10))).map(shownChange);
    room -= changes.length;
    causes.push({
      kind: cause.kind,
      reason: printable(reasonOf(cause.decision)),
      place: placeOf(document, compared, cause),
      vms: cause.changes.length,
      changes,
    });
  }
  return {
    since: printable(since),
    incomplete: document.analysis.topology.files.some(({ tree }) => tree.errors.length > 0),
    ...(unreadable === undefined ? {} : { unreadable: printable(unreadable) }),
    present: present.map((uri) => printable(baseName(uri))),
    counts: comparison.counts,
    unchanged: comparison.unchanged,
    causes,
    moreCauses: comparison.causes.length - causes.length,
  };
}

/** Where a change was decided, if that can be shown. */
function placeOf(
  document: OpenDocument,
  { locate }: Compared,
  { decision: { judgement, side } }: Cause,
): ShownPlace | null {
  const place = judgement?.place;
  if (!place) return null;
  return side === 'after' ? document.locate(place) : (locate(place) ?? null);
}

function shownChange({ vm, job, before, after }: VmChange): ShownChange {
  return { vm, job, before: shownAnswer(before), after: shownAnswer(after) };
}

function shownAnswer(plan: VmPlan | undefined): ShownAnswer | null {
  return plan ? { way: wayOf({ vm: plan.vm, plan }), text: printable(answerLabel(plan)) } : null;
}
