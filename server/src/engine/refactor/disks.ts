import type { Vm } from '../model/entities.ts';
import { counted } from '../rules/_words.ts';
import { columnOf, commentsOf, indentationOf, ownPairs, type PlacedEdit, pairExtent } from '../syntax/edit/index.ts';
import type { YamlPair } from '../syntax/nodes.ts';
import { entitiesAt, isAt, type Refactoring, type Refusal, type Selection } from './refactoring.ts';
import { isShared } from './shared.ts';

/**
 * The short form `datastore` of a VM ⇄ the list `disks` of its one disk. The name of the datastore stays as written.
 * Offered anywhere at the VM, refused at what would be rewritten.
 */
export function disksOrDatastore(selection: Selection): (Refactoring | Refusal)[] {
  return entitiesAt(selection).flatMap((vm) => {
    if (vm.kind !== 'vm') return [];
    return [...attempt(selection, vm, 'datastore', asDisks), ...attempt(selection, vm, 'disks', asDatastore)];
  });
}

const TITLES = {
  datastore: (vm: Vm) => `Write the datastore of ${vm.name} as \`disks\``,
  disks: (vm: Vm) => `Write the only disk of ${vm.name} as \`datastore\``,
};

/** @param rewrite gives the edits, or why there are none */
function attempt(
  selection: Selection,
  vm: Vm,
  key: keyof typeof TITLES,
  rewrite: (vm: Vm, pair: YamlPair) => PlacedEdit[] | string,
): (Refactoring | Refusal)[] {
  const { unit, node, $keys } = vm.value;
  const pair = ownPairs(node).find(({ key: { text } }) => text === key);
  if (!pair) return [];
  const other = key === 'disks' ? 'datastore' : 'disks';
  const edits = isShared(vm.value)
    ? `${vm.name} is written with an anchor or an alias`
    : $keys.has(other)
      ? `${vm.name} has \`${other}\`, too`
      : rewrite(vm, pair);
  const offer = { title: TITLES[key](vm), kind: 'rewrite' } as const;
  if (typeof edits !== 'string') return [{ ...offer, edits }];
  return isAt(selection, { unit, ...pairExtent(unit.text, pair) }) ? [{ ...offer, reason: edits }] : [];
}

function asDisks({ name, value: { unit, node, datastore } }: Vm, pair: YamlPair): PlacedEdit[] | string {
  if (!datastore) return `the datastore of ${name} is no name`;
  const { start, value } = pairExtent(unit.text, pair);
  // On a line of its own the name needs no list to be moved into.
  if (unit.text.slice(start, value.start).includes('\n')) return `the datastore of ${name} stands on a line of its own`;
  const put = (from: number, to: number, newText: string): PlacedEdit => ({ unit, start: from, end: to, newText });
  const { sequence, dash } = indentationOf([unit]);
  const lead = `${' '.repeat(columnOf(unit.text, start) + sequence)}${'-'.padEnd(dash)}`;
  return node.flow
    ? [put(start, value.start, 'disks: [{ datastore: '), put(value.end, value.end, ' }]')]
    : [put(start, value.start, `disks:\n${lead}datastore: `)];
}

/** Only where the disk says no more than the short form does. */
function asDatastore({ name: vm, value: { unit, disks } }: Vm, pair: YamlPair): PlacedEdit[] | string {
  const [disk, ...more] = disks?.items ?? [];
  if (more.length > 0) return `${vm} has ${counted(more.length + 1, 'disk')}`;
  if (!disk?.datastore) return disk ? `the disk of ${vm} names no datastore` : `${vm} has no disk`;
  const { datastore, name, bus } = disk;
  const tells = [...disk.$keys.keys()].find(
    (key) =>
      !(
        key === 'datastore' ||
        (key === 'name' && name?.value === 'Hard disk 1') ||
        (key === 'bus' && bus?.value === 'scsi')
      ),
  );
  if (tells !== undefined) return `the disk of ${vm} has \`${tells}\`, which the short form cannot say`;
  const { start, end } = pairExtent(unit.text, pair);
  const around = unit.text.slice(start, datastore.start) + unit.text.slice(datastore.end, end);
  if (commentsOf(around).length > 0) return `a comment stands at the disk of ${vm}`;
  return [
    { unit, start, end: datastore.start, newText: 'datastore: ' },
    { unit, start: datastore.end, end, newText: '' },
  ];
}
