import type { Diagnostic } from './check.ts';
import type { Severity } from './rule.ts';

/** Severities that someone has set for rules, by code. */
export type Severities = ReadonlyMap<string, Severity | 'off'>;

/** The diagnostics with the severities that were set; those of rules that are off are left out. */
export function withSeverities(diagnostics: readonly Diagnostic[], severities: Severities): readonly Diagnostic[] {
  if (severities.size === 0) return diagnostics;
  return diagnostics.flatMap((diagnostic) => {
    const severity = severities.get(diagnostic.code) ?? diagnostic.severity;
    if (severity === 'off') return [];
    return [Object.create(diagnostic, { severity: { value: severity, enumerable: true } }) as Diagnostic];
  });
}

/** The same where each file, by its URI, has severities of its own. */
export function withSeveritiesOf(
  diagnostics: readonly Diagnostic[],
  severitiesOf: (uri: string) => Severities,
): readonly Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => withSeverities([diagnostic], severitiesOf(diagnostic.place.unit.uri)));
}
