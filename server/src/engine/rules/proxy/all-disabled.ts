import { withoutCandidate } from '../_plans.ts';
import { counted } from '../_words.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'proxy/all-disabled',
  title: 'No proxy is enabled',
  severity: 'error',
  what: 'Every proxy that is declared has `enabled: false`.',
  why: 'A disabled proxy is never used. Without an enabled one no job can process any VM.',
  whatToDo: 'Enable the proxies that are to process the VMs.',
  reads: ['hosts', 'plan'],
  *check({ topology, fact }) {
    const [first, ...others] = topology.proxies;
    if (!first || !topology.isWhole || topology.proxies.some(({ enabled }) => enabled)) return;
    const failing = fact(withoutCandidate);
    const { size } = new Set(failing.map(({ vm }) => vm));
    const cost = size > 0 ? `${counted(size, 'VM')} ${size === 1 ? 'fails' : 'fail'}` : 'no job can process a VM';
    yield {
      place: first.value.enabled ?? first.namePlace,
      message: `No proxy is enabled: ${cost}. Enable ${others.length > 0 ? 'one of them' : first.name}`,
      related: others.slice(0, 3).map(({ name, value, namePlace }) => ({
        place: value.enabled ?? namePlace,
        message: `${name} is disabled, too`,
      })),
    };
  },
});
