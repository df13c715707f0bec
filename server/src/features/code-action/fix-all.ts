import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { fixAll } from '../../engine/fix-all.ts';
import { withSeverities } from '../../engine/rules/severities.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import type { Context } from './context.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** What `editor.codeActionsOnSave` names, by itself or by its part `source.fixAll`. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.hyperflexTopology`;

/** Every safe fix of the document, and those that are safe after them, as one action; none where nothing is safe. */
export function fixAllAction(document: OpenDocument, { client, engine, settings }: Context): CodeAction[] {
  const edits = fixAll(engine, document.analysis, {
    judged: (diagnostics) => withSeverities(diagnostics, settings.rules),
    within: (uri) => uri === document.tree.uri,
  });
  if (edits.size === 0) return [];
  return [{ title: 'Fix all that is safe to fix', kind: FIX_ALL_KIND, edit: workspaceEdit(document, client, edits) }];
}
