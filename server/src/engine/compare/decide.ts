import type { Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { StepId } from '../planner/ids.ts';
import { holds, type Judgement } from '../planner/judgement.ts';
import type { VmPlan } from '../planner/plan.ts';
import type { Step } from '../planner/road.ts';

/** What made the plan of a VM another. */
export interface Decision {
  /** The first step of the chart at which the roads part; `undefined` where they do not, and for added and removed. */
  readonly step: StepId | undefined;
  /** The condition that turned; `undefined` where none did: a proxy is gone, a VM is new, the load is spread anew. */
  readonly judgement: Judgement | undefined;
  /** Which of the two topologies `judgement` and `message` speak of. */
  readonly side: 'before' | 'after';
  /** Why, in a sentence that names the user's own things. */
  readonly message: string;
}

/** What decided the difference between two plans of a VM in a job, of which one may be missing. */
export function decisionOf(
  before: VmPlan | undefined,
  after: VmPlan | undefined,
  from: Topology,
  to: Topology,
): Decision {
  if (!before) return plain(presence(after!, from, true));
  if (!after) return plain(presence(before, to, false));
  const [a, b] = [before.steps, after.steps];
  const parting = a.findIndex(({ step, verdict }, index) => b[index]?.step !== step || b[index]?.verdict !== verdict);
  const old = sideOf('before', before, from, a, parting);
  const now = sideOf('after', after, to, b, parting);
  if (parting < 0) return anotherProxy(old, now);
  if (old.step !== now.step && old.step !== 'topology' && now.step !== 'topology') {
    return { ...plain(anotherChart(before.vm, after.vm)), step: now.step };
  }
  const [turned, passed] = now.strictness > old.strictness ? [now, old] : [old, now];
  return { ...turnedAway(turned, passed), step: turned.step };
}

/** One of the two plans at the step that is looked at. */
interface Side {
  readonly name: 'before' | 'after';
  readonly step: StepId | undefined;
  /** How far the step turns the VM away. */
  readonly strictness: number;
  readonly proxy: Proxy | undefined;
  readonly declared: ReadonlySet<string>;
  /** Of the step, and of the candidacy before it: a proxy that is no candidate is asked at no later step. */
  readonly judgements: readonly Judgement[];
}

/** The plan at its step `at`; at its last one where that is negative. */
function sideOf(name: Side['name'], plan: VmPlan, topology: Topology, steps: readonly Step[], at: number): Side {
  const step = steps.at(at);
  const candidacy = steps.slice(0, at).find((earlier) => earlier.step === 'candidate-proxies');
  return {
    name,
    step: step?.step,
    // The step that only tells of what is not known turns every VM away.
    strictness: step?.step === 'topology' ? 3 : ['yes', 'forced', 'no'].indexOf(step?.verdict ?? 'yes'),
    proxy: plan.proxy,
    declared: new Set(topology.proxies.map((proxy) => proxy.name)),
    judgements: [...(candidacy?.because ?? []), ...(step?.because ?? [])],
  };
}

function plain(message: string): Decision {
  return { step: undefined, judgement: undefined, side: 'after', message };
}

/** Why a VM in a job stands in one plan only, told by the topology `other` that does not have it. */
function presence({ job, vm }: VmPlan, other: Topology, added: boolean): string {
  if (!other.vms.some(({ name }) => name === vm.name)) return added ? 'the VM is new' : 'the VM is gone';
  if (!other.jobs.some(({ name }) => name === job.name)) return `job ${job.name} is ${added ? 'new' : 'gone'}`;
  return added ? `job ${job.name} includes it now` : `job ${job.name} no longer includes it`;
}

/** Which chart applies is decided by where the VM lies and by the version of its HX system; neither is a step. */
function anotherChart(before: Vm, after: Vm): string {
  const [old, now] = [before.system, after.system];
  if (old?.name !== now?.name) {
    const lies = (system: Vm['system']): string => (system ? `HX system ${system.name}` : 'no HX system');
    return `${after.name} lies on ${lies(now)} instead of ${lies(old)}`;
  }
  const version = (system: Vm['system']): string => system?.value.version?.node.text ?? 'unknown';
  return `the version of ${now?.name} is ${version(now)} instead of ${version(old)}`;
}

/** Why the step turns the VM away on one side and not on the other. */
function turnedAway(turned: Side, passed: Side): Decision {
  const telling = failedOnlyOn(turned, passed);
  const ofVm = telling.find(({ proxy }) => proxy === undefined);
  if (ofVm) return told(ofVm, turned, passed);
  const why = passed.proxy && whyNot(passed.proxy, turned, passed);
  if (why) return why;
  const any = telling[0] ?? turned.judgements.find((judgement) => !holds(judgement));
  return any ? told(any, turned, passed) : plain('other proxies qualify');
}

/** The roads are the same: one proxy has dropped out, or has come in, or the load decided. */
function anotherProxy(old: Side, now: Side): Decision {
  const why = (old.proxy && whyNot(old.proxy, now, old)) ?? (now.proxy && whyNot(now.proxy, old, now));
  return why ?? plain('the same proxies qualify: the simulated load is spread anew');
}

/** Why the proxy of one side does not qualify on the other; `undefined` where it does. */
function whyNot({ name }: Proxy, there: Side, here: Side): Decision | undefined {
  if (!there.declared.has(name)) return plain(`proxy ${name} is ${here.name === 'after' ? 'new' : 'gone'}`);
  const failed = failedOnlyOn(there, here).find(({ proxy }) => proxy?.name === name);
  return failed && told(failed, there, here);
}

function failedOnlyOn(there: Side, here: Side): Judgement[] {
  const failedHere = here.judgements.filter((judgement) => !holds(judgement));
  return there.judgements.filter(
    (judgement) => !holds(judgement) && !failedHere.some((other) => sameQuestion(other, judgement)),
  );
}

/** The failed condition as it is after, where that is told; else as it was. */
function told(failed: Judgement, there: Side, here: Side): Decision {
  const after = there.name === 'after' ? failed : here.judgements.find((other) => sameQuestion(other, failed));
  const judgement = after ?? failed;
  return { step: undefined, judgement, side: after ? 'after' : 'before', message: judgement.message };
}

function sameQuestion(a: Judgement, b: Judgement): boolean {
  return a.condition === b.condition && a.proxy?.name === b.proxy?.name;
}
