import type { Mode, StepId } from '../planner/ids.ts';

/** A box without what a VM makes of it. */
export interface Box {
  readonly id: string;
  readonly column: number;
  readonly row: number;
  readonly step?: StepId;
  /** Where the same question is asked in both branches. */
  readonly branch?: 'snapshot' | 'standard';
  readonly way?: Mode | 'fails';
  readonly text?: string;
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: '' | 'yes' | 'no';
}

export interface ChartLayout {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly columns: number;
  readonly rows: number;
}

/** The chart for a VM on HX 4.5(2a) or later, for one on an older HX, and for one on no HX. */
export type ChartKind = 'now' | 'before-4.5-2a' | 'elsewhere';

/** A question of a branch, and where its `yes` leads: to a mode, or past the next question. */
type Asked = readonly [step: StepId, yes: Mode | 'past-next' | 'next'];

const SNAPSHOT: readonly Asked[] = [
  ['candidate-proxies', 'next'],
  ['direct-nfs-io-visor', 'directNfsIoVisor'],
  ['direct-nfs-cluster-ip', 'directNfsClusterIp'],
  ['virtual-appliance', 'virtualAppliance'],
  ['network', 'network'],
];

const STANDARD: { readonly [K in ChartKind]: readonly Asked[] } = {
  now: [
    ['candidate-proxies', 'next'],
    ['direct-nfs', 'directNfs'],
    ['virtual-appliance', 'virtualAppliance'],
    ['network', 'network'],
  ],
  'before-4.5-2a': [
    ['candidate-proxies', 'next'],
    ['hx-base-snapshot', 'past-next'],
    ['direct-nfs-cluster-ip', 'directNfsClusterIp'],
    ['virtual-appliance', 'virtualAppliance'],
    ['network', 'network'],
  ],
  elsewhere: [
    ['candidate-proxies', 'next'],
    ['direct-nfs', 'directNfs'],
    ['virtual-appliance', 'virtualAppliance'],
    ['network', 'network'],
  ],
};

/** Questions stand in one column, and beside each of them what its answer leads to; one branch beside the other. */
export function layoutFor(kind: ChartKind): ChartLayout {
  const boxes: Box[] = [
    { id: 'vm', column: 0, row: 0 },
    { id: 'topology', column: 0, row: 1, step: 'topology' },
    { id: 'topology:fails', column: 1, row: 1, way: 'fails' },
  ];
  const arrows: Arrow[] = [
    { from: 'vm', to: 'topology', label: '' },
    { from: 'topology', to: 'topology:fails', label: 'no' },
  ];
  const add = (branch: 'snapshot' | 'standard', asked: readonly Asked[], column: number, top: number): void => {
    const idOf = (index: number): string => `${branch}:${asked[index]![0]}`;
    for (const [index, [step, yes]] of asked.entries()) {
      const id = idOf(index);
      boxes.push({ id, column, row: top + index, step, branch });
      if (yes === 'next') {
        boxes.push({ id: `${id}:fails`, column: column + 1, row: top + index, way: 'fails' });
        arrows.push({ from: id, to: `${id}:fails`, label: 'no' }, { from: id, to: idOf(index + 1), label: 'yes' });
      } else if (yes === 'past-next') {
        arrows.push({ from: id, to: idOf(index + 1), label: 'no' }, { from: id, to: idOf(index + 2), label: 'yes' });
      } else {
        boxes.push({ id: `${id}:${yes}`, column: column + 1, row: top + index, way: yes });
        arrows.push({ from: id, to: `${id}:${yes}`, label: 'yes' });
        if (index + 1 < asked.length) arrows.push({ from: id, to: idOf(index + 1), label: 'no' });
      }
    }
  };
  if (kind === 'elsewhere') {
    arrows.push({ from: 'topology', to: 'standard:candidate-proxies', label: 'yes' });
    add('standard', STANDARD[kind], 0, 2);
    return { boxes, arrows, columns: 2, rows: 6 };
  }
  boxes.push(
    { id: 'integration', column: 0, row: 2, step: 'storage-integration' },
    { id: 'snapshot', column: 0, row: 3, step: 'hx-snapshot' },
    { id: 'failover', column: 2, row: 3, step: 'failover-to-standard-backup' },
    { id: 'failover:fails', column: 3, row: 3, way: 'fails' },
  );
  arrows.push(
    { from: 'topology', to: 'integration', label: 'yes' },
    { from: 'integration', to: 'snapshot', label: 'yes' },
    { from: 'integration', to: 'standard:candidate-proxies', label: 'no' },
    { from: 'snapshot', to: 'snapshot:candidate-proxies', label: 'yes' },
    { from: 'snapshot', to: 'failover', label: 'no' },
    { from: 'failover', to: 'failover:fails', label: 'no' },
    { from: 'failover', to: 'standard:candidate-proxies', label: 'yes' },
  );
  add('snapshot', SNAPSHOT, 0, 4);
  add('standard', STANDARD[kind], 2, 4);
  return { boxes, arrows, columns: 4, rows: 9 };
}
