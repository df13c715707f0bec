import type { Proxy } from '../model/entities.ts';
import { ASSUMPTIONS, DISK_REASONS, type Mode, SOURCES, type Source, STEPS } from '../planner/ids.ts';
import type { Judgement } from '../planner/judgement.ts';
import type { VmPlan } from '../planner/plan.ts';
import type { Place } from '../syntax/nodes.ts';
import { failureText } from './labels.ts';

/** Why a VM gets its proxy and mode, as plain sentences that a hover, a page and the command line show alike. */
export interface Explanation {
  readonly vm: string;
  readonly job: string;
  /** The answer in a sentence. */
  readonly answer: string;
  readonly steps: readonly ExplainedStep[];
  readonly alternatives: readonly string[];
  /** Disks that go another way, each a sentence. */
  readonly disks: readonly string[];
  readonly assumptions: readonly string[];
  /** What would bring it onto the IO Visor path; `undefined` when it is there, or is not on HX. */
  readonly improvement: { readonly proxy: string; readonly changes: readonly Reason[] } | undefined;
}

export interface ExplainedStep {
  readonly question: string;
  readonly verdict: 'yes' | 'no' | 'forced';
  /** All that decided it. */
  readonly reasons: readonly Reason[];
  /** Those that tell most, and first: of the proxy that was picked, else the first thing that keeps each proxy off. */
  readonly gist: readonly Reason[];
}

export interface Reason {
  readonly text: string;
  readonly place: Place | undefined;
  /** `null`: not known, and assumed to hold. */
  readonly holds: boolean | null;
}

export function explain(plan: VmPlan): Explanation {
  const { improve, proxy: picked } = plan;
  return {
    vm: plan.vm.name,
    job: plan.job.name,
    answer: answerOf(plan),
    steps: plan.steps.map(({ step, verdict, because }) => {
      // A step is a `no` for what failed, and a `yes` for what held.
      const deciding = because.filter((judgement) => verdict !== 'no' || judgement.holds === false);
      const gist = verdict === 'no' ? firstOfEach(deciding) : aboutFirst(deciding, picked);
      return { question: STEPS[step], verdict, reasons: reasonsOf(deciding), gist: reasonsOf(gist) };
    }),
    alternatives: plan.alternatives.map((proxy) => proxy.name),
    disks: plan.disks.map(({ disk, reason }) => `${disk.name} goes over Network mode: ${DISK_REASONS[reason]}`),
    assumptions: plan.assumptions.map((id) => ASSUMPTIONS[id]),
    improvement: improve && {
      proxy: improve.proxy.name,
      changes: improve.changes.map(({ title, place }) => ({ text: title, place, holds: false })),
    },
  };
}

/** Each text once. */
function reasonsOf(judgements: readonly Judgement[]): Reason[] {
  const byText = new Map<string, Reason>();
  for (const { message: text, place, holds } of judgements)
    if (!byText.has(text)) byText.set(text, { text, place, holds });
  return [...byText.values()];
}

/** The first of each proxy, since the others often follow from it, after those of no proxy. */
function firstOfEach(judgements: readonly Judgement[]): Judgement[] {
  const ofNone = judgements.filter(({ proxy }) => !proxy);
  const first = new Map<Proxy, Judgement>();
  for (const judgement of judgements) {
    const { proxy } = judgement;
    if (proxy && !first.has(proxy)) first.set(proxy, judgement);
  }
  return [...ofNone, ...first.values()];
}

/** Those of the proxy before those of none; without those of the others. */
function aboutFirst(judgements: readonly Judgement[], picked: Proxy | undefined): Judgement[] {
  return [...judgements.filter(({ proxy }) => proxy && proxy === picked), ...judgements.filter(({ proxy }) => !proxy)];
}

const WAYS: { readonly [K in Mode]: string } = {
  directNfsIoVisor: 'Direct NFS via the IO Visor',
  directNfsClusterIp: 'Direct NFS via the controller cluster IP',
  directNfs: 'Direct NFS',
  virtualAppliance: 'virtual appliance mode (HotAdd)',
  network: 'Network mode',
};

const ARTICLES: { readonly [K in Source]: string } = { hxSnapshot: 'an', vmwareSnapshot: 'a' };

function answerOf(plan: VmPlan): string {
  const { outcome, proxy, mode, source, forced } = plan;
  if (outcome === 'fails') return `It is not backed up: ${failureText(plan)}.`;
  return `${proxy!.name} reads it by ${WAYS[mode!]} from ${ARTICLES[source!]} ${SOURCES[source!]}${forced ? ' (forced to Network mode)' : ''}.`;
}
