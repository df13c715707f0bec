import { explain } from '../engine/explain/explain.ts';
import { planLabel } from '../engine/explain/labels.ts';
import { explanationMarkdown } from '../engine/explain/markdown.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { ExplainParams, ExplainResult, PlanResult } from '../lsp/protocol.ts';
import { lineLink } from './line-link.ts';

/** The plan of a document, one title for each VM and job. */
export function plannedVms({ analysis }: OpenDocument): PlanResult {
  const { vms, summary } = analysis.plan;
  return { vms: vms.map((plan) => ({ vm: plan.vm.name, job: plan.job.name, title: planLabel(plan) })), summary };
}

/** Why a VM gets its proxy and mode, as a page. */
export function explainVm(document: OpenDocument, { vm, job }: ExplainParams): ExplainResult {
  const plans = document.analysis.plan.vms.filter(
    (plan) => plan.vm.name === vm && (job === undefined || plan.job.name === job),
  );
  if (plans.length === 0) return null;
  const pages = plans.map((plan) =>
    explanationMarkdown(explain(plan), { heading: '#', link: (place) => lineLink(document, place) }),
  );
  return { markdown: `${pages.join('\n\n---\n\n')}\n` };
}
