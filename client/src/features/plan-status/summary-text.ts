import type { PlanSummary } from '../../../../server/src/lsp/protocol.ts';

/** As `vscode.l10n.t`: the message in the user's language, `{0}` and so on filled in. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

/**
 * The plan on one line, best mode first, modes without a VM left out: `58 VMs: 40 IO Visor · 12 cluster IP`. Where several
 * jobs include a VM, with the number of plans: `2 VMs, 3 plans: …`.
 * @param summary numbers of VMs, and of their plans by outcome
 * @param t translates
 */
export function summaryText(summary: PlanSummary, t: Translate): string {
  const parts: [number, string][] = [
    [summary.directNfsIoVisor, t('{0} IO Visor', summary.directNfsIoVisor)],
    [summary.directNfsClusterIp, t('{0} cluster IP', summary.directNfsClusterIp)],
    [summary.directNfs, t('{0} Direct NFS', summary.directNfs)],
    [summary.virtualAppliance, t('{0} virtual appliance', summary.virtualAppliance)],
    [summary.network, t('{0} network', summary.network)],
    [summary.fails, summary.fails === 1 ? t('1 fails') : t('{0} fail', summary.fails)],
  ];
  const present = parts.filter(([count]) => count > 0);
  if (summary.vms === 0) return t('No VM planned');
  const plans = present.reduce((sum, [count]) => sum + count, 0);
  const vms = summary.vms === 1 ? t('1 VM') : t('{0} VMs', summary.vms);
  const times = plans > summary.vms ? `, ${t('{0} plans', plans)}` : '';
  return `${vms}${times}: ${present.map(([, text]) => text).join(' · ')}`;
}
