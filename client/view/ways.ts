import type { Way } from '../../server/src/lsp/plan-protocol.ts';

/** Ways in few words, the best first. */
export const SHORT_WAYS: { readonly [W in Way]: string } = {
  directNfsIoVisor: 'IO Visor',
  directNfsClusterIp: 'Cluster IP',
  directNfs: 'Direct NFS',
  virtualAppliance: 'Virtual appliance',
  network: 'Network',
  fails: 'Fails',
  unprotected: 'In no job',
};
