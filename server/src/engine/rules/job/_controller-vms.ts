import type { Vm } from '../../model/entities.ts';
import type { Topology } from '../../model/topology.ts';

/** Whether the name, or the glob, is that of HX storage controller VMs: the installer names them `stCtlVM-…`. */
export function isControllerName(name: string): boolean {
  return name.toLowerCase().startsWith('stctlvm');
}

/** The storage controller VMs of HX systems, by their name or because a system lists them. */
export function controllerVms({ hyperflex, vms }: Topology): ReadonlySet<Vm> {
  const listed = new Set(
    hyperflex.flatMap(({ value }) => value.controllers?.items.map(({ name }) => name?.value) ?? []),
  );
  return new Set(vms.filter(({ name }) => listed.has(name) || isControllerName(name)));
}
