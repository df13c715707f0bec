import { count } from '../explain/labels.ts';
import { grouped } from '../explain/traffic.ts';
import type { Host, Vm } from '../model/entities.ts';
import type { Note } from './picture.ts';
import type { Scope } from './scope.ts';
import { drawable } from './text.ts';

/** What is counted of the hosts that a box stands for. */
export class Tally {
  readonly #scope: Scope;
  readonly #drawn: ReadonlyMap<Host | undefined, readonly Vm[]>;
  readonly #all: ReadonlyMap<Host | undefined, readonly Vm[]>;
  readonly #failing: ReadonlySet<Vm>;
  readonly #unprotected: ReadonlySet<Vm>;

  constructor(scope: Scope) {
    this.#scope = scope;
    this.#drawn = grouped(scope.vms, ({ host }) => [host]);
    this.#all = scope.focus ? grouped(scope.plan.topology.vms, ({ host }) => [host]) : this.#drawn;
    this.#failing = new Set(scope.plans.filter(({ outcome }) => outcome === 'fails').map(({ vm }) => vm));
    this.#unprotected = new Set(scope.plan.unprotected);
  }

  /** How many VMs are drawn of those that run on the hosts; `undefined` among them: on no host that is known. */
  vms(hosts: readonly (Host | undefined)[]): number {
    return hosts.reduce((sum, host) => sum + (this.#drawn.get(host)?.length ?? 0), 0);
  }

  /** The VMs on the hosts in words, with those that are not backed up. */
  vmNotes(hosts: readonly (Host | undefined)[]): Note[] {
    const drawn = hosts.flatMap((host) => this.#drawn.get(host) ?? []);
    const all = hosts.reduce((sum, host) => sum + (this.#all.get(host)?.length ?? 0), 0);
    const failing = drawn.filter((vm) => this.#failing.has(vm)).length;
    const unprotected = drawn.filter((vm) => this.#unprotected.has(vm)).length;
    return [
      { text: ofAll(drawn.length, all, 'VM'), tone: 'plain' },
      ...(failing > 0
        ? [{ text: `${count(failing, 'VM')} ${failing === 1 ? 'fails' : 'fail'}`, tone: 'trouble' as const }]
        : []),
      ...(unprotected > 0 ? [{ text: `${unprotected} in no job`, tone: 'quiet' as const }] : []),
    ];
  }

  /** What a box says that stands for the hosts and all that is on them. `whole`: all that it could stand for. */
  foldedNotes(hosts: readonly Host[], whole: readonly Host[]): Note[] {
    if (whole.length === 0) return [{ text: 'no hosts', tone: 'quiet' }];
    const systems = this.#scope.systems.filter((system) => hosts.some((host) => host.system === system));
    const [system] = systems;
    const network = system?.value.dataNetwork?.node.text;
    return [
      { text: ofAll(hosts.length, whole.length, 'host'), tone: 'plain' },
      ...this.vmNotes(hosts),
      ...(system === undefined
        ? []
        : systems.length > 1
          ? [{ text: count(systems.length, 'HX system'), tone: 'quiet' as const }]
          : [
              {
                text: drawable(network === undefined ? `HX ${system.name}` : `HX ${system.name} · ${network}`),
                tone: 'quiet' as const,
              },
            ]),
    ];
  }
}

/** `16 hosts`; where not all are drawn, `2 of 16 hosts`. */
function ofAll(number: number, all: number, noun: string): string {
  return number < all ? `${number} of ${count(all, noun)}` : count(number, noun);
}
