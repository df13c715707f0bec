import type { Job, Vm } from '../../model/entities.ts';
import * as format from '../../schema/format.ts';
import { appendAt } from '../../syntax/edit/index.ts';
import { PlaceSet } from '../../syntax/place-map.ts';
import { brokenYaml } from '../_problems.ts';
import { counted, named } from '../_words.ts';
import { type Finding, type Fix, type RuleContext, rule } from '../rule.ts';
import { emptySelectors } from './_empty-selectors.ts';
import { isPlaced } from './_placed.ts';

/** From so many on they are told together. */
const MANY = 20;
/** More jobs are not offered: the likeliest come first. */
const MOST_JOBS = 3;

export default rule({
  code: 'job/vm-unprotected',
  title: 'A VM is in no job',
  severity: 'information',
  fixes: 'unsafe',
  what: 'The topology has jobs, and none of them includes the VM. Not told of backup proxies’ own VMs, of HX storage controller VMs and of templates, which are not to be backed up, nor of a VM that a job excludes: that is on purpose. From 20 such VMs on it is told once, at `vms`.',
  why: 'It has no restore point. VMs that are created after the jobs are easily forgotten where jobs list VMs by name.',
  whatToDo:
    'Add it to a job, best by a cluster or an HX system, which new VMs then belong to by themselves. Where it is left out on purpose, exclude it.',
  *check(context) {
    const vms = unprotected(context);
    if (vms.length >= MANY) yield* together(context, vms);
    else for (const vm of vms) yield alone(context, vm);
  },
});

function alone(context: RuleContext, vm: Vm): Finding {
  return {
    place: vm.namePlace,
    message: `${vm.name} is in no job, so it is not backed up. Add it to one, or exclude it if that is on purpose`,
    fixes: () => addToJob(context, vm),
  };
}

function* together({ topology }: RuleContext, vms: readonly Vm[]): Iterable<Finding> {
  const { uri } = vms[0]!.namePlace.unit;
  const tree = topology.files.map((file) => file.tree).find((each) => each.uri === uri);
  const section = tree?.sections.find(({ key }) => key === 'vms');
  if (!section) return;
  const names = named(vms.map(({ name }) => name));
  yield {
    place: section.keyPlace,
    message: `${counted(vms.length, 'VM')} are in no job, so they are not backed up: ${names}. Add them to a job, or exclude them if that is on purpose`,
    related: vms.slice(0, 3).map(({ name, namePlace }) => ({ place: namePlace, message: `${name} is in no job` })),
  };
}

/** The VMs that no job has, and that are meant to be in one as far as can be told. */
function unprotected(context: RuleContext): Vm[] {
  const { topology, plan, fact } = context;
  const { jobs, proxies, names } = topology;
  if (
    plan.unprotected.length === 0 ||
    !topology.isWhole ||
    jobs.every(({ value }) => !value) ||
    !fact(brokenYaml).isEmpty
  )
    return [];
  if (someIncludeIsObscure(context)) return [];
  const leftOut = new Set<Vm | undefined>([
    ...topology.controllers,
    ...proxies.map(({ vm, name }) => vm ?? names.vm.getExact(name)),
    ...jobs.flatMap(({ exclude }) => exclude.flatMap(({ vms }) => vms)),
    // What was meant to include these is told where it stands.
    ...fact(emptySelectors).flatMap(({ butForCase }) => butForCase),
  ]);
  // The second of a name is `format/duplicate-name`'s.
  return plan.unprotected.filter(
    (vm) => !leftOut.has(vm) && !vm.template && isPlaced(vm) && names.vm.getExact(vm.name) === vm,
  );
}

/** Whether something that a job includes is declared nowhere or cannot be read: it may mean any VM. */
function someIncludeIsObscure({ topology: { files, jobs, references } }: RuleContext): boolean {
  const unknown = new PlaceSet();
  for (const { at } of references.unresolved()) unknown.add(at);
  const someJobIsUnread = files.reduce((sum, { lists }) => sum + lists.jobs.length, 0) > jobs.length;
  return (
    someJobIsUnread ||
    jobs.some(({ value }) => {
      const include = value?.include;
      return !include?.isWhole || include.items.some((selector) => unknown.has(selector.value));
    })
  );
}

/** Only where it would not fail there. Not safe: which job is for the user to say. */
function addToJob(context: RuleContext, vm: Vm): Fix[] {
  return likeliestJobs(context, vm)
    .filter((job) => context.plan.roads.walk(job, vm).outcome.kind === 'planned')
    .slice(0, MOST_JOBS)
    .map((job) => ({
      title: `Add ${vm.name} to ${job.name}`,
      safe: false,
      edits: appendAt(job.value!, ['include'], vm.name, { order: Object.keys(format.job.fields) }),
    }));
}

/** Those first that process the most VMs like this one: of its cluster, then at all. */
function likeliestJobs({ topology, fact }: RuleContext, { host }: Vm): Job[] {
  const counts = fact(vmsByCluster);
  const alike = (job: Job): number => counts.get(job)?.get(host?.cluster) ?? 0;
  return [...topology.jobs].sort((a, b) => alike(b) - alike(a) || b.vms.length - a.vms.length);
}

/** How many VMs of each cluster a job processes. For `context.fact`. */
function vmsByCluster({ topology }: RuleContext): ReadonlyMap<Job, ReadonlyMap<unknown, number>> {
  return new Map(
    topology.jobs.map((job) => {
      const counts = new Map<unknown, number>();
      for (const { host } of job.vms) counts.set(host?.cluster, (counts.get(host?.cluster) ?? 0) + 1);
      return [job, counts];
    }),
  );
}
