import type { Proxy } from '../model/entities.ts';
import type { Topology } from '../model/topology.ts';
import type { VmPlan } from '../planner/plan.ts';
import { preferredPath } from '../repair/preferred-path.ts';
import { combineByFile, type PlacedEdit } from '../syntax/edit/placed.ts';
import { counted } from './_words.ts';
import { alike } from './proxy/_roads.ts';
import type { Fix } from './rule.ts';

/** A change for more sorts of VMs than this is no quick fix, and takes long to work out. */
const MOST_SORTS = 100;

/**
 * The smallest set of changes that brings all of the VMs onto the IO Visor path, where one proxy gets them all there, no
 * other VM can lose by it, and all of it can be edited. Not safe: it changes what is written out, and opens firewalls.
 */
export function bringOntoPreferredPath(topology: Topology, plans: readonly VmPlan[]): Fix[] {
  const sorts = alike(plans);
  if (sorts.length > MOST_SORTS) return [];
  const edits: PlacedEdit[] = [];
  let proxy: Proxy | undefined;
  for (const [plan] of sorts) {
    const path = preferredPath(plan, topology);
    proxy ??= path?.proxy;
    if (!path || path.proxy !== proxy || path.edits.length === 0 || path.mayHurtOthers) return [];
    edits.push(...path.edits);
  }
  const texts = new Map(topology.files.map(({ tree }) => [tree.uri, tree.text]));
  if (!proxy || !combineByFile(edits, (uri) => texts.get(uri))) return [];
  const vms = [...new Set(plans.map(({ vm }) => vm))];
  const who = vms.length === 1 ? vms[0]!.name : counted(vms.length, 'VM');
  return [{ title: `Bring ${who} onto the IO Visor path by ${proxy.name}`, safe: false, edits }];
}
