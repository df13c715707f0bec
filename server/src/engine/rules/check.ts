import type { Topology } from '../model/topology.ts';
import type { Plan } from '../planner/plan.ts';
import type { Place } from '../syntax/nodes.ts';
import type { Steps } from '../syntax/steps.ts';
import { ignoresIn } from './ignores.ts';
import { Memory } from './memory.ts';
import type { Finding, Fix, Part, Related, Rule, RuleContext, Severity } from './rule.ts';

/** A finding under its rule's name. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly related: readonly Related[];
  readonly unnecessary: boolean;
  /** Made when it is read. */
  readonly fixes: readonly Fix[];
}

const NO_FIXES: readonly Fix[] = [];

export interface Checked {
  /** File by file in the order of the topology, in the order of each file, then of the rules. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those that a comment in the file keeps silent, with its reason. */
  readonly suppressed: readonly Suppressed[];
}

export interface Suppressed {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
}

/** Runs rules over a plan, and takes out what comments in the files ignore. After a change it asks those that it concerns. */
export class Checker {
  readonly #rules: readonly Rule[];
  readonly #codes: ReadonlySet<string>;
  readonly #memory = new Memory();
  readonly #context: RuleContext;

  /** @param plan which the checker follows */
  constructor(plan: Plan, rules: readonly Rule[]) {
    this.#rules = rules;
    this.#codes = new Set(rules.map(({ code }) => code));
    this.#context = {
      topology: plan.topology,
      plan,
      fact: (fact) => this.#memory.get(fact, () => fact(this.#context)),
    };
  }

  /** @param changed the parts of topology and plan that changed since the last time */
  *check(changed: ReadonlySet<Part> | 'all'): Steps<Checked> {
    this.#memory.begin(changed);
    const found: Diagnostic[] = [];
    for (const rule of this.#rules) {
      for (const each of this.#memory.get(rule, () => this.#ask(rule))) found.push(each);
      yield;
    }
    return withoutIgnored(this.#context.topology, this.#rules, this.#codes, found);
  }

  #ask(rule: Rule): readonly Diagnostic[] {
    return Array.from(rule.check(this.#context), (finding) => diagnosticOf(rule, finding));
  }
}

function withoutIgnored(
  topology: Topology,
  rules: readonly Rule[],
  codes: ReadonlySet<string>,
  found: readonly Diagnostic[],
): Checked {
  const trees = new Map(topology.files.map(({ tree }) => [tree.uri, tree]));
  const ignores = [...trees.values()].flatMap((tree) =>
    ignoresIn(tree).map((ignore) => ({ ...ignore, uri: tree.uri, used: false })),
  );
  const suppressed: Suppressed[] = [];
  const kept = ignores.length === 0 ? found : found.filter((diagnostic) => !isIgnored(diagnostic));
  const reviewed = rules.flatMap((rule) =>
    Array.from(rule.review?.(ignores, codes) ?? [], (finding) => diagnosticOf(rule, finding)),
  );
  const order = new Map([...trees.keys()].map((uri, index) => [uri, index]));
  const fileOf = ({ unit }: Place): number => order.get(unit.uri) ?? 0;
  const diagnostics = [...kept, ...reviewed].sort(
    ({ place: a }, { place: b }) => fileOf(a) - fileOf(b) || start(a) - start(b) || end(a) - end(b),
  );
  return { diagnostics, suppressed };

  function isIgnored(diagnostic: Diagnostic): boolean {
    const { unit } = diagnostic.place;
    const line = trees.get(unit.uri)?.positionAt(start(diagnostic.place)).line;
    const ignore = ignores.find(
      (candidate) =>
        candidate.code === diagnostic.code &&
        candidate.uri === unit.uri &&
        (candidate.line === undefined || candidate.line === line),
    );
    if (!ignore) return false;
    ignore.used = true;
    suppressed.push({ diagnostic, reason: ignore.reason });
    return true;
  }
}

function diagnosticOf(rule: Rule, finding: Finding): Diagnostic {
  return {
    code: rule.code,
    severity: finding.severity ?? rule.severity,
    message: finding.message,
    place: finding.place,
    related: finding.related ?? [],
    unnecessary: rule.unnecessary ?? false,
    get fixes() {
      return finding.fixes?.() ?? NO_FIXES;
    },
  };
}

function start(place: Place): number {
  return place.unit.start + place.start;
}

function end(place: Place): number {
  return place.unit.start + place.end;
}
