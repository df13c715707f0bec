import type { ReadProblem } from '../../schema/read.ts';
import { type PlacedEdit, replaceNode, replaceScalar, Verbatim } from '../../syntax/edit/index.ts';
import { readProblems } from '../_problems.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'format/invalid-value',
  title: 'A value that the format does not take',
  severity: 'error',
  what: 'The value is of another type than the format wants here, or is none of the words that it knows.',
  why: 'A value that cannot be read is left out, and the plan is made as if it were not there. Where it is clear what was meant, the plan takes it so.',
  whatToDo: 'Write a value of the type that the message names. Quotes make a number or `true` a text.',
  fixes: 'mixed',
  reads: ['problems', 'errors'],
  *check({ fact }) {
    for (const problem of fact(readProblems)) {
      if (problem.code !== 'format/invalid-value') continue;
      const { place, message, near, understood = false } = problem;
      yield {
        place,
        message: near === undefined || understood ? message : `${message}; did you mean \`${near}\`?`,
        fixes: () =>
          near === undefined ? [] : [{ title: `Write ${near}`, safe: understood, edits: write(problem, near) }],
      };
    }
  },
});

/** Keeps the quotes of a word; a boolean, a number or a list must have none. */
function write({ unit, node }: ReadProblem, near: string): PlacedEdit[] {
  const bare = node.kind !== 'scalar' || /^(true|false|[\d[])/.test(near);
  return bare ? replaceNode({ unit, node }, new Verbatim(near)) : replaceScalar({ unit, node }, near);
}
