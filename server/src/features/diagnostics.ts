import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { printable } from '../engine/explain/printable.ts';
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

/** Whose the diagnostics are, as the client shows it. */
export const SOURCE = 'hxtopo';

/** VS Code shows no more of one file. */
const MOST = 1000;

/** The diagnostics of a document that the settings leave, the most severe ones where there are very many. */
export function documentDiagnostics(
  document: OpenDocument,
  settings: Settings,
  options: ClientOptions,
): LspDiagnostic[] {
  const all = withSeverities(ownDiagnostics(document), settings.rules);
  return mostSevere(all).map((diagnostic) => toLsp(document, diagnostic, options));
}

/** What is found in the document itself, in any of the topologies that it is part of, each finding once. */
export function ownDiagnostics({ tree, analyses }: OpenDocument): readonly Diagnostic[] {
  const [first = [], ...more] = analyses.map(({ diagnostics }) =>
    diagnostics.filter(({ place }) => place.unit.uri === tree.uri),
  );
  if (more.length === 0) return first;
  const all = new Map<string, Diagnostic>();
  for (const diagnostic of [first, ...more].flat()) {
    const { code, message, place } = diagnostic;
    const id = JSON.stringify([code, message, place.unit.start + place.start, place.end]);
    if (!all.has(id)) all.set(id, diagnostic);
  }
  return [...all.values()];
}

export function toLsp(document: OpenDocument, diagnostic: Diagnostic, options: ClientOptions): LspDiagnostic {
  const { code, severity, message, place, related, unnecessary } = diagnostic;
  const page = rulePageUri(code, options);
  return {
    range: document.positions.placeRange(place),
    severity: SEVERITIES[severity],
    code,
    ...(page ? { codeDescription: { href: page } } : {}),
    source: SOURCE,
    message: printable(message),
    ...(unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length > 0
      ? {
          relatedInformation: related.map(({ place: other, message: text }) => ({
            location: document.locate(other),
            message: printable(text),
          })),
        }
      : {}),
  };
}

function mostSevere(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST) return diagnostics;
  return [...diagnostics].sort((a, b) => SEVERITIES[a.severity] - SEVERITIES[b.severity]).slice(0, MOST);
}
