import { describeEntity } from '../engine/explain/describe.ts';
import { explain } from '../engine/explain/explain.ts';
import { planLabel, shareLabel } from '../engine/explain/labels.ts';
import { escapeMarkdown, explanationMarkdown } from '../engine/explain/markdown.ts';
import { ticketPage } from '../engine/explain/ticket.ts';
import { trafficOf } from '../engine/explain/traffic.ts';
import type { Entity } from '../engine/model/entities.ts';
import type { Plan, VmPlan } from '../engine/planner/plan.ts';
import type { Place } from '../engine/syntax/nodes.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type {
  ExplainedEntity,
  ExplainParams,
  ExplainResult,
  PlanParams,
  PlanResult,
  PlanSummary,
} from '../lsp/protocol.ts';
import { thingIn } from './hover.ts';
import { lineLink } from './line-link.ts';

/** The plan of a document, one title for each VM and job, and which of the VMs stands at the position asked for. */
export function plannedVms(document: OpenDocument, { position }: PlanParams): PlanResult {
  const { plan } = document.analysis;
  const thing = position && thingIn(document, position);
  const vm =
    thing?.kind === 'entity' && thing.entity.kind === 'vm' && plan.plansOf(thing.entity).length > 0 && thing.entity;
  return {
    vms: plan.vms.map((each) => ({ vm: each.vm.name, job: each.job.name, title: planLabel(each) })),
    summary: planSummary(plan),
    ...(vm ? { atPosition: vm.name } : {}),
  };
}

/** What the plan comes to. */
export function planSummary({ topology, unprotected, summary }: Plan): PlanSummary {
  return { vms: topology.vms.length - unprotected.length, ...summary };
}

/** More rows than this nobody reads. */
const MOST_ROWS = 300;

/**
 * Why a VM gets its proxy and mode, or what something else does for which VMs, as a page.
 *
 * @param mostRows how many of these VMs are listed
 */
export function explanationPage(document: OpenDocument, params: ExplainParams, mostRows = MOST_ROWS): ExplainResult {
  const markdown = 'entity' in params ? entityPage(document, params.entity, mostRows) : vmPage(document, params);
  return markdown === undefined ? null : { markdown: `${markdown.trimEnd()}\n` };
}

function vmPage(
  document: OpenDocument,
  { vm, job, forTicket }: Extract<ExplainParams, { vm: string }>,
): string | undefined {
  const plans = document.analysis.plan.vms.filter(
    (plan) => plan.vm.name === vm && (job === undefined || plan.job.name === job),
  );
  if (plans.length === 0) return undefined;
  if (forTicket) return ticketPage(plans, document.analysis.tree.uri);
  const link = (place: Place): string | undefined => lineLink(document, place);
  return plans.map((plan) => explanationMarkdown(explain(plan), { heading: '#', link })).join('\n\n---\n\n');
}

function entityPage({ analysis }: OpenDocument, { kind, name }: ExplainedEntity, mostRows: number): string | undefined {
  const { plan, topology } = analysis;
  if (kind === 'file') {
    const all = trafficOf(plan).all;
    return [`# ${escapeMarkdown(name)}`, `- ${shareLabel(all)}`, ...planTable(plan.vms, mostRows)].join('\n\n');
  }
  const entity = topology.names[kind].getExact(name);
  if (!entity) return undefined;
  // A page has a heading of the first level.
  const about = describeEntity(plan, entity).replace(/^###/, '#');
  return [
    about,
    ...planTable(
      plan.vms.filter((each) => concerns(each, entity)),
      mostRows,
    ),
  ].join('\n\n');
}

function concerns({ vm, job, proxy }: VmPlan, entity: Entity): boolean {
  return [job, proxy, vm.host, vm.system].some((each) => each === entity);
}

/** Who gets what, those off the IO Visor path first. */
function planTable(plans: readonly VmPlan[], mostRows: number): string[] {
  if (plans.length === 0 || mostRows === 0) return [];
  const isPreferred = ({ mode }: VmPlan): boolean => mode === 'directNfsIoVisor';
  const sorted = [...plans.filter((each) => !isPreferred(each)), ...plans.filter(isPreferred)];
  const rows = sorted
    .slice(0, mostRows)
    .map((each) => `| ${[each.vm.name, each.job.name, planLabel(each)].map(escapeMarkdown).join(' | ')} |`);
  const more = sorted.length > mostRows ? [`And ${sorted.length - mostRows} more.`] : [];
  return [['| VM | Job | Plan |', '| --- | --- | --- |', ...rows].join('\n'), ...more];
}
