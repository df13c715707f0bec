import { isControllerName } from '../../model/controllers.ts';
import type { Job, Selector, Vm } from '../../model/entities.ts';
import { globMatches, isGlob } from '../../model/selectors.ts';
import type { Topology } from '../../model/topology.ts';
import { PlaceSet } from '../../syntax/place-map.ts';
import { brokenYaml } from '../_problems.ts';
import type { RuleContext } from '../rule.ts';
import { isPlaced } from './_placed.ts';

/** A selector that matches no VM. */
export interface EmptySelector {
  readonly job: Job;
  readonly selector: Selector;
  readonly excludes: boolean;
  /** The VMs that a glob would match if case did not matter. */
  readonly butForCase: readonly Vm[];
}

/**
 * The selectors that match no VM, where that can be told: neither for names that nothing declares, nor while VMs may be
 * missing (another file, broken YAML, a VM whose host or datastore is not known). For `context.fact`.
 */
export function emptySelectors({ topology, fact }: RuleContext): readonly EmptySelector[] {
  const written = topology.files.reduce((sum, { lists }) => sum + lists.vms.length, 0);
  const someAreUnread = written > topology.vms.length;
  if (!topology.isWhole || written === 0 || someAreUnread || !fact(brokenYaml).isEmpty) return [];
  const seen = new PlaceSet();
  return topology.jobs.flatMap((job) => {
    const of = (selectors: readonly Selector[], excludes: boolean): EmptySelector[] =>
      selectors
        .filter((selector) => {
          if (!isEmpty(selector, topology.vms) || (excludes && isPrecaution(selector))) return false;
          // Jobs may share a list by an alias.
          return seen.add(selector.value.value);
        })
        .map((selector) => ({ job, selector, excludes, butForCase: butForCase(topology, selector) }));
    return [...of(job.include, false), ...of(job.exclude, true)];
  });
}

/** A plain name is a reference, which tells itself that nothing declares it. */
function isEmpty({ value, target, vms }: Selector, all: readonly Vm[]): boolean {
  if (vms.length > 0) return false;
  return value.key === 'vm' ? isGlob(value.value.value) : target !== undefined && all.every(isPlaced);
}

/** Leaving out the controller VMs of HX is right even where none is written down. */
function isPrecaution({ value }: Selector): boolean {
  return value.key === 'vm' && isControllerName(value.value.value);
}

function butForCase({ vms }: Topology, { value }: Selector): Vm[] {
  if (value.key !== 'vm') return [];
  const pattern = value.value.value.toLowerCase();
  return vms.filter(({ name }) => globMatches(pattern, name.toLowerCase()));
}
