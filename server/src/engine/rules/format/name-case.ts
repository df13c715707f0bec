import { renameReference } from '../../navigate/rename-reference.ts';
import { PlaceSet } from '../../syntax/place-map.ts';
import { KINDS } from '../_kinds.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'format/name-case',
  title: 'A name is written with other capitals than where it is declared',
  severity: 'warning',
  what: 'A reference differs from the name that it means in upper and lower case only.',
  why: 'It is planned as if it were written alike. Names are matched exactly elsewhere, though: globs, scripts and searches miss it.',
  whatToDo: 'Write the name as it is declared.',
  fixes: 'safe',
  *check({ topology }) {
    // One text may stand for several references: by aliases.
    const seen = new PlaceSet();
    for (const reference of topology.references.inOtherCase()) {
      const { to, name, at, target } = reference;
      if (!seen.add(at)) continue;
      const { noun } = KINDS[to];
      yield {
        place: at,
        message: `The ${noun} is declared as ${target.name}: ${name} differs in upper and lower case`,
        ...(target.namePlace
          ? { related: [{ place: target.namePlace, message: `${target.name} is declared here` }] }
          : {}),
        fixes: () => [
          {
            title: `Write ${target.name}`,
            safe: true,
            edits: renameReference(reference, target.name),
          },
        ],
      };
    }
  },
});
