import { rule } from '../rule.ts';
import { instead, lostSnapshots } from './_lost.ts';

export default rule({
  code: 'snapshot/license',
  title: 'The licence has no backup from storage snapshots',
  severity: 'warning',
  what: 'Jobs are to read from HX snapshots, and the licence of the backup server is neither Enterprise Plus nor universal.',
  why: 'Without that licence VBR makes no HX snapshot. A job that fails over reads from a VMware snapshot instead, which stays open while the backup runs; one that does not leaves the VM without a backup.',
  whatToDo:
    'Get a licence with backup from storage snapshots, or turn it off in the jobs (`storageSnapshots.enabled: false`), so that it is clear what they do.',
  source: 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex)',
  reads: ['hosts', 'plan', 'references', 'problems', 'errors'],
  *check(context) {
    const { license, value } = context.topology.backupServer;
    const plans = context.fact(lostSnapshots).get('license') ?? [];
    if (!value?.license || plans.length === 0) return;
    yield {
      place: value.license,
      message: `The ${license} licence has no backup from HX snapshots: ${instead(plans)}. HX snapshots need Enterprise Plus or a universal licence`,
    };
  },
});
