import { counted, named } from '../_words.ts';
import { type Finding, rule } from '../rule.ts';
import { type Unmounted, type Unmounting, unmountings } from './_unmounted.ts';

export default rule({
  code: 'reference/datastore-not-mounted',
  title: 'A VM runs on a host that does not mount its datastore',
  severity: 'error',
  what: 'A VM has a disk on a datastore that its host does not mount. The datastores of an HX system are mounted by all hosts of that system and by no others; any other datastore by the hosts and clusters that it names.',
  why: 'Such a VM cannot run, so the file does not say what is there: the host, the datastore or what belongs to which HX system is wrong, and the plan of the VM with it.',
  whatToDo:
    'Correct the host or the datastore of the VM, say which HX system the host belongs to, or name the host among those that mount the datastore.',
  *check(context) {
    for (const unmounting of unmountings(context)) {
      const [first, ...others] = unmounting.cases;
      if (unmounting.owner.kind === 'host' && others.length === 0) yield atVm(first!);
      else yield atOwner(unmounting);
    }
  },
});

function atVm({ vm, host, disk, datastore }: Unmounted): Finding {
  return {
    place: disk.place,
    message: `${vm.name} cannot run on ${host.name} with a disk on ${datastore.name}, so its plan cannot be right: ${datastore.name} ${why(host, datastore, `${host.name} belongs`)}. ${mend(host, datastore, host.name, vm.name)}`,
    related: [
      { place: host.namePlace, message: `${host.name} is declared here` },
      { place: datastore.namePlace, message: `${datastore.name} is declared here` },
    ],
  };
}

function atOwner({ owner, cases }: Unmounting): Finding {
  const { host, datastore } = cases[0]!;
  const datastores = [...new Set(cases.map((each) => each.datastore))];
  const where = `${named(datastores.map(({ name }) => name))}, where ${counted(cases.length, 'VM')} on`;
  const which = datastores.length === 1 ? 'this datastore' : 'each of these datastores';
  const [plans, whose] = cases.length === 1 ? ['its plan', 'the VM'] : ['their plans', 'the VMs'];
  if (owner.kind === 'host') {
    return {
      place: owner.namePlace,
      message: `${owner.name} does not mount ${where} it have disks, so ${plans} cannot be right: ${which} ${why(host, datastore, `${owner.name} belongs`)}. ${mend(host, datastore, owner.name, whose)}`,
      related: cases.slice(0, 3).map(({ vm, disk }) => ({ place: disk.place, message: `A disk of ${vm.name}` })),
    };
  }
  const hosts = [...new Set(cases.map((each) => each.host))];
  return {
    place: owner.namePlace,
    message: `${hosts.length} hosts of ${owner.name} do not mount ${where} them have disks, so ${plans} cannot be right: ${which} ${why(host, datastore, 'the hosts belong')}. ${mend(host, datastore, owner.name, whose)}`,
    related: hosts.map(({ name, namePlace }) => ({ place: namePlace, message: `${name} runs such VMs` })),
  };
}

/** What to do about it. */
function mend(host: Unmounted['host'], { name, system }: Unmounted['datastore'], owner: string, vms: string): string {
  const ofVms = `the host or the datastore of ${vms}`;
  if (!system) return `Name ${owner} among those that mount ${name}, or correct ${ofVms}`;
  return host.system ? `Correct ${ofVms}` : `Say that ${owner} belongs to ${system.name}, or correct ${ofVms}`;
}

/** The reason, as a sentence on the datastore. */
function why(host: Unmounted['host'], { system, value }: Unmounted['datastore'], belongs: string): string {
  if (system) return `lies on ${system.name}, and ${belongs} to ${host.system?.name ?? 'no HX system'}`;
  const names = [...(value.clusters?.items ?? []), ...(value.hosts?.items ?? [])].map((name) => name.value);
  return names.length === 0 ? 'names no host that mounts it' : `is mounted by ${named(names)} only`;
}
