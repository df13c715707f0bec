import { clusterRules } from './cluster-rules.ts';
import { disksOrDatastore } from './disks.ts';
import { extractToFile } from './extract.ts';
import { proxyNames } from './proxy-names.ts';
import type { Refactoring, Refusal, Selection } from './refactoring.ts';

/**
 * All refactorings that apply at the selection, and those that one would expect there with why they do not.
 *
 * @param isTaken whether a file of that name lies beside the selection's; left out where no file can be made there
 */
export function refactorings(selection: Selection, isTaken?: (name: string) => boolean): (Refactoring | Refusal)[] {
  return [
    ...clusterRules(selection),
    ...disksOrDatastore(selection),
    ...proxyNames(selection),
    ...(isTaken ? extractToFile(selection, isTaken) : []),
  ];
}
