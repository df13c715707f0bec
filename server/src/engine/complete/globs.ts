import { count } from '../explain/labels.ts';
import type { Vm } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { Suggestion } from './completion.ts';

/** Patterns that match several VMs: all of them, and those whose names are alike up to their number. */
export function vmGlobs({ vms }: Topology): Suggestion[] {
  const byStem = new Map<string, number>();
  for (const { name } of vms) {
    const stem = /^(.*?)\d+\D*$/.exec(name)?.[1];
    if (stem) byStem.set(stem, (byStem.get(stem) ?? 0) + 1);
  }
  const stems = [...byStem].filter(([, number]) => number > 1).sort(([, a], [, b]) => b - a);
  return [
    { kind: 'value', text: '*', detail: 'every VM' },
    ...stems.map(([stem, number]) => ({
      kind: 'value' as const,
      text: `${stem}*`,
      detail: count(number, 'VM'),
    })),
  ];
}

/** VMs that no job includes yet, before the others. */
export function unprotectedFirst(names: readonly Suggestion[], { jobs }: Topology): Suggestion[] {
  const included = new Set<Vm>(jobs.flatMap(({ value, vms }) => (value ? vms : [])));
  const isFree = ({ entity }: Suggestion): boolean => entity?.kind === 'vm' && !included.has(entity);
  const free = names.filter(isFree).map((name) => ({ ...name, detail: 'in no job yet' }));
  return [...free, ...names.filter((name) => !isFree(name))];
}
