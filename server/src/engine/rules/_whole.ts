import type { Topology } from '../model/topology.ts';

/** Whether every file of the topology is read: what is not declared here may be declared in a file that is included. */
export function isWhole({ files }: Topology): boolean {
  return !files.some(({ tree }) => tree.sections.some(({ key }) => key === 'include'));
}
