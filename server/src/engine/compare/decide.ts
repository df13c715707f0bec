import type { Proxy, Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { StepId } from '../planner/ids.ts';
import { holds, type Judgement, PairMemo } from '../planner/judgement.ts';
import type { VmPlan } from '../planner/plan.ts';
import type { Road, Step } from '../planner/road.ts';

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

/** What decided the differences between the plans of two topologies. VMs by the thousand change for one reason. */
export class Decisions {
  readonly #from: Topology;
  readonly #to: Topology;
  readonly #partings = new PairMemo<Road, Road, Parting>();

  constructor(from: Topology, to: Topology) {
    this.#from = from;
    this.#to = to;
  }

  /** What decided between two plans of a VM in a job, of which one may be missing. */
  of(before: VmPlan | undefined, after: VmPlan | undefined): Decision {
    if (!before) return plain(presence(after!, this.#from, true));
    if (!after) return plain(presence(before, this.#to, false));
    const parting = this.#partings.get(before.road, after.road, () => this.#parting(before, after));
    const decision = decide(parting, before, after);
    if (parting.of === after.vm || !isOf([parting.of, before.vm, after.vm], decision)) return decision;
    return decide(this.#parting(before, after), before, after);
  }

  #parting(before: VmPlan, after: VmPlan): Parting {
    const [a, b] = [before.steps, after.steps];
    const at = a.findIndex(({ step, verdict }, index) => b[index]?.step !== step || b[index]?.verdict !== verdict);
    const [old, now] = [sideOf('before', this.#from, a, at), sideOf('after', this.#to, b, at)];
    old.failed = failedOnlyOn(old, now);
    now.failed = failedOnlyOn(now, old);
    return { of: after.vm, same: at < 0, old, now };
  }
}

/** Where two roads part, as told of one VM that takes them. */
interface Parting {
  readonly of: Vm;
  /** They do not. */
  readonly same: boolean;
  readonly old: Side;
  readonly now: Side;
}

/** Whether a decision names one of the VMs, or leads to it. */
function isOf(vms: readonly Vm[], { message, judgement }: Decision): boolean {
  const place = judgement?.place;
  return vms.some(
    ({ name, value }) =>
      message.includes(name) ||
      (place !== undefined && place.unit === value.unit && place.start >= value.start && place.end <= value.end),
  );
}

function decide({ same, old, now }: Parting, before: VmPlan, after: VmPlan): Decision {
  if (same) return anotherProxy(old, now, before.proxy, after.proxy);
  if (old.step !== now.step && old.step !== 'topology' && now.step !== 'topology') {
    return { ...plain(anotherChart(before.vm, after.vm)), step: now.step };
  }
  const isWorse = now.strictness > old.strictness;
  const [turned, passed] = isWorse ? [now, old] : [old, now];
  return { ...turnedAway(turned, passed, (isWorse ? before : after).proxy), step: turned.step };
}

/** One of the two roads at the step that is looked at. */
interface Side {
  readonly name: 'before' | 'after';
  readonly topology: Topology;
  readonly step: StepId | undefined;
  /** How far the step turns the VM away. */
  readonly strictness: number;
  /** Of the step, and of the candidacy before it, by question: a proxy that is no candidate is asked at no later step. */
  readonly judgements: ReadonlyMap<string, Judgement>;
  /** Those that do not hold, and do on the other side. */
  failed: readonly Judgement[];
}

/** The road at its step `at`; at its last one where that is negative. */
function sideOf(name: Side['name'], topology: Topology, steps: readonly Step[], at: number): Side {
  const step = steps.at(at);
  const candidacy = steps.slice(0, at).find((earlier) => earlier.step === 'candidate-proxies');
  const judgements = new Map<string, Judgement>();
  for (const judgement of [...(candidacy?.because ?? []), ...(step?.because ?? [])]) {
    const question = questionOf(judgement);
    // Where something is judged twice, the failure tells more.
    if (!judgements.has(question) || !holds(judgement)) judgements.set(question, judgement);
  }
  return {
    name,
    topology,
    step: step?.step,
    // The step that only tells of what is not known turns every VM away.
    strictness: step?.step === 'topology' ? 3 : ['yes', 'forced', 'no'].indexOf(step?.verdict ?? 'yes'),
    judgements,
    failed: [],
  };
}

function plain(message: string): Decision {
  return { step: undefined, judgement: undefined, side: 'after', message };
}

/** Why a VM in a job stands in one plan only, told by the topology `other` that does not have it. */
function presence({ job, vm }: VmPlan, other: Topology, added: boolean): string {
  if (!other.names.vm.getExact(vm.name)) return added ? 'the VM is new' : 'the VM is gone';
  if (!other.names.job.getExact(job.name)) return `job ${job.name} is ${added ? 'new' : 'gone'}`;
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

/** Why the step turns the VM away on one side and not on the other, where `proxy` reads it. */
function turnedAway(turned: Side, passed: Side, proxy: Proxy | undefined): Decision {
  const ofVm = turned.failed.find((judgement) => judgement.proxy === undefined);
  if (ofVm) return told(ofVm, turned, passed);
  const why = proxy && whyNot(proxy, turned, passed);
  if (why) return why;
  const any = turned.failed[0] ?? [...turned.judgements.values()].find((judgement) => !holds(judgement));
  return any ? told(any, turned, passed) : plain('other proxies qualify');
}

/** The roads are the same: one proxy has dropped out, or has come in, or the load decided. */
function anotherProxy(old: Side, now: Side, before: Proxy | undefined, after: Proxy | undefined): Decision {
  const why = (before && whyNot(before, now, old)) ?? (after && whyNot(after, old, now));
  return why ?? plain('the same proxies qualify: the simulated load is spread anew');
}

/** Why the proxy of one side does not qualify on the other; `undefined` where it does. */
function whyNot({ name }: Proxy, there: Side, here: Side): Decision | undefined {
  if (!there.topology.names.proxy.getExact(name)) {
    return plain(`proxy ${name} is ${here.name === 'after' ? 'new' : 'gone'}`);
  }
  const failed = there.failed.find(({ proxy }) => proxy?.name === name);
  return failed && told(failed, there, here);
}

function failedOnlyOn(there: Side, here: Side): Judgement[] {
  return [...there.judgements].flatMap(([question, judgement]) => {
    const other = here.judgements.get(question);
    return holds(judgement) || (other && !holds(other)) ? [] : [judgement];
  });
}

/** The failed condition as it is after, where that is told; else as it was. */
function told(failed: Judgement, there: Side, here: Side): Decision {
  const after = there.name === 'after' ? failed : here.judgements.get(questionOf(failed));
  const judgement = after ?? failed;
  return { step: undefined, judgement, side: after ? 'after' : 'before', message: judgement.message };
}

/** What is asked, and of which proxy. */
function questionOf({ condition, proxy }: Judgement): string {
  return `${condition} ${proxy?.name ?? ''}`;
}
