import type { FirewallRule, HxSystem, Proxy } from '../../model/entities.ts';
import { allows, dataAddresses, sameAddress } from '../../planner/access.ts';
import type { AllowedSource } from '../../schema/scalars.ts';
import type { Value } from '../../schema/types.ts';
import { networkContains } from '../../schema/values/ip.ts';
import { replaceScalar } from '../../syntax/edit/index.ts';
import { costOf } from '../firewall/_cost.ts';
import { faultIn, type RuleFault } from '../firewall/_defects.ts';
import { doors } from '../firewall/_doors.ts';
import { type Told, tellOnce } from '../firewall/_told.ts';
import { rulesIn, whereToFix } from '../firewall/_words.ts';
import { type Finding, type RuleContext, rule } from '../rule.ts';

export default rule({
  code: 'network/management-address-allowed',
  title: 'A firewall rule lets in the wrong address of a proxy',
  severity: 'warning',
  what: 'A rule for the IO Visor lists an address of a proxy that lies outside the HX data network, and none that the proxy’s NFS traffic comes from.',
  why: 'The proxy reads over the data network, so its traffic comes from its address there. The firewall drops it, and VMs on the host lose the IO Visor path unless another proxy offers it to them.',
  whatToDo: 'List the proxy’s address on the data network instead, or `proxy:NAME`, which stands for it.',
  source: 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex)',
  fixes: 'unsafe',
  reads: ['hosts'],
  *check(context) {
    for (const told of tellOnce(managementAddresses(context))) yield finding(told, context);
  },
});

/** A proxy's address outside the data network, as a rule lists it. */
interface ManagementAddress extends RuleFault {
  readonly at: Value<AllowedSource>;
  readonly proxy: Proxy;
}

/** Those of proxies that all rules of the host together keep out. */
function managementAddresses(context: RuleContext): ManagementAddress[] {
  const { hyperflex, proxies } = context.topology;
  return context.fact(doors).flatMap((door) =>
    door.shutOut.flatMap(({ proxy }) => {
      const own = dataAddresses(proxy, door.system);
      return door.rules
        .filter(({ allowed }) => !own.some(({ value }) => allows(allowed, value, proxies)))
        .flatMap((each) =>
          listed(each, proxy, hyperflex).map((at) => ({
            ...faultIn(each, door, at, `${proxy.index} ${at.node.text}`),
            at,
            proxy,
          })),
        );
    }),
  );
}

/** Where the rule lists an address of the proxy that lies on no data network. */
function listed({ allowed }: FirewallRule, proxy: Proxy, systems: readonly HxSystem[]): Value<AllowedSource>[] {
  return (allowed?.sources ?? []).flatMap(({ source, value }) => {
    if (source.kind !== 'address' || !proxy.addresses.some((own) => sameAddress(own.value, source.address))) return [];
    const { address } = source;
    return systems.some(({ dataNetwork }) => dataNetwork && networkContains(dataNetwork, address)) ? [] : [value];
  });
}

function finding(told: Told<ManagementAddress>, context: RuleContext): Finding {
  const { door, at, proxy } = told.faults[0];
  const { text, several } = rulesIn(told);
  const data = dataAddresses(proxy, door.system)[0]!;
  return {
    place: told.place,
    message: `${text} ${several ? 'let' : 'lets'} in ${at.node.text} of ${proxy.name}, but its NFS traffic comes from ${data.value.text}: ${costOf(told.hosts, context, [proxy])}`,
    related: [...told.related, { place: data, message: `The address of ${proxy.name} on the data network` }],
    fixes: () => {
      const edits = told.faults.flatMap((fault) => replaceScalar(fault.at, data.value.text));
      const where = whereToFix(told, edits, context);
      return [{ title: `Let in ${data.value.text} instead of ${at.node.text} ${where}`, safe: false, edits }];
    },
  };
}
