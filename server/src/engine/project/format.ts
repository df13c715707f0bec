import { RULES } from '../rules/index.generated.ts';
import { nearestCodes } from '../rules/nearest-code.ts';
import { map, named, optional } from '../schema/build.ts';
import * as scalar from '../schema/scalars.ts';

/**
 * The one definition of the project file, in the words of the topology file's. Validation, JSON Schema, completion,
 * hovers and the reference page come from here.
 */

/** The name of a project file. */
export const PROJECT_FILE = '.hxtopo.yaml';

export const severity = scalar.oneOf('a severity', {
  error: 'Something fails, or is planned wrongly. `hxtopo check` exits with 1.',
  warning: 'Something is lost or at risk. `hxtopo check --fail-on warning` exits with 1.',
  information: 'Good to know. `hxtopo check --fail-on information` exits with 1.',
  hint: 'A suggestion, shown quietly.',
  off: 'The rule is silent.',
});

/** The codes of all rules: a rule that is not listed keeps its own severity. */
const severities = named(
  {
    noun: 'rule',
    nearest: (text, codes) => {
      const [near, ...others] = nearestCodes(text, codes);
      return others.length === 0 ? near : undefined;
    },
  },
  Object.fromEntries(
    RULES.map((rule) => [rule.code, optional(severity, `${rule.title}.`, { default: rule.severity })]),
  ),
);

export const project = map({
  rules: optional(severities, 'Severity of each rule by its code. A rule that is not listed keeps its own.', {
    default: 'empty',
  }),
});
