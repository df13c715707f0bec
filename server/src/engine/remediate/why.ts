import { SAME_HOST_HOTADD, sameRegistryName } from '../model/registry.ts';
import type { ProxyTarget, RegistryTarget, RulesetTarget } from './remediation.ts';

/** Why a line stands in the script, each a sentence without its period. */

export function whyRegistry({ name, data }: RegistryTarget): string {
  const isMode = sameRegistryName(name, SAME_HOST_HOTADD) && data.kind === 'DWord';
  return (isMode ? MODES[Number(data.number)] : undefined) ?? 'The file gives the backup server this value';
}

/** What the values of `EnableSameHostHotaddMode` do (user guide and best-practice guide). */
const MODES: readonly string[] = [
  'A proxy on any host hot-adds disks; on NFS 3 one on another host than the VM can stun it',
  'A proxy on the host of a VM is preferred for hot-adding its disks; one on another host can still stun the VM',
  'Only a proxy on the host of a VM hot-adds its disks: one on another host is forced to Network mode, so that no VM on NFS 3 is stunned',
];

export function whyRuleset({ enabled, allowed, opens }: RulesetTarget): string {
  if (!enabled) return `The ruleset is off: it lets in nobody, ${opens}`;
  const who = allowed === 'all' ? 'everybody' : allowed.length === 0 ? 'nobody' : 'these addresses and no others';
  return `Lets in ${who}, ${opens}: a backup proxy reads over the IO Visor of a host whose firewall lets it in`;
}

export function whyProxy({
  proxy,
  transportMode,
  failoverToNetwork,
  maxConcurrentTasks,
  enabled,
  datastores,
}: ProxyTarget): string {
  const mode = transportMode && WAYS[transportMode];
  const says = [
    enabled === false && `${proxy.name} is not used`,
    mode && `reads disks ${mode}`,
    maxConcurrentTasks !== undefined &&
      `${maxConcurrentTasks} ${maxConcurrentTasks === 1 ? 'disk' : 'disks'} at a time`,
    failoverToNetwork !== undefined &&
      (failoverToNetwork
        ? 'falls back to Network mode'
        : 'is not rescued by Network mode when its mode fails in a session'),
    datastores !== undefined && 'reads directly from the datastores that it is connected to',
  ].filter((part) => typeof part === 'string');
  const sentence = says.join(', ') || `${proxy.name} is used`;
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}`;
}

const WAYS: { readonly [K in NonNullable<ProxyTarget['transportMode']>]: string } = {
  automatic: 'in the best mode that a VM allows',
  directStorageAccess: 'over NFS, past the ESXi hosts',
  virtualAppliance: 'by hot-adding them to itself',
  network: 'over the management network of the hosts',
};
