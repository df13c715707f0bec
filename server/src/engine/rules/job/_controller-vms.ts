import type { Vm } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';

/** What the names of HX storage controller VMs begin with: the installer names them after the node's serial number. */
const PREFIX = 'stCtlVM';
const BEGINS = new RegExp(`^${PREFIX}`, 'i');

/** Whether the name, or the glob, is that of HX storage controller VMs. */
export function isControllerName(name: string): boolean {
  return BEGINS.test(name);
}

/** The storage controller VMs of HX systems, by their name or because a system lists them. */
export function controllerVms({ hyperflex, vms }: Topology): ReadonlySet<Vm> {
  const listed = new Set(
    hyperflex.flatMap(({ value }) => value.controllers?.items.map(({ name }) => name?.value) ?? []),
  );
  return new Set(vms.filter(({ name }) => listed.has(name) || isControllerName(name)));
}

/** Globs for all controllers named like those, in the case in which they are written. */
export function controllerGlobs(vms: readonly Vm[]): string[] {
  return [...new Set(vms.map(({ name }) => `${name.slice(0, PREFIX.length)}*`))];
}
