import { candidacyConditions } from '../../planner/conditions-snapshot.ts';
import { hotAddConditions } from '../../planner/hot-add.ts';
import { holds } from '../../planner/judgement.ts';
import type { VmPlan } from '../../planner/plan.ts';
import { topology as format } from '../../schema/format.ts';
import { appendTopLevel } from '../../syntax/edit/index.ts';
import { byCluster, relatedHosts, type Sharing } from '../_by-cluster.ts';
import { plansBy } from '../_plans.ts';
import { counted, named } from '../_words.ts';
import { type Fix, type Related, type RuleContext, rule } from '../rule.ts';
import { SOURCE } from './_stun.ts';

export default rule({
  code: 'registry/host-without-proxy',
  title: 'VMs are forced to Network mode: no proxy on their host',
  severity: 'warning',
  what: '`EnableSameHostHotaddMode` is 2, and no proxy on the VMs’ host can HotAdd their disks, while one on another host could.',
  why: 'With the value 2 only a proxy on the VM’s own host may HotAdd. VBR takes one on another host instead, and forces it to Network mode, which reads over the management network of the ESXi host.',
  whatToDo: 'Deploy a proxy VM on every host of the cluster, as the guide asks for with this value.',
  source: SOURCE,
  fixes: 'unsafe',
  reads: ['vms', 'hosts', 'plan'],
  *check(context) {
    const { backupServer, isWhole } = context.topology;
    if (backupServer.sameHostHotAdd.mode !== 2 || !isWhole) return;
    const forced = context.fact(forcedVms);
    for (const sharing of byCluster(forced.keys())) {
      const plans = sharing.hosts.flatMap((host) => forced.get(host)!);
      const vms = [...new Set(plans.map(({ vm }) => vm))];
      const related = sharing.hosts.flatMap((host) => unable(context, forced.get(host)![0]!));
      yield {
        place: sharing.place,
        message: `No proxy on ${whose(sharing)} can HotAdd: EnableSameHostHotaddMode 2 forces ${counted(vms.length, 'VM')} there to Network mode (${named(vms.map(({ name }) => name))}). ${related.length > 0 ? named(related.map(({ message }) => message)) : 'Deploy a proxy there'}`,
        related: [...relatedHosts(sharing), ...related],
        fixes: () => fixes(context, sharing, plans, related.length > 0),
      };
    }
  },
});

/** The plans of VMs that the value 2 forces to Network mode, by the host they run on. For `context.fact`. */
const forcedVms = plansBy(({ vm, forcedFromOtherHost }) => (forcedFromOtherHost ? vm.host : undefined));

function whose({ hosts, cluster }: Sharing): string {
  if (!cluster) return hosts[0]!.name;
  if (hosts.length === cluster.hosts.length) return `any of the ${hosts.length} hosts of ${cluster.name}`;
  return `${hosts.length} of the ${cluster.hosts.length} hosts of ${cluster.name}`;
}

/** Proxies that do run on the VM’s host, with what keeps them from HotAdding its disks. */
function unable({ topology, plan }: RuleContext, { job, vm }: VmPlan): Related[] {
  return topology.proxies
    .filter((proxy) => proxy.host === vm.host)
    .flatMap((proxy) => {
      const judged = [
        ...candidacyConditions(job, vm, proxy),
        ...hotAddConditions(plan.roads.conditions, vm, proxy, false),
      ];
      const why = judged.find((judgement) => !holds(judgement));
      return why ? [{ place: why.place ?? proxy.namePlace, message: why.message }] : [];
    });
}

/** A proxy on each host; not where one is there that only needs to be put right, or lists would have to name it. */
function fixes(
  { topology }: RuleContext,
  { hosts, cluster }: Sharing,
  plans: readonly VmPlan[],
  unable: boolean,
): Fix[] {
  const names = hosts.map(({ name }) => `${name}-proxy`);
  const clash = names.some(
    (name) => topology.names.proxy.get(name) || names.some((other) => other !== name && other.includes(name)),
  );
  if (unable || clash || plans.some(namesProxies)) return [];
  const edits = hosts.flatMap((host, index) => {
    const proxy = { name: names[index], type: 'virtual', host: host.name, addresses: [] };
    return appendTopLevel(topology.files[0]!.tree, 'proxies', proxy, Object.keys(format.fields));
  });
  const title = cluster
    ? `Declare a proxy on each of the ${hosts.length} hosts`
    : `Declare a proxy on ${hosts[0]!.name}`;
  return [{ title, safe: false, edits, asks: names.map((text) => ({ text, what: 'name of the proxy' })) }];
}

function namesProxies({ job, vm }: VmPlan): boolean {
  return job.proxies !== 'automatic' || (vm.system?.added === true && vm.system.accessProxies !== 'automatic');
}
