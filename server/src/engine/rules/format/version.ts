import * as format from '../../schema/format.ts';
import { insertTopLevel, replaceScalar } from '../../syntax/edit/index.ts';
import { fileUnit } from '../../syntax/edit/sections.ts';
import type { Place } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { type Finding, rule } from '../rule.ts';

const VERSION = Number(format.FORMAT_VERSION);

export default rule({
  code: 'format/version',
  title: 'The version of the format is missing or not supported',
  severity: 'error',
  what: 'The key `topology` names the version of the format that the file is written in. It is missing, or names a version that this tool does not know.',
  why: 'A later version may give a key another meaning, so that the plan of the file would be wrong without a word.',
  whatToDo: `Write \`topology: ${format.FORMAT_VERSION}\` at the top of the file.`,
  fixes: 'mixed',
  *check({ topology }) {
    for (const { tree, version, problems } of topology.files) {
      if (version?.value === format.FORMAT_VERSION) continue;
      // A misspelt `topology` is `format/unknown-key`'s.
      if (problems.some(({ near, required }) => near === 'topology' && required)) continue;
      const section = tree.sections.find(({ key }) => key === 'topology');
      if (version) {
        yield {
          place: version,
          message: `Version ${version.value} of the format is not supported: the file is read as version ${VERSION}`,
          fixes: () => [
            {
              title: `Write topology: ${VERSION}`,
              safe: false,
              edits: replaceScalar({ unit: version.unit, node: version.node }, format.FORMAT_VERSION),
            },
          ],
        };
      } else if (!section || isMissing(section.value?.node)) yield* missing(tree, section?.keyPlace);
    }
  },
});

function* missing(tree: SyntaxTree, empty: Place | undefined): Iterable<Finding> {
  const place = empty ?? tree.sections[0]?.keyPlace ?? { unit: fileUnit(tree), start: 0, end: 0 };
  if (hasBrokenStart(tree, place)) return;
  yield {
    place,
    message: empty
      ? `\`topology\` is empty: write the version of the format, \`topology: ${VERSION}\``
      : `The version of the format is missing: a topology file starts with \`topology: ${VERSION}\``,
    fixes: () => [
      {
        title: `Write topology: ${VERSION}`,
        safe: true,
        edits: insertTopLevel(tree, 'topology', VERSION, Object.keys(format.topology.fields)),
      },
    ],
  };
}

/** Whether the line may be there, but in a part that cannot be read. */
function hasBrokenStart(tree: SyntaxTree, first: Place): boolean {
  const until = tree.sections.length === 0 ? Number.POSITIVE_INFINITY : first.unit.start + first.end;
  return tree.errors.some(({ place }) => place.unit.start + place.start <= until);
}

function isMissing(node: { readonly kind: string; readonly style?: string } | undefined): boolean {
  return node?.kind === 'scalar' && node.style === 'missing';
}
