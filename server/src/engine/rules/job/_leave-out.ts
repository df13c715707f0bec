import type { Job, Vm } from '../../model/entities.ts';
import * as format from '../../schema/format.ts';
import type { Value } from '../../schema/types.ts';
import { appendAt, removeItem } from '../../syntax/edit/index.ts';
import { named } from '../_words.ts';
import type { Fix } from '../rule.ts';

/** VMs that a job should not process, and the selector that brings them in. */
export interface BroughtIn {
  readonly place: Value<string>;
  /** In file order; at least one. */
  readonly vms: readonly [Vm, ...Vm[]];
}

/** Which VMs of the job are unwanted; `undefined` where none is, or nobody wrote the job. */
export function broughtIn({ include, vms }: Job, isUnwanted: (vm: Vm) => boolean): BroughtIn | undefined {
  const [first, ...rest] = vms.filter(isUnwanted);
  const selector = first && include.find((each) => each.vms.includes(first));
  return selector && { place: selector.value.value, vms: [first, ...rest] };
}

/** Excludes what the globs match. A single VM that the job includes by its name, beside others, is taken from there. */
export function leaveOut(
  { name, value, include }: Job,
  { vms }: BroughtIn,
  globs: readonly string[],
): Omit<Fix, 'safe'> {
  const [bringing, ...others] = include.filter((selector) => selector.vms.some((vm) => vms.includes(vm)));
  const isNamed = bringing?.value.key === 'vm' && bringing.value.value.value === vms[0].name;
  if (isNamed && vms.length === 1 && others.length === 0 && include.length > 1) {
    const edits = removeItem(value!.include!, include.indexOf(bringing));
    return { title: `Remove ${vms[0].name} from ${name}`, edits };
  }
  const order = Object.keys(format.job.fields);
  const edits = globs.flatMap((glob) => appendAt(value!, ['exclude'], glob, { order }));
  return { title: `Exclude ${named(globs)} from ${name}`, edits };
}

/** What a job does with its VMs: "backs up". */
export const PROCESSES: { readonly [K in Job['type']]: string } = { backup: 'backs up', replication: 'replicates' };
