import type { Topology } from '../model/topology.ts';
import { compareEsxiVersions } from '../schema/values/esxi-version.ts';
import type { ChecklistItem, RulesetTarget } from './remediation.ts';

/** From this version on rulesets tell whether a user may change them (vSphere API `HostFirewallRuleset`). */
const ESXI_8_0_U2 = { major: 8, minor: 0, update: 2, letter: '' };

/** What no script can do for rulesets: bring them to a host for good, and say whether ESXi lets them be changed. */
export function rulesetChecklist(topology: Topology, rulesets: readonly RulesetTarget[]): ChecklistItem[] {
  const items: ChecklistItem[] = [];
  // A ruleset of which hosts differ only in whom it lets in is to be brought to all of them.
  const kinds = new Map<string, RulesetTarget[]>();
  for (const target of rulesets) {
    const kind = JSON.stringify([target.id, target.opens, target.delivery]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), target]);
  }
  for (const targets of kinds.values()) {
    const { id, opens, place } = targets[0]!;
    const how = howItComes(targets[0]!);
    const hosts = targets.flatMap((target) => target.hosts).join(', ');
    if (how) items.push({ part: 'firewall', text: `Ruleset ${id} (${opens}) on ${hosts}: ${how}`, place });
  }
  const mayBeFixed = rulesets
    .flatMap(({ hosts }) => hosts)
    .some((name) => {
      const version = topology.names.host.getExact(name)?.version;
      return version === undefined || compareEsxiVersions(version, ESXI_8_0_U2) >= 0;
    });
  if (mayBeFixed) {
    items.push({
      part: 'firewall',
      text: 'From ESXi 8.0 U2 on, `esxcli network firewall ruleset list` tells whether a ruleset can be enabled and its allowed addresses can be changed: 8.0 U2 fixed most of them, 8.0 U2b opened most again.',
      place: undefined,
    });
  }
  return items;
}

const NO_MAKER = 'neither PowerCLI nor esxcli makes a ruleset, so that the script only warns where a host lacks it.';

/** `undefined`: it is there, since ESXi or HyperFlex brings it. */
function howItComes({ delivery, opens }: RulesetTarget): string | undefined {
  switch (delivery) {
    case 'builtin':
      return undefined;
    case 'manual':
      return `${NO_MAKER} hxtopo remediate --format esxcli writes it by hand, as the file says: then it is lost when the host restarts, and VMware does not support it. A VIB brings it for good.`;
    case 'vib':
    case undefined:
      return `${NO_MAKER} Bring it by a VIB: what is written by hand is lost when the host restarts.${ofVeeam(opens)} A VIB of one's own is unsigned, as Veeam's is: it wants acceptance level CommunitySupported, which UEFI Secure Boot does not start with.`;
  }
}

/** What Veeam's VIB for HX 2.5 and later has to do with these ports. */
function ofVeeam(opens: string): string {
  switch (opens) {
    case 'inbound TCP 111, 2049, 2449':
      return " Veeam's own (KB2298) opens these ports by a ruleset named VeeamCiscoHXFirewall.";
    case 'inbound TCP 0-65535':
      return " Veeam's own for HX 2.5 and later (KB2298) opens TCP 111, 2049 and 2449 alone, which is enough there, by a ruleset named VeeamCiscoHXFirewall.";
    default:
      return '';
  }
}
