import { explain, type Reason } from '../../engine/explain/explain.ts';
import { printable } from '../../engine/explain/printable.ts';
import type { Vm } from '../../engine/model/entities.ts';
import { STEPS } from '../../engine/planner/ids.ts';
import type { VmPlan } from '../../engine/planner/plan.ts';
import type { Place } from '../../engine/syntax/nodes.ts';
import { type Chart, chartOf } from '../../engine/view/chart.ts';
import { proxyFates } from '../../engine/view/proxy-fates.ts';
import { wayOf } from '../../engine/view/row.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import type {
  RowId,
  ShownPlace,
  ShownProxy,
  ShownReason,
  ShownStep,
  VmDetail,
  VmPlanResult,
} from '../../lsp/plan-protocol.ts';

/** More of one kind nobody reads. */
const MOST_REASONS = 40;
const MOST_PROXIES = 60;

/** Why the VM of a row gets its proxy and mode, with the places that everything leads to. */
export function vmDetail(document: OpenDocument, row: RowId): VmPlanResult {
  const { plan } = document.analysis;
  const planned = plan.vms.find(({ vm, job }) => vm.name === row.vm && job.name === row.job);
  if (planned) return plannedDetail(document, planned);
  const vm = row.job === null && plan.unprotected.find(({ name }) => name === row.vm);
  return vm ? unprotectedDetail(document, vm) : null;
}

/** Where the VM of a row is declared. */
export function vmPlace(document: OpenDocument, { vm }: RowId): ShownPlace | null {
  const found = document.analysis.topology.names.vm.getExact(vm);
  return found ? document.locate(found.namePlace) : null;
}

function unprotectedDetail(document: OpenDocument, vm: Vm): VmDetail {
  return {
    vm: vm.name,
    job: null,
    way: 'unprotected',
    answer: 'No job includes it: it is not backed up.',
    place: document.locate(vm.namePlace),
    chart: null,
    steps: [],
    proxies: [],
    moreProxies: 0,
    disks: [],
    assumptions: [],
    improve: null,
  };
}

function plannedDetail(document: OpenDocument, planned: VmPlan): VmDetail {
  const { vm, job } = planned;
  const explanation = explain(planned);
  const shown = (reason: Reason): ShownReason => shownReason(document, reason);
  const fates = proxyFates(document.analysis.plan, planned);
  return {
    vm: vm.name,
    job: job.name,
    way: wayOf({ vm, plan: planned }),
    answer: printable(explanation.answer),
    place: document.locate(vm.namePlace),
    chart: shownChart(chartOf(planned)),
    steps: explanation.steps.map(
      ({ question, verdict, reasons, gist }): ShownStep => ({
        question,
        verdict,
        // Those that tell most come first.
        reasons: [...new Set([...gist, ...reasons].map(({ text }) => text))]
          .slice(0, MOST_REASONS)
          .map((text) => shown(reasons.find((reason) => reason.text === text)!)),
        moreReasons: Math.max(0, reasons.length - MOST_REASONS),
      }),
    ),
    proxies: fates.slice(0, MOST_PROXIES).map(
      ({ proxy, fate, failed }): ShownProxy => ({
        name: printable(proxy.name),
        fate,
        place: document.locate(proxy.namePlace),
        failed: failed.map(({ step, because }) => ({
          question: STEPS[step],
          reasons: because.map(({ message: text, place, holds }) => shown({ text, place, holds })),
        })),
      }),
    ),
    moreProxies: Math.max(0, fates.length - MOST_PROXIES),
    disks: explanation.disks.map(printable),
    assumptions: explanation.assumptions.map(printable),
    improve: explanation.improvement
      ? { proxy: printable(explanation.improvement.proxy), changes: explanation.improvement.changes.map(shown) }
      : null,
  };
}

function shownReason(document: OpenDocument, { text, place, holds }: Reason): ShownReason {
  return { text: printable(text), place: place ? shownPlace(document, place) : null, holds };
}

function shownPlace(document: OpenDocument, place: Place): ShownPlace {
  return document.locate(place);
}

function shownChart(chart: Chart): Chart {
  return { ...chart, nodes: chart.nodes.map((node) => ({ ...node, text: printable(node.text) })) };
}
