import type { Whole } from './model/include.ts';
import { LiveTopology, type TopologyChange } from './model/live-topology.ts';
import { LivePlan } from './planner/live-plan.ts';
import { type Checked, Checker } from './rules/check.ts';
import { RULES } from './rules/index.generated.ts';
import type { Part } from './rules/rule.ts';
import type { Steps } from './syntax/steps.ts';

/** What is known of a topology, kept from edit to edit: each layer follows the one below, and is made anew where it cannot. */
export class Following {
  #topology: LiveTopology | undefined;
  #plan: LivePlan | undefined;
  #checker: Checker | undefined;
  readonly #changed = new Set<Part>();
  #isAllChanged = false;

  /** The topology of the files. What was given before is void, or the same object. */
  *topology(whole: Whole): Steps<LiveTopology> {
    const change = this.#topology?.follow(whole);
    if (change) this.#follow(change);
    else {
      this.#topology = undefined;
      this.#plan = undefined;
      this.#checker = undefined;
      this.#topology = yield* LiveTopology.steps(whole);
    }
    return this.#topology!;
  }

  /** The plan of the topology. */
  *plan(): Steps<LivePlan> {
    if (!this.#plan) this.#plan = yield* LivePlan.steps(this.#topology!);
    else if (yield* this.#plan.follow()) this.#changed.add('plan');
    return this.#plan;
  }

  /** What the rules find in the plan. */
  *check(): Steps<Checked> {
    this.#checker ??= new Checker(this.#plan!, RULES);
    const changed = this.#isAllChanged ? 'all' : new Set(this.#changed);
    this.#changed.clear();
    this.#isAllChanged = false;
    return yield* this.#checker.check(changed);
  }

  #follow(change: TopologyChange): void {
    const changed = this.#changed;
    if (change.rest) this.#isAllChanged = true;
    if (change.vms.size > 0) changed.add('vms');
    if (change.hosts.size > 0) changed.add('hosts');
    if (change.references) changed.add('references');
    if (change.problems) changed.add('problems');
    if (change.errors) changed.add('errors');
    this.#plan?.note(change);
  }
}
