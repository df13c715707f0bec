import type { HxSystem, Vm } from './entities.ts';

/** What the names of HX storage controller VMs begin with: the installer names them after the node's serial number. */
const PREFIX = 'stCtlVM';
const BEGINS = new RegExp(`^${PREFIX}`, 'i');

/** Whether the name, or the glob, is that of HX storage controller VMs. */
export function isControllerName(name: string): boolean {
  return BEGINS.test(name);
}

/** The HX storage controllers among the VMs of a topology, by their name or because a system lists them. */
export class Controllers {
  readonly #listed: ReadonlySet<string | undefined>;
  readonly #vms: Set<Vm>;

  constructor(systems: readonly HxSystem[], vms: readonly Vm[]) {
    this.#listed = new Set(
      systems.flatMap(({ value }) => value.controllers?.items.map(({ name }) => name?.value) ?? []),
    );
    this.#vms = new Set(vms.filter((vm) => this.#isOne(vm)));
  }

  /** In no order. */
  get vms(): ReadonlySet<Vm> {
    return this.#vms;
  }

  /** The VM has another name now. */
  renamed(vm: Vm): void {
    if (this.#isOne(vm)) this.#vms.add(vm);
    else this.#vms.delete(vm);
  }

  #isOne({ name }: Vm): boolean {
    return this.#listed.has(name) || isControllerName(name);
  }
}

/** Globs for all controllers named like those, in the case in which they are written. */
export function controllerGlobs(vms: readonly Vm[]): string[] {
  return [...new Set(vms.map(({ name }) => `${name.slice(0, PREFIX.length)}*`))];
}
