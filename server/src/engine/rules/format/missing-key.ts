import type { ReadProblem } from '../../schema/read.ts';
import { insertPair } from '../../syntax/edit/index.ts';
import { placeholderOf } from '../_placeholders.ts';
import { readProblems } from '../_problems.ts';
import { type Fix, rule } from '../rule.ts';

export default rule({
  code: 'format/missing-key',
  title: 'A required key is missing',
  severity: 'error',
  what: 'A key that the format requires here is missing, or has nothing behind it.',
  why: 'The plan cannot be made without it: a VM without a host or a disk fails, a firewall rule without ports lets nobody in.',
  whatToDo: 'Insert the key and give it its value.',
  fixes: 'unsafe',
  reads: ['problems', 'errors'],
  *check({ fact }) {
    for (const problem of fact(readProblems)) {
      if (problem.code !== 'format/missing-key') continue;
      yield { place: problem.place, message: message(problem), fixes: () => fixes(problem) };
    }
  },
});

/** Names the entity that lacks the key, where it has a name. */
function message({ message, node, key }: ReadProblem): string {
  const pair =
    node.kind === 'map' && key !== 'name' ? node.pairs.find(({ key: { text } }) => text === 'name') : undefined;
  return pair?.value.kind === 'scalar' && pair.value.text !== '' ? `In ${pair.value.text}, ${message}` : message;
}

function fixes({ unit, node, key, field, order = [] }: ReadProblem): Fix[] {
  if (key === undefined || !field) return [];
  const { value, asks } = placeholderOf(field.type);
  const edits = insertPair({ unit, node }, key, value, { order });
  return [{ title: `Insert ${key}`, safe: false, edits, asks }];
}
