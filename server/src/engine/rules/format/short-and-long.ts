import type { YamlMap, YamlPair } from '../../syntax/nodes.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'format/short-and-long',
  title: 'Both `datastore` and `disks` on one VM',
  severity: 'error',
  what: 'A VM has `datastore`, the short form for one disk, and `disks` as well.',
  why: '`disks` counts, and `datastore` is ignored: if the disk that it stands for is not in the list, the plan lacks it.',
  whatToDo: 'Remove `datastore`, or move its disk into `disks`.',
  *check({ topology }) {
    for (const { lists } of topology.files) {
      for (const { unit, node, name, $keys } of lists.vms) {
        if (!$keys.has('datastore') || !$keys.has('disks')) continue;
        const short = written(node, 'datastore');
        const long = written(node, 'disks');
        if (!short || !long) continue;
        // A merged key is shared with others: what this VM has of its own is too much.
        const [one, other] = short.merged ? [long, short] : [short, long];
        yield {
          place: { unit, start: one.key.start, end: one.key.end },
          message: `${name?.value ?? 'This VM'} has both \`datastore\` and \`disks\`: \`disks\` counts, and \`datastore\` is ignored`,
          related: [
            {
              place: { unit, start: other.key.start, end: other.key.end },
              message: `\`${other.key.text}\` stands here`,
            },
          ],
        };
      }
    }
  },
});

function written({ pairs }: YamlMap, name: string): YamlPair | undefined {
  return pairs.find(({ key, value }) => key.text === name && !(value.kind === 'scalar' && value.style === 'missing'));
}
