import { writeRemediation } from '../engine/remediate/write.ts';
import { withSeverities } from '../engine/rules/severities.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { RemediationParams, RemediationResult } from '../lsp/protocol.ts';
import type { Settings } from '../lsp/settings.ts';

/** As editors call the languages. */
const LANGUAGES = { powershell: 'powershell', esxcli: 'shellscript', checklist: 'plaintext' } as const;

/** What brings the real systems to the state that the document's topology describes, as `hxtopo remediate` writes it. */
export function remediation(
  { analysis }: OpenDocument,
  { form }: RemediationParams,
  settings: Settings,
): RemediationResult {
  if (!Object.hasOwn(LANGUAGES, form)) return null;
  const findings = withSeverities(analysis.diagnostics, settings.rules);
  const write = writeRemediation(analysis.topology, analysis.tree.uri, findings);
  return { text: write[form](), language: LANGUAGES[form] };
}
