import type { Plan } from '../planner/plan.ts';
import type { Place } from '../syntax/nodes.ts';
import type { Fix, Related, Rule, RuleContext, Severity } from './rule.ts';

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

/** Runs the rules over a plan. Diagnostics come in the order of the file, then of the rules. */
export function check(plan: Plan, rules: readonly Rule[]): Diagnostic[] {
  const facts = new Map<unknown, unknown>();
  const context: RuleContext = {
    topology: plan.topology,
    plan,
    fact: (compute) => {
      if (!facts.has(compute)) facts.set(compute, compute(context));
      return facts.get(compute) as ReturnType<typeof compute>;
    },
  };
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    for (const finding of rule.check(context)) {
      diagnostics.push({
        code: rule.code,
        severity: finding.severity ?? rule.severity,
        message: finding.message,
        place: finding.place,
        related: finding.related ?? [],
        unnecessary: rule.unnecessary ?? false,
        get fixes() {
          return finding.fixes?.() ?? NO_FIXES;
        },
      });
    }
  }
  return diagnostics.sort((a, b) => start(a.place) - start(b.place) || end(a.place) - end(b.place));
}

function start(place: Place): number {
  return place.unit.start + place.start;
}

function end(place: Place): number {
  return place.unit.start + place.end;
}
