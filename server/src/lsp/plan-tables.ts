import type { Topology } from '../engine/model/topology.ts';
import { PlanTable } from '../engine/view/table.ts';
import type { OpenDocument } from './documents.ts';
import type { Choices } from './plan-protocol.ts';

interface Known {
  readonly uri: string;
  readonly revision: string;
  readonly table: PlanTable;
  readonly choices: Choices;
}

/** The table of the document that a view of plans shows: made when it is asked for, once for a state of the topology. */
export class PlanTables {
  #known: Known | undefined;
  #choices = 0;

  /** A client shows one document at a time: of others nothing is kept. */
  of({ uri, revision, analysis }: OpenDocument): Known {
    const before = this.#known?.uri === uri ? this.#known : undefined;
    if (before?.revision === revision) return before;
    const table = new PlanTable(analysis.plan, before?.table);
    this.#known = { uri, revision, table, choices: this.#choicesOf(analysis.topology, before?.choices) };
    return this.#known;
  }

  /** The same object as before where the same can be chosen. */
  #choicesOf(topology: Topology, before: Choices | undefined): Choices {
    const { jobs, proxies, hosts, hyperflex } = topology;
    const lists = { job: names(jobs), proxy: names(proxies), host: names(hosts), system: names(hyperflex) };
    const isSame = (list: keyof typeof lists): boolean =>
      before?.[list].length === lists[list].length && lists[list].every((name, index) => name === before[list][index]);
    if (before && isSame('job') && isSame('proxy') && isSame('host') && isSame('system')) return before;
    return { id: String(++this.#choices), ...lists };
  }
}

/** Longer lists nobody chooses from: the filter by text finds the rest. */
const MOST_CHOICES = 300;

function names(entities: readonly { readonly name: string }[]): string[] {
  return [...new Set(entities.slice(0, MOST_CHOICES).map(({ name }) => name))];
}
