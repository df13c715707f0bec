import type { Topology } from '../model/topology.ts';
import type { Diagnostic } from '../rules/check.ts';
import { checklistPage } from './checklist.ts';
import { esxcliScript } from './esxcli.ts';
import { powershellScript } from './powershell.ts';
import { remediate } from './remediate.ts';
import type { Part } from './remediation.ts';
import { originOf } from './told.ts';

/** What a remediation is written as. */
export const FORMS = ['powershell', 'esxcli', 'checklist'] as const;
export type Form = (typeof FORMS)[number];

/**
 * What brings the real systems to the state that the topology describes, as text; nothing is run.
 *
 * @param root the URI of the file that the topology starts from
 * @param findings what the checks still find, which the head of a script tells
 * @param parts those that are asked for; all, where they are not given
 */
export function writeRemediation(
  topology: Topology,
  root: string,
  findings: readonly Diagnostic[],
  parts?: ReadonlySet<Part>,
): Readonly<Record<Form, () => string>> {
  const remediation = remediate(topology, parts);
  const origin = originOf(root, findings);
  return {
    powershell: () => powershellScript(remediation, origin, topology.backupServer.value?.name?.value),
    esxcli: () => esxcliScript(remediation, origin),
    checklist: () => checklistPage(remediation.checklist, origin),
  };
}
