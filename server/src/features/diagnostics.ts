import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../engine/rules/check.ts';
import type { Severity } from '../engine/rules/rule.ts';
import { withSeverities } from '../engine/rules/severities.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { ClientOptions, Settings } from '../lsp/settings.ts';
import { rulePageUri } from './rule-pages.ts';

const SEVERITIES: { readonly [K in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * Who speaks. VS Code keeps diagnostics of one owner and file once: this is also the owner of the problem matcher, so what a
 * task has found in a file gives way to what the server says when it is opened.
 */
export const SOURCE = 'hxtopo';

/** VS Code shows no more of one file. */
const MOST = 1000;

/** The diagnostics of a document that the settings leave, the most severe ones where there are very many. */
export function documentDiagnostics(
  document: OpenDocument,
  settings: Settings,
  options: ClientOptions,
): LspDiagnostic[] {
  const all = withSeverities(document.analysis.diagnostics, settings.rules);
  return mostSevere(all).map((diagnostic) => toLsp(document, diagnostic, options));
}

export function toLsp({ uri, positions }: OpenDocument, diagnostic: Diagnostic, options: ClientOptions): LspDiagnostic {
  const { code, severity, message, place, related, unnecessary } = diagnostic;
  const page = rulePageUri(code, options);
  return {
    range: positions.placeRange(place),
    severity: SEVERITIES[severity],
    code,
    ...(page ? { codeDescription: { href: page } } : {}),
    source: SOURCE,
    message,
    ...(unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length > 0
      ? {
          relatedInformation: related.map(({ place: other, message: text }) => ({
            location: { uri, range: positions.placeRange(other) },
            message: text,
          })),
        }
      : {}),
  };
}

function mostSevere(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST) return diagnostics;
  return [...diagnostics].sort((a, b) => SEVERITIES[a.severity] - SEVERITIES[b.severity]).slice(0, MOST);
}
