import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { fixRule } from '../../engine/fix-rule.ts';
import type { Diagnostic } from '../../engine/rules/check.ts';
import { withSeverities } from '../../engine/rules/severities.ts';
import { combineByFile } from '../../engine/syntax/edit/placed.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import { ownDiagnostics } from '../diagnostics.ts';
import type { Context } from './context.ts';
import { workspaceEdit } from './workspace-edit.ts';

/**
 * The likeliest fix of every diagnostic of a rule, as one action beside those of one of them. `undefined` where it would
 * fix no other one, or where the fix at hand mends them all.
 */
export function fixRuleAction(
  document: OpenDocument,
  { code, fixes: [likeliest] }: Diagnostic,
  { client, settings }: Pick<Context, 'client' | 'settings'>,
): CodeAction | undefined {
  const textOf = (uri: string): string | undefined => document.textOf(uri);
  const own = withSeverities(ownDiagnostics(document), settings.rules).filter((one) => one.code === code);
  if (!likeliest || own.length < 2) return undefined;
  const { fixes, edits } = fixRule(own, textOf);
  const alone = combineByFile(likeliest.edits, textOf) ?? [];
  if (fixes.length < 2 || JSON.stringify([...edits]) === JSON.stringify([...alone])) return undefined;
  const many = fixes.length === own.length ? `all ${own.length}` : `${fixes.length} of ${own.length}`;
  const unsafe = fixes.filter(({ safe }) => !safe);
  const title = `Fix ${many} ${code} in this file${unsafe.length > 0 ? ` (not safe: ${listed(unsafe)})` : ''}`;
  return { title, kind: CodeActionKind.QuickFix, edit: workspaceEdit(document, client, edits) };
}

/** What the fixes do, which their rule's name does not tell. */
function listed(fixes: readonly { readonly title: string }[]): string {
  const titles = [...new Set(fixes.map(({ title }) => title))];
  const more = titles.length > 3 ? ` and ${titles.length - 3} more` : '';
  return `${titles.slice(0, 3).join(', ')}${more}`;
}
