import type { Vm } from '../model/entities.ts';
import { columnOf, commentsOf, indentationOf, ownPairs, type PlacedEdit, pairExtent } from '../syntax/edit/index.ts';
import type { YamlPair } from '../syntax/nodes.ts';
import { entitiesAt, type Refactoring, type Selection } from './refactoring.ts';

/** The short form `datastore` of a VM ⇄ the list `disks` of its one disk. The name of the datastore stays as written. */
export function disksOrDatastore(selection: Selection): Refactoring[] {
  return entitiesAt(selection).flatMap((vm) => (vm.kind === 'vm' ? [...asDisks(vm), ...asDatastore(vm)] : []));
}

function asDisks(vm: Vm): Refactoring[] {
  const { unit, node, datastore, $keys } = vm.value;
  const pair = ownPair(vm, 'datastore');
  if (!pair || !datastore || $keys.has('disks')) return [];
  const { start, value } = pairExtent(unit.text, pair);
  // On a line of its own the name needs no list to be moved into.
  if (unit.text.slice(start, value.start).includes('\n')) return [];
  const put = (from: number, to: number, newText: string): PlacedEdit => ({ unit, start: from, end: to, newText });
  const { sequence, dash } = indentationOf([unit]);
  const lead = `${' '.repeat(columnOf(unit.text, start) + sequence)}${'-'.padEnd(dash)}`;
  const edits = node.flow
    ? [put(start, value.start, 'disks: [{ datastore: '), put(value.end, value.end, ' }]')]
    : [put(start, value.start, `disks:\n${lead}datastore: `)];
  return [{ title: `Write the datastore of ${vm.name} as \`disks\``, kind: 'rewrite', edits }];
}

/** Only where the disk says no more than the short form does. */
function asDatastore(vm: Vm): Refactoring[] {
  const { unit, disks, $keys } = vm.value;
  const pair = ownPair(vm, 'disks');
  const [disk, ...more] = disks?.items ?? [];
  if (!pair || !disk?.datastore || more.length > 0 || $keys.has('datastore')) return [];
  const { datastore, name, bus } = disk;
  const tells = [...disk.$keys.keys()].filter(
    (key) =>
      !(
        key === 'datastore' ||
        (key === 'name' && name?.value === 'Hard disk 1') ||
        (key === 'bus' && bus?.value === 'scsi')
      ),
  );
  const { start, end } = pairExtent(unit.text, pair);
  const around = unit.text.slice(start, datastore.start) + unit.text.slice(datastore.end, end);
  if (tells.length > 0 || commentsOf(around).length > 0) return [];
  const edits = [
    { unit, start, end: datastore.start, newText: 'datastore: ' },
    { unit, start: datastore.end, end, newText: '' },
  ];
  return [{ title: `Write the only disk of ${vm.name} as \`datastore\``, kind: 'rewrite', edits }];
}

function ownPair({ value }: Vm, key: string): YamlPair | undefined {
  return ownPairs(value.node).find((pair) => pair.key.text === key);
}
