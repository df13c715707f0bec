import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver';
import type { Analysis, Engine } from '../../engine/engine.ts';
import type { FileEdits } from '../../engine/fix-together.ts';
import { thingAt } from '../../engine/model/at.ts';
import { hurtBy } from '../../engine/repair/hurt.ts';
import { preferredPath } from '../../engine/repair/preferred-path.ts';
import { named } from '../../engine/rules/_words.ts';
import { applyEdits, combineByFile } from '../../engine/syntax/edit/placed.ts';
import { unitAt } from '../../engine/syntax/index.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import type { Context } from './context.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** Above so many VMs the file is not planned again just to tell whom a change hurts. */
const MOST_VMS_TO_PLAN_AGAIN = 1000;

/** For a VM at the range that is not on the IO Visor path: all the edits that get it there, as one action. */
export function preferredPathActions(
  document: OpenDocument,
  range: Range,
  { client, engine }: Pick<Context, 'client' | 'engine'>,
): CodeAction[] {
  const { analysis, positions, tree } = document;
  const offset = positions.offset(range.start);
  const unit = unitAt(tree, offset);
  const thing = unit && thingAt(analysis.topology, unit, offset - unit.start);
  if (thing?.kind !== 'entity' || thing.entity.kind !== 'vm') return [];
  const actions = new Map<string, CodeAction>();
  for (const plan of analysis.plan.plansOf(thing.entity)) {
    const path = preferredPath(plan, analysis.topology);
    const edits = path && combineByFile(path.edits, (uri) => analysis.treeOf(uri)?.text);
    if (!edits) continue;
    const hurts = path.mayHurtOthers ? warning(engine, analysis, edits) : '';
    const opens = path.alsoOpens.length > 0 ? `, which opens ${named(path.alsoOpens.map(({ name }) => name))} too` : '';
    const title = `Bring ${plan.vm.name} onto the IO Visor path by ${path.proxy.name}${opens}${hurts}`;
    actions.set(title, { title, kind: CodeActionKind.QuickFix, edit: workspaceEdit(document, client, edits) });
  }
  return [...actions.values()];
}

/** Whom the edits hurt, for the title. */
function warning(engine: Engine, analysis: Analysis, edits: FileEdits): string {
  const { plan, topology } = analysis;
  if (topology.vms.length > MOST_VMS_TO_PLAN_AGAIN) return ' (changes the plan of other VMs too)';
  const texts = new Map([...edits].map(([uri, own]) => [uri, applyEdits(analysis.treeOf(uri)!.text, own)]));
  const names = hurtBy(plan, engine.analyzeEdited(analysis, texts).plan);
  if (names.length === 0) return '';
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return ` (worse for ${names.slice(0, 3).join(', ')}${more})`;
}
