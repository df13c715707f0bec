import type { Job, Vm } from '../../model/entities.ts';
import { classOf } from '../../planner/classes.ts';
import type { ConditionId } from '../../planner/ids.ts';
import { holds, type Judgement } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import type { Place } from '../../syntax/nodes.ts';
import type { RuleContext } from '../rule.ts';
import { Candidacy, type NoCandidate } from './_candidacy.ts';

/** VMs that fail for one cause, over all jobs. There is at least one. */
export interface Failure {
  readonly cause: Cause;
  readonly vms: readonly Vm[];
  readonly jobs: readonly Job[];
  readonly plans: readonly VmPlan[];
}

/** No HX snapshot can be made, and there is no failover. At the VM's name where it is the VM's own. */
export interface SnapshotCause {
  readonly kind: 'no-hx-snapshot';
  readonly place: Place;
  readonly decided: Judgement;
}

export type Cause =
  | SnapshotCause
  /** `disks: []` stands there. At the VM's name. */
  | { readonly kind: 'no-disk'; readonly place: Place }
  | NoCandidate;

const OWN: ReadonlySet<ConditionId> = new Set<ConditionId>([
  'no-esxi-snapshot',
  'not-template',
  'not-encrypted',
  'single-hx-system',
]);

/** The VMs that fail, by cause, as the plan's steps name it. What a name that nothing declares explains is left out. */
export function failures({ plan, topology }: RuleContext): readonly Failure[] {
  if (plan.summary.fails === 0) return [];
  const candidacy = new Candidacy(topology);
  const shared = new Map<string, SnapshotCause>();
  const groups = new Map<Place, { readonly cause: Cause; readonly plans: VmPlan[] }>();
  for (const vmPlan of plan.vms) {
    const cause = vmPlan.outcome === 'fails' ? causeOf(vmPlan, candidacy, shared) : undefined;
    if (!cause) continue;
    const group = groups.get(cause.place);
    if (group) group.plans.push(vmPlan);
    else groups.set(cause.place, { cause, plans: [vmPlan] });
  }
  return [...groups.values()].map(({ cause, plans }) => ({
    cause,
    plans,
    vms: [...new Set(plans.map(({ vm }) => vm))],
    jobs: [...new Set(plans.map(({ job }) => job))],
  }));
}

function causeOf(plan: VmPlan, candidacy: Candidacy, shared: Map<string, SnapshotCause>): Cause | undefined {
  switch (plan.failure) {
    case 'failover-off':
      return noSnapshot(plan, shared);
    case 'no-candidate-proxy':
      return candidacy.cause(plan);
    default:
      return noDisk(plan.vm);
  }
}

/** `shared` remembers the causes that VMs of one job and class have in common: a licence fails thousands. */
function noSnapshot(plan: VmPlan, shared: Map<string, SnapshotCause>): SnapshotCause | undefined {
  const { job, vm } = plan;
  const key = `${job.index} ${classOf(vm)}`;
  const known = shared.get(key);
  if (known) return known;
  const judged = plan.steps.find(({ step }) => step === 'hx-snapshot')?.because ?? [];
  const decided = judged.find((judgement) => !holds(judgement));
  if (!decided) return undefined;
  const own = OWN.has(decided.condition);
  const cause = {
    kind: 'no-hx-snapshot',
    place: own ? vm.namePlace : (decided.place ?? vm.namePlace),
    decided,
  } as const;
  if (!own) shared.set(key, cause);
  return cause;
}

/** Of a host or a datastore that is not known, the reference's own diagnostic speaks; of no disk at all, nothing else. */
function noDisk({ value, namePlace }: Vm): Cause | undefined {
  return value.disks?.isWhole && value.disks.items.length === 0 ? { kind: 'no-disk', place: namePlace } : undefined;
}
