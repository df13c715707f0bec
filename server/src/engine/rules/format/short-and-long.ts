import type { YamlNode } from '../../syntax/nodes.ts';
import { readProblems } from '../_problems.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'format/short-and-long',
  title: 'Both `datastore` and `disks` on one VM',
  severity: 'error',
  what: 'A VM has `datastore`, the short form for one disk, and `disks` as well.',
  why: '`disks` counts, and `datastore` is ignored: if the disk that it stands for is not in the list, the plan lacks it.',
  whatToDo: 'Remove `datastore`, or move its disk into `disks`.',
  reads: ['problems', 'errors'],
  *check({ fact }) {
    for (const { code, message, place, node, other } of fact(readProblems)) {
      if (code !== 'format/short-and-long' || !other) continue;
      yield {
        place,
        message: `${nameOf(node) ?? 'This VM'} has ${message}`,
        related: [{ place: other.place, message: `\`${other.key}\` stands here` }],
      };
    }
  },
});

function nameOf(node: YamlNode): string | undefined {
  const name = node.kind === 'map' ? node.pairs.find(({ key }) => key.text === 'name')?.value : undefined;
  return name?.kind === 'scalar' && name.style !== 'missing' ? name.text : undefined;
}
