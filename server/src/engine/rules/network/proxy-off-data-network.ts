import type { HxSystem, Proxy } from '../../model/entities.ts';
import { hotAddConditions } from '../../planner/hot-add.ts';
import { holds } from '../../planner/judgement.ts';
import { proxy as format } from '../../schema/format.ts';
import { appendAt, insertPair, Verbatim } from '../../syntax/edit/index.ts';
import { plansByProxy } from '../_plans.ts';
import { named } from '../_words.ts';
import { waysOf } from '../firewall/_cost.ts';
import { type Finding, type Fix, type RuleContext, rule } from '../rule.ts';
import { outsideAddresses } from './_data-addresses.ts';
import { freeAddress, machineAddresses } from './_machines.ts';
import { onNetworkServed, type Share, servedBy } from './_served.ts';

export default rule({
  code: 'network/proxy-off-data-network',
  title: 'A proxy is not on the HX data network',
  severity: 'warning',
  what: 'A proxy that is set to direct storage access has no address on the data network of any HX system whose VMs it may serve. As information for one with automatic transport mode, where no other proxy offers its VMs the IO Visor path either.',
  why: 'Direct NFS, over the IO Visor as over the controller cluster IP, reads over the HX data network. A proxy without an address there cannot use it, whatever it is set to.',
  whatToDo: 'Connect the proxy to the HX data network and add the address, or set it to the mode that it can use.',
  source: 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex)',
  fixes: 'unsafe',
  reads: ['plan'],
  *check(context) {
    const automatic: Off[] = [];
    for (const proxy of context.topology.proxies) {
      const off = whenOff(context, proxy);
      if (off && proxy.transportMode === 'directStorageAccess') yield set(context, off);
      else if (off && isAlone(context, off)) automatic.push(off);
    }
    // Three or more share the cause: no proxy at all is on the data network.
    if (automatic.length < 3) for (const off of automatic) yield unset(context, off, []);
    else yield unset(context, automatic[0]!, automatic.slice(1));
  },
});

const ORDER = Object.keys(format.fields);

/** A proxy that may serve HX systems, and is on the data network of none. */
interface Off {
  readonly proxy: Proxy;
  readonly served: readonly Share[];
  readonly systems: readonly HxSystem[];
}

function whenOff(context: RuleContext, proxy: Proxy): Off | undefined {
  const { conditions } = context.plan.roads;
  if (!holds(conditions.serverSupports(proxy, 'direct')) || !holds(conditions.transportModeAllows(proxy, 'direct')))
    return;
  if (context.fact(onNetworkServed).has(proxy)) return;
  const served = servedBy(context, proxy);
  const systems = [...new Set(served.map(({ system }) => system))];
  // A data network that is mistyped is told there.
  const doubtful = systems.some((system) => context.fact(outsideAddresses).get(system)?.all);
  if (systems.length === 0 || doubtful) return;
  return { proxy, served, systems };
}

/** Whether nobody offers its VMs the IO Visor path, though HX snapshots can be made of some. */
function isAlone({ topology, plan }: RuleContext, { served, systems }: Off): boolean {
  if (!topology.isWhole || !served.some(({ snapshots }) => snapshots)) return false;
  return systems.every((system) => plan.ioVisor.of(system).length === 0);
}

function set(context: RuleContext, off: Off): Finding {
  const { name } = off.proxy;
  const message = `${name} is set to direct storage access, but has no address on the data network of ${networks(off)}${cost(context, [off])}. Add one, or set it to ${ableMode(context, off)}`;
  return finding(context, [off], message);
}

function unset(context: RuleContext, off: Off, others: readonly Off[]): Finding {
  const who = others.length > 0 ? `${off.proxy.name} and ${others.length} more proxies have` : `${off.proxy.name} has`;
  const message = `${who} no address on the data network of ${networks(off)}, and no other proxy can use the IO Visor${cost(context, [off, ...others])}. Add one, or set a mode to say that it is on purpose`;
  const related = others.map(({ proxy }) => ({ place: proxy.namePlace, message: `${proxy.name} has none either` }));
  const { related: own = [], ...rest } = finding(context, [off, ...others], message);
  return { ...rest, severity: 'information', related: [...own, ...related] };
}

function finding(context: RuleContext, all: readonly [Off, ...Off[]], message: string): Finding {
  const [{ proxy, systems }] = all;
  return {
    place: proxy.value.$keys.get('addresses') ?? proxy.namePlace,
    message,
    related: systems.map((system) => ({
      place: system.value.dataNetwork ?? system.namePlace,
      message: `The data network of ${system.name}`,
    })),
    fixes: () => [setModes(context, all), ...(all.length === 1 ? addAddress(context, all[0]) : [])],
  };
}

function networks({ systems }: Off): string {
  return named(systems.map(({ name, dataNetwork }) => `${name} (${dataNetwork!.text})`));
}

/** What the VMs on HX that are planned for the proxies get. */
function cost({ fact }: RuleContext, off: readonly Off[]): string {
  const own = off.flatMap(({ proxy }) => fact(plansByProxy).get(proxy) ?? []).filter(({ vm }) => vm.system);
  return own.length > 0 ? `: ${waysOf(own, 'Direct NFS')}` : '';
}

function setModes(context: RuleContext, all: readonly Off[]): Fix {
  const modes = new Set(all.map((off) => ableMode(context, off)));
  const who = named(all.map(({ proxy }) => proxy.name));
  return {
    title: modes.size === 1 ? `Set ${who} to ${[...modes][0]}` : `Set ${who} to the modes that they can use`,
    safe: false,
    edits: all.flatMap((off) => insertPair(off.proxy.value, 'transportMode', ableMode(context, off), { order: ORDER })),
  };
}

function addAddress(context: RuleContext, { proxy, systems }: Off): Fix[] {
  const taken = machineAddresses(context).map(({ address }) => address.value);
  return systems.slice(0, 3).flatMap((system): Fix[] => {
    const network = system.dataNetwork!;
    const text = freeAddress(network, taken);
    if (text === undefined) return [];
    const edits = appendAt(proxy.value, ['addresses'], new Verbatim(text), { order: ORDER });
    const what = `address of ${proxy.name} on the data network of ${system.name}`;
    return [{ title: `Add an address on ${network.text}`, safe: false, edits, asks: [{ text, what }] }];
  });
}

/** The best mode that it can use for some of its VMs as it stands. */
function ableMode({ plan }: RuleContext, { proxy, served }: Off): 'virtualAppliance' | 'network' {
  const canHotAdd = served.some(({ vms }) =>
    vms.some((vm) =>
      hotAddConditions(plan.roads.conditions, vm, proxy, false).every(
        (judgement) => holds(judgement) || judgement.condition === 'transport-mode-allows',
      ),
    ),
  );
  return canHotAdd ? 'virtualAppliance' : 'network';
}
