import { type CodeAction, CodeActionKind, type Diagnostic as LspDiagnostic, type Range } from 'vscode-languageserver';
import { withSeverities } from '../../engine/rules/severities.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import { ownDiagnostics, toLsp } from '../diagnostics.ts';
import type { Context } from './context.ts';
import { fixRuleAction } from './fix-rule.ts';
import { ignoreAction } from './ignore-line.ts';
import { showRuleAction } from './show-rule.ts';
import { editOfFix } from './workspace-edit.ts';

/** Nobody reads a longer list, and whoever selects a whole file gets one; *all of this rule* reaches the others. */
const MOST = 100;

/**
 * For each diagnostic that the range touches, up to {@link MOST}: its fixes, *all of this rule*, *ignore on this line*, *show the rule*.
 * `shown` are those that the client sent along, which its actions then refer to.
 */
export function quickFixes(
  document: OpenDocument,
  range: Range,
  shown: readonly LspDiagnostic[],
  context: Context,
): CodeAction[] {
  const { client, options, settings } = context;
  const start = document.positions.offset(range.start);
  const end = document.positions.offset(range.end);
  const touched = withSeverities(ownDiagnostics(document), settings.rules).filter(
    ({ place }) => place.unit.start + place.start <= end && place.unit.start + place.end >= start,
  );
  const seen = new Set<string>();
  return touched.slice(0, MOST).flatMap((diagnostic) => {
    const { code } = diagnostic;
    const own = toLsp(document, diagnostic, options);
    const sent = shown.find((one) => one.code === own.code && one.message === own.message) ?? own;
    const fixes = diagnostic.fixes.flatMap((fix, index): CodeAction[] => {
      const edit = editOfFix(document, client, fix);
      if (!edit) return [];
      // What is preferred, an editor may apply without asking.
      const preferred = index === 0 && fix.safe ? { isPreferred: true } : {};
      return [{ title: fix.title, kind: CodeActionKind.QuickFix, edit, ...preferred }];
    });
    const first = !seen.has(code);
    seen.add(code);
    const actions = [
      ...fixes,
      fixes.length > 0 && first ? fixRuleAction(document, diagnostic, context) : undefined,
      ignoreAction(document, code, own.range.start.line, client),
      first ? showRuleAction(code, client, options) : undefined,
    ];
    return actions.flatMap((action) => (action ? [{ ...action, diagnostics: [sent] }] : []));
  });
}
