import { listOf, map, oneOrMore, optional, required } from '../build.ts';
import * as scalar from '../scalars.ts';
import type { Read } from '../types.ts';
import { allowedAddresses, description } from './common.ts';
import { GUIDE } from './manuals.ts';

/** The ESXi firewall, of a host or of every host of a cluster. */

const firewallRule = map({
  name: optional(scalar.nameText, 'Name of the rule. Rules are judged by what they let in, never by name.', {
    inNew: 'veeam-iovisor',
  }),
  enabled: optional(scalar.boolean, 'A disabled rule lets nothing in.', { default: 'true' }),
  direction: optional(
    scalar.oneOf('a direction', {
      inbound: 'Traffic to the host: what the IO Visor needs.',
      outbound: 'Traffic from the host.',
    }),
    'Direction of the traffic.',
    { default: 'inbound' },
  ),
  protocol: optional(
    scalar.oneOf('a protocol', {
      tcp: 'TCP: what NFS to the IO Visor uses.',
      udp: 'UDP.',
      any: 'TCP and UDP.',
    }),
    'Protocol of the traffic.',
    { default: 'tcp' },
  ),
  ports: required(
    oneOrMore(scalar.portRange),
    'Ports: one, a range, or a list of them. The IO Visor uses dynamic ports, so its rule opens `0-65535`; on HX 2.5 and later 111, 2049 and 2449 are enough (KB2298).',
    { source: GUIDE, inNew: '0-65535' },
  ),
  delivery: optional(
    scalar.oneOf('a way of delivery', {
      vib: 'Installed as a VIB: survives a restart of the host.',
      manual: 'Written by hand: lost when the host restarts.',
      builtin: 'Part of ESXi or of the HX installation.',
    }),
    'How the rule got onto the host.',
    { default: 'unknown' },
  ),
  allowedAddresses: required(
    allowedAddresses,
    '`all`, or a list of addresses, networks, `proxy:NAME` for that proxy’s addresses on the data network, or `proxy:*` for those of every proxy.',
    { source: GUIDE, inNew: 'proxy:*', offers: 'allowedSources' },
  ),
  description,
});

export const firewall = map({
  enabled: optional(scalar.boolean, 'A firewall that is off lets everything in.', {
    default: 'the cluster’s, else true',
  }),
  rules: optional(listOf(firewallRule, 'firewall rule'), 'Rules of the ESXi firewall.', { source: GUIDE, inNew: '' }),
});

export type FirewallValue = Read<typeof firewall>;
export type FirewallRuleValue = Read<typeof firewallRule>;
