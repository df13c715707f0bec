import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import type { OpenDocument } from '../../lsp/documents.ts';
import type { Context } from './context.ts';
import { FIX_ALL_KIND, fixAllAction } from './fix-all.ts';
import { preferredPathActions } from './preferred-path.ts';
import { quickFixes } from './quick-fixes.ts';
import { refactorActions } from './refactor.ts';

/**
 * The quick fixes of the diagnostics that the range touches, the refactorings of what it touches, and *Fix all* when it
 * is asked for.
 */
export function codeActions(
  document: OpenDocument,
  { range, context: { only, diagnostics } }: CodeActionParams,
  context: Context,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    actions.push(...quickFixes(document, range, diagnostics, context));
    actions.push(...preferredPathActions(document, range, context));
  }
  actions.push(...refactorActions(document, range, context).filter(({ kind }) => wants(kind!)));
  // Without being asked, VS Code would run it on every save where source actions are on; it is offered by name only.
  if (only !== undefined && wants(FIX_ALL_KIND)) actions.push(...fixAllAction(document, context));
  return actions;
}
