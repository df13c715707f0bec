import type { InlayHint, Range } from 'vscode-languageserver';
import { printable } from '../engine/explain/printable.ts';
import { type Hint, hintsIn } from '../engine/navigate/hints.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { EXPLAIN_COMMAND, type ExplainArguments } from '../lsp/protocol.ts';
import type { Settings } from '../lsp/settings.ts';
import { unitsIn } from './spot.ts';

/** What the text of the range does not say, by the kinds that are switched on. */
export function inlayHints(document: OpenDocument, range: Range, { inlayHints: shown, vmPlan }: Settings): InlayHint[] {
  const { analysis, positions } = document;
  const start = positions.offset(range.start);
  const end = positions.offset(range.end);
  const wanted = ({ kind, unit, offset }: Hint): boolean =>
    (kind === 'vmPlan' ? vmPlan === 'hint' || vmPlan === 'both' : shown[kind]) &&
    start <= unit.start + offset &&
    unit.start + offset <= end;
  return unitsIn(document, range)
    .flatMap((unit) => hintsIn(analysis.plan, unit).filter(wanted))
    .sort((a, b) => a.unit.start + a.offset - (b.unit.start + b.offset))
    .map((hint) => ({
      position: positions.position(hint.unit.start + hint.offset),
      paddingLeft: true,
      ...written(document, hint),
    }));
}

function written({ uri }: OpenDocument, hint: Hint): Pick<InlayHint, 'label' | 'tooltip'> {
  const { plan } = hint;
  const label = printable(hint.label);
  const tooltip = printable(hint.tooltip);
  if (!plan) return { label, tooltip };
  const argumentList: ExplainArguments = [uri, plan.vm.name, plan.job.name];
  const command = { title: 'Explain', command: EXPLAIN_COMMAND, arguments: [...argumentList] };
  return { label: [{ value: label, tooltip, command }] };
}
