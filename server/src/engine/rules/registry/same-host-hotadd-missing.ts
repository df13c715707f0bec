import { SAME_HOST_HOTADD, VEEAM_KEY } from '../../model/registry.ts';
import type { Topology } from '../../model/topology.ts';
import { backupServer, topology as format } from '../../schema/format.ts';
import { appendAt, insertAt, insertTopLevel, type PlacedEdit } from '../../syntax/edit/index.ts';
import type { Place, YamlNode } from '../../syntax/nodes.ts';
import { counted } from '../_words.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';
import { applianceSettings, isMeant, isReadable } from './_entries.ts';
import { hotAddedOnNfs3, hotAddedWithoutDirectNfs, SOURCE, stunIsFixed } from './_stun.ts';

export default rule({
  code: 'registry/same-host-hotadd-missing',
  title: 'Proxies may HotAdd disks of VMs on other hosts',
  severity: 'warning',
  what: 'VMs on NFS 3 (every HX datastore is) are planned in virtual appliance mode, and `EnableSameHostHotaddMode` is not set on the backup server. As information where every host runs ESXi 8.0 U2b or later, which has the fix, and where such VMs would be HotAdded only if Direct NFS were lost.',
  why: 'A proxy on another host than the VM’s takes over the lock of the disk on NFS 3, and the VM stuns for seconds to minutes when the disk is released. With the value 2 only a proxy on the VM’s own host HotAdds; another one reads over Network mode.',
  whatToDo:
    'Deploy a proxy on every host of the cluster, and set the DWORD `EnableSameHostHotaddMode` to 2 under `HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication` on the backup server. Hosts without a proxy go over Network mode then.',
  source: SOURCE,
  fixes: 'unsafe',
  reads: [],
  *check(context) {
    const { topology } = context;
    if (isSaid(context) || isUnclear(context)) return;
    const now = context.fact(hotAddedOnNfs3).size;
    const later = now > 0 ? 0 : context.fact(hotAddedWithoutDirectNfs).size;
    if (now === 0 && later === 0) return;
    const fixed = context.fact(stunIsFixed);
    yield {
      place: owner(topology),
      message: message(now, later, fixed),
      ...(now === 0 || fixed ? { severity: 'information' as const } : {}),
      fixes: () => fixes(topology),
    };
  },
});

function message(now: number, later: number, fixed: boolean): string {
  const vms = counted(now || later, 'VM');
  const whose = (now || later) === 1 ? 'its' : 'their';
  const means =
    now > 0 ? `${vms} on NFS 3 can be HotAdded` : `${vms} on NFS 3 would be HotAdded if Direct NFS were lost`;
  if (fixed)
    return `${SAME_HOST_HOTADD} is not set: ${means} by a proxy on another host. ESXi 8.0 U2b and later, which all hosts run, no longer stun ${now + later === 1 ? 'the VM' : 'VMs'} under it`;
  return now > 0
    ? `${SAME_HOST_HOTADD} is not set: ${vms} on NFS 3 can stun when a proxy on another host HotAdds ${whose} disks. Set it to 2, and have a proxy on every host`
    : `${SAME_HOST_HOTADD} is not set: ${means}, and could stun under a proxy on another host. Set it to 2, and have a proxy on every host`;
}

/** Whether the value is given, be it under another key or misspelt: the rule of that fault speaks then. */
function isSaid(context: RuleContext): boolean {
  const { registry } = context.topology.backupServer;
  return (
    registry.some(({ name }) => name && isMeant(name.value)) ||
    applianceSettings(context).some(({ name }) => isMeant(name))
  );
}

/** Whether it may be given where it could not be read, or in a file that is included. */
function isUnclear(context: RuleContext): boolean {
  const { topology } = context;
  if (!isReadable(context, 'registry') || !isReadable(context, 'configuration')) return true;
  const sections = topology.files.flatMap(({ tree }) => tree.sections);
  const isWritten = sections.some(({ key, value }) => key === 'backupServer' && !isEmpty(value?.node));
  return !topology.backupServer.value && (isWritten || !topology.isWhole);
}

function isEmpty(node: YamlNode | undefined): boolean {
  return node?.kind === 'scalar' && node.style === 'missing';
}

/** The backup server's name, else its first key; where it is not written at all, those of the file. */
function owner({ backupServer: { value }, files }: Topology): Place {
  if (value) return value.name ?? [...value.$keys.values()][0] ?? value;
  const file = files[0]!;
  return file.name ?? file.tree.sections[0]!.keyPlace;
}

function fixes(topology: Topology): Fix[] {
  const edits = add(topology);
  return edits.length > 0 ? [{ title: `Set ${SAME_HOST_HOTADD} to 2`, safe: false, edits }] : [];
}

function add({ backupServer: { value, platform }, files }: Topology): PlacedEdit[] {
  const entry = { key: VEEAM_KEY, name: SAME_HOST_HOTADD, type: 'REG_DWORD', value: 2 };
  if (!value) return insertTopLevel(files[0]!.tree, 'backupServer', { registry: [entry] }, Object.keys(format.fields));
  const order = Object.keys(backupServer.fields);
  return platform === 'softwareAppliance'
    ? insertAt(value, ['configuration', SAME_HOST_HOTADD], 2, { order })
    : appendAt(value, ['registry'], entry, { order });
}
