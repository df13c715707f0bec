import type { JobValue } from '../../schema/format.ts';
import type { PlacedEdit } from '../../syntax/edit/index.ts';
import { removePair } from '../../syntax/edit/index.ts';
import { isSameNode } from '../../syntax/node-place.ts';
import type { YamlNode, YamlPair } from '../../syntax/nodes.ts';
import { PlaceSet } from '../../syntax/place-map.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'job/no-effect',
  title: 'An option of a job has no effect on HX',
  severity: 'information',
  fixes: 'safe',
  what: '*Limit processed VM count per storage snapshot* or *Failover to primary storage snapshot* is set in a job all of whose VMs lie on HX.',
  why: 'HX snapshots are made for each VM by itself, so there is nothing to limit; and HX has no secondary storage whose snapshots could be missing.',
  whatToDo: 'Remove the option.',
  source: 'Veeam user guide, Configuring Backup from Cisco HyperFlex Snapshots',
  reads: ['hosts', 'plan', 'references', 'problems', 'errors'],
  *check({ topology }) {
    const seen = new PlaceSet();
    for (const { name, value, vms } of topology.jobs) {
      if (!vms.every(({ system }) => system)) continue;
      const settings = value?.storageSnapshots;
      if (!settings || ![...NO_EFFECT.keys()].some((key) => settings.$has(key))) continue;
      for (const pair of settings.node.pairs) {
        const why = NO_EFFECT.get(pair.key.text);
        const place = settings.$keys.get(pair.key.text);
        if (!why || !place || isOff(pair.value) || !seen.add(place)) continue;
        yield {
          place,
          message: `${pair.key.text} has no effect in ${name}: ${why}`,
          fixes: () => [
            { title: `Remove ${pair.key.text} from ${name}`, safe: true, edits: removeOption(value!, pair) },
          ],
        };
      }
    }
  },
});

const NO_EFFECT: ReadonlyMap<string, string> = new Map([
  ['limitVmsPerSnapshot', 'HX snapshots are made for each VM by itself'],
  ['failoverToPrimarySnapshot', 'HX has no secondary storage to fail over from'],
]);

/** An option that is said to be off is not expected to have an effect. */
function isOff(node: YamlNode): boolean {
  return node.kind === 'scalar' && (node.style === 'missing' || node.text.toLowerCase() === 'false');
}

/** With the mapping, where it holds nothing else. */
function removeOption(job: JobValue, option: YamlPair): PlacedEdit[] {
  const settings = job.storageSnapshots!;
  const own = job.node.pairs.find(({ value, merged }) => isSameNode(value, settings.node) && !merged);
  return own && settings.node.pairs.length === 1 ? removePair(job, own) : removePair(settings, option);
}
