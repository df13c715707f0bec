import { writtenPlace } from '../syntax/edit/index.ts';
import type { Located } from '../syntax/index.ts';
import type { Span, YamlNode } from '../syntax/nodes.ts';

/** Whether an anchor or an alias is part of what is written there: a change of it would be one of another place, too. */
export function isShared({ unit, node }: Located): boolean {
  const { start, end } = writtenPlace({ unit, node });
  return hasAliases(unit.text.slice(start, end), unit.start + start, [{ unit, node }]);
}

/**
 * Whether a text holds an anchor or an alias.
 *
 * @param start where the text begins in the file
 * @param nodes all that it says. What is neither one of their scalars nor a comment is structure, and `&` or `*` begins
 * an anchor or an alias nowhere else.
 */
export function hasAliases(text: string, start: number, nodes: readonly Located[]): boolean {
  const scalars = nodes
    .flatMap(({ unit, node }) =>
      scalarsOf(node).map((span) => [unit.start + span.start, unit.start + span.end] as const),
    )
    .filter(([from, to]) => start <= from && to <= start + text.length)
    .sort(([a], [b]) => a - b);
  let structure = '';
  let done = start;
  for (const [from, to] of scalars) {
    structure += text.slice(done - start, Math.max(done, from) - start);
    done = Math.max(done, to);
  }
  structure += text.slice(done - start);
  return /[&*]/.test(structure.replace(/#.*/g, ''));
}

function scalarsOf(node: YamlNode): Span[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'seq') return node.items.flatMap(scalarsOf);
  return node.pairs.flatMap(({ key, value }) => [key, ...scalarsOf(value)]);
}
