import { ASSUMPTIONS, DISK_REASONS, type Mode, SOURCES, type Source, STEPS } from '../planner/ids.ts';
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
  readonly reasons: readonly Reason[];
}

export interface Reason {
  readonly text: string;
  readonly place: Place | undefined;
  /** `null`: not known, and assumed to hold. */
  readonly holds: boolean | null;
}

export function explain(plan: VmPlan): Explanation {
  const { improve } = plan;
  return {
    vm: plan.vm.name,
    job: plan.job.name,
    answer: answerOf(plan),
    steps: plan.steps.map(({ step, verdict, because }) => ({
      question: STEPS[step],
      verdict,
      reasons: because
        // A step is a `no` for what failed, and a `yes` for what held.
        .filter((judgement) => verdict !== 'no' || judgement.holds === false)
        .map(({ message, place, holds }) => ({ text: message, place, holds })),
    })),
    alternatives: plan.alternatives.map((proxy) => proxy.name),
    disks: plan.disks.map(({ disk, reason }) => `${disk.name} goes over Network mode: ${DISK_REASONS[reason]}`),
    assumptions: plan.assumptions.map((id) => ASSUMPTIONS[id]),
    improvement: improve && {
      proxy: improve.proxy.name,
      changes: improve.changes.map(({ title, place }) => ({ text: title, place, holds: false })),
    },
  };
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
