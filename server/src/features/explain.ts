import { explain } from '../engine/explain/explain.ts';
import { planLabel } from '../engine/explain/labels.ts';
import { explanationMarkdown } from '../engine/explain/markdown.ts';
import type { Plan } from '../engine/planner/plan.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { ExplainParams, ExplainResult, PlanParams, PlanResult, PlanSummary } from '../lsp/protocol.ts';
import { thingIn } from './hover.ts';
import { lineLink } from './line-link.ts';

/** The plan of a document, one title for each VM and job, and which of the VMs stands at the position asked for. */
export function plannedVms(document: OpenDocument, { position }: PlanParams): PlanResult {
  const { plan } = document.analysis;
  const thing = position && thingIn(document, position);
  const vm = thing?.kind === 'entity' && thing.entity.kind === 'vm' && plan.byVm.has(thing.entity) && thing.entity;
  return {
    vms: plan.vms.map((each) => ({ vm: each.vm.name, job: each.job.name, title: planLabel(each) })),
    summary: planSummary(plan),
    ...(vm ? { atPosition: vm.name } : {}),
  };
}

/** What the plan comes to. */
export function planSummary({ byVm, summary }: Plan): PlanSummary {
  return { vms: byVm.size, ...summary };
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
