import { nearest } from '../../schema/nearest.ts';
import { type Finding, type Fix, type JudgedIgnore, rule } from '../rule.ts';

export default rule({
  code: 'format/ignore',
  title: 'An ignore comment that ignores nothing',
  severity: 'warning',
  what: 'A `# topology-ignore: CODE reason` comment names a rule that does not exist, or the rule has nothing to report on its line; the same for `# topology-ignore-file: CODE reason`, which speaks of the whole file.',
  why: 'A comment that ignores nothing hides the next mistake on its line, or makes people believe that a rule is silent when it is not.',
  whatToDo: 'Correct the code, or remove the comment.',
  fixes: 'unsafe',
  check: () => [],
  review: (ignores, codes) => ignores.filter(({ used }) => !used).map((ignore) => findingOf(ignore, codes)),
});

function findingOf(ignore: JudgedIgnore, codes: ReadonlySet<string>): Finding {
  const { code, codePlace, scope } = ignore;
  if (code === '') {
    return { place: ignore.extent, message: 'This comment names no rule to ignore', fixes: () => removal(ignore) };
  }
  if (codes.has(code)) {
    return {
      place: codePlace,
      severity: 'hint',
      message: `${code} has nothing to report ${scope === 'file' ? 'in this file' : 'on this line'}: the comment ignores nothing`,
      fixes: () => removal(ignore),
    };
  }
  const near = nearest(code, codes);
  return {
    place: codePlace,
    message: `There is no rule ${code}: the comment ignores nothing${near ? `; did you mean ${near}?` : ''}`,
    fixes: () => [
      ...(near ? [{ title: `Write ${near}`, safe: false, edits: [{ ...codePlace, newText: near }] }] : []),
      ...removal(ignore),
    ],
  };
}

function removal({ extent, shared }: JudgedIgnore): Fix[] {
  return shared ? [] : [{ title: 'Remove the comment', safe: false, edits: [{ ...extent, newText: '' }] }];
}
