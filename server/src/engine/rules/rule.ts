import type { Topology } from '../model/topology.ts';
import type { Plan } from '../planner/plan.ts';
import type { PlacedEdit } from '../syntax/edit/placed.ts';
import type { Place } from '../syntax/nodes.ts';
import type { Ignore } from './ignores.ts';
import type { Source } from './memory.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a rule is. Its page, the settings and the SARIF rule table are made from this. */
export interface RuleMetadata {
  /** `category/name`. */
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  /** The three parts of its page, in Markdown. */
  readonly what: string;
  readonly why: string;
  readonly whatToDo: string;
  /** Where the behaviour is documented. */
  readonly source?: string;
  /** Shown faded: the text is not needed. */
  readonly unnecessary?: true;
  /** What its fixes are; a rule without it has none. */
  readonly fixes?: Fixability;
}

/** Whether all fixes of a rule are safe, none is, or some are: those with one possible outcome. */
export type Fixability = 'safe' | 'unsafe' | 'mixed';

/**
 * What an edit within the entry of a VM or a host may change. `vms`, `hosts`: how these are written, by which name and
 * where; `plan`: how VMs are planned and what that hangs on, which VMs jobs process; `references`: names that nothing
 * declares, or in another case; `problems`: what does not stand as the format wants it; `errors`: where the YAML is broken.
 */
export type Part = 'vms' | 'hosts' | 'plan' | 'references' | 'problems' | 'errors';

/** A rule: what it is, and how it finds what it speaks of. It reads the plan, and decides nothing anew. */
export interface Rule extends RuleMetadata {
  /** Of the parts that a small edit may change, those that the check reads by itself; all, where it is not given. */
  readonly reads?: readonly Part[];
  readonly check: (context: RuleContext) => Iterable<Finding>;
  /** Asked when all rules have spoken: what there is to say of the ignores in the file. `codes`: those of all rules. */
  readonly review?: (ignores: readonly JudgedIgnore[], codes: ReadonlySet<string>) => Iterable<Finding>;
}

/** An ignore, and whether it kept anything silent. */
export interface JudgedIgnore extends Ignore {
  readonly used: boolean;
}

export interface RuleContext {
  readonly topology: Topology;
  readonly plan: Plan;
  /** What several rules need, worked out once for as long as nothing changes that it hangs on. */
  readonly fact: <T>(fact: Fact<T>) => T;
}

/** Works out what several rules need. */
export interface Fact<T> extends Source<T> {
  (context: RuleContext): T;
  reads?: readonly Part[];
  same?: (before: T, after: T) => boolean;
}

/** One thing that is wrong, at the smallest place that the user would change. */
export interface Finding {
  readonly place: Place;
  /** What is wrong, what it costs, and what to do, naming the user's own things. */
  readonly message: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  /** Made when someone asks for them. The likeliest comes first. */
  readonly fixes?: () => readonly Fix[];
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Fix {
  /** As an order: "Let 10.10.50.21 in on esx02". */
  readonly title: string;
  /**
   * One possible outcome, opens no firewall, removes no entity, and no VM is planned worse after it. Safe fixes take part
   * in *Fix all*.
   */
  readonly safe: boolean;
  readonly edits: readonly PlacedEdit[];
  /** What in the new text wants an answer from the user: the editor puts the cursor there. */
  readonly asks?: readonly Placeholder[];
}

/** A stretch of new text that stands for an answer. */
export interface Placeholder {
  /** The text as the edit writes it; it stands once in the new text. */
  readonly text: string;
  /** What is wanted: "name of the host". */
  readonly what: string;
}

/** Gives the rule as it is; keeps the type of its parts while one writes it. */
export function rule(definition: Rule): Rule {
  return definition;
}
