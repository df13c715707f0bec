import { type Inclusion, isGlob } from '../../model/include.ts';
import type { Topology } from '../../model/topology.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'format/include',
  title: 'An entry of `include` leads nowhere',
  severity: 'error',
  what: 'An entry of `include` names no file, a file that cannot be read or is no topology file, or a file that includes this one.',
  why: 'What stands in the file is missing from the topology: names that it declares are unknown, and its VMs are not planned. While a file is missing, nothing is said of names that it may declare.',
  whatToDo:
    'Write the path as it is seen from the file that has the entry, with `/` between folders. Of files that include each other, let one include the other.',
  reads: ['problems', 'errors'],
  *check({ topology }) {
    for (const { at, uris, fault } of topology.inclusions) {
      if (!fault) continue;
      const written = at.value;
      switch (fault.kind) {
        case 'missing':
          yield {
            place: at,
            message: isGlob(written)
              ? `No file is named like ${written}: the entry adds nothing. Correct it, or remove it`
              : `There is no file ${written}: what it declares is missing here. Correct the path`,
          };
          break;
        case 'unreadable':
          yield {
            place: at,
            message: `${fileName(fault.uri, written, uris)} cannot be read: ${fault.why}. What it declares is missing here`,
          };
          break;
        case 'noTopology':
          yield {
            place: at,
            message: `${fileName(fault.uri, written, uris)} is no topology file: nothing of it is used`,
          };
          break;
        case 'cycle':
          yield {
            place: at,
            message:
              fault.uri === at.unit.uri
                ? `${written} is this file itself: the entry does nothing. Remove it`
                : `${written} includes this file${fault.by.length > 2 ? ', by others' : ''}: the circle is cut here, and each file is read once. Remove one of the entries`,
            related: fault.by
              .filter((place) => place !== at)
              .map((place) => ({ place, message: 'The way here leads over this entry' })),
          };
      }
    }
    yield* secondServers(topology);
  },
});

/** What a glob matched is told by its file name. */
function fileName(uri: string, written: string, uris: Inclusion['uris']): string {
  return uris.length > 1 ? decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)) : written;
}

function* secondServers({ files }: Topology) {
  const [first, ...more] = files.flatMap(({ tree }) => tree.sections.filter(({ key }) => key === 'backupServer'));
  for (const { keyPlace } of more) {
    yield {
      place: keyPlace,
      message:
        'The backup server is described in another file already: what stands here is not used. Keep it in one file of the topology',
      related: [{ place: first!.keyPlace, message: 'The backup server that counts' }],
    };
  }
}
