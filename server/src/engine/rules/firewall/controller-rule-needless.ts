import { removePair } from '../../syntax/edit/index.ts';
import { rule } from '../rule.ts';
import { GUIDE } from './_guide.ts';

export default rule({
  code: 'firewall/controller-rule-needless',
  title: 'Controllers are opened by hand although VBR does that',
  severity: 'hint',
  what: '`controllerFirewall` is written for an HX system that is added to the backup infrastructure.',
  why: 'VBR opens the firewall of the storage controllers by itself when it discovers the storage.',
  whatToDo: 'Remove it.',
  source: GUIDE,
  fixes: 'safe',
  reads: ['hosts'],
  *check({ topology }) {
    for (const { name, value, added } of topology.hyperflex) {
      const place = value.$keys.get('controllerFirewall');
      const pair = value.node.pairs.find(({ key }) => key.text === 'controllerFirewall');
      if (!added || !place || !pair || !value.controllerFirewall) continue;
      yield {
        place,
        message: `${name} is added to the backup infrastructure, so VBR opens its controllers by itself: controllerFirewall has no effect`,
        fixes: () => [{ title: `Remove controllerFirewall from ${name}`, safe: true, edits: removePair(value, pair) }],
      };
    }
  },
});
