import type { Plan } from '../planner/plan.ts';
import type { Place } from '../syntax/nodes.ts';
import { ignoresIn } from './ignores.ts';
import type { Finding, Fix, Related, Rule, RuleContext, Severity } from './rule.ts';

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
  /** In the order of the file, then of the rules. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those that a comment in the file keeps silent, with its reason. */
  readonly suppressed: readonly Suppressed[];
}

export interface Suppressed {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
}

/** Runs the rules over a plan, and takes out what comments in the files ignore. */
export function check(plan: Plan, rules: readonly Rule[]): Checked {
  const facts = new Map<unknown, unknown>();
  const context: RuleContext = {
    topology: plan.topology,
    plan,
    fact: (compute) => {
      if (!facts.has(compute)) facts.set(compute, compute(context));
      return facts.get(compute) as ReturnType<typeof compute>;
    },
  };
  const trees = plan.topology.files.map(({ tree }) => tree);
  const ignores = trees.flatMap((tree) => ignoresIn(tree).map((ignore) => ({ ...ignore, uri: tree.uri, used: false })));
  const found = rules.flatMap((rule) => Array.from(rule.check(context), (finding) => diagnosticOf(rule, finding)));
  const suppressed: Suppressed[] = [];
  const kept = ignores.length === 0 ? found : found.filter((diagnostic) => !isIgnored(diagnostic));
  const codes = new Set(rules.map(({ code }) => code));
  const reviewed = rules.flatMap((rule) =>
    Array.from(rule.review?.(ignores, codes) ?? [], (finding) => diagnosticOf(rule, finding)),
  );
  const diagnostics = [...kept, ...reviewed].sort(
    (a, b) => start(a.place) - start(b.place) || end(a.place) - end(b.place),
  );
  return { diagnostics, suppressed };

  function isIgnored(diagnostic: Diagnostic): boolean {
    const { unit } = diagnostic.place;
    const tree = trees.find(({ uri }) => uri === unit.uri);
    const line = tree?.positionAt(start(diagnostic.place)).line;
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
