import type { HxSystem } from '../../model/entities.ts';
import { allows, dataAddresses, isEffective } from '../../planner/access.ts';
import { type IpNetwork, networkContains } from '../../schema/values/ip.ts';
import { ALL_PORTS, uncoveredPorts } from '../../schema/values/ports.ts';
import {
  appendItem,
  indexIn,
  type PlacedEdit,
  removeItem,
  replaceNode,
  replaceScalar,
} from '../../syntax/edit/index.ts';
import { PlaceSet } from '../../syntax/place-map.ts';
import { named } from '../_words.ts';
import { type RuleContext, rule } from '../rule.ts';
import { faultIn, type RuleFault } from './_defects.ts';
import { type Door, doors } from './_doors.ts';
import { GUIDE } from './_guide.ts';
import { keyOf, proxyAddresses } from './_sources.ts';
import { type Told, tellOnce } from './_told.ts';
import { rulesIn, whereToFix } from './_words.ts';

interface WideOpen extends RuleFault {
  /** The wide entry of the list; `undefined` for `all`. */
  readonly entry: { readonly network: IpNetwork; readonly index: number } | undefined;
}

/** A network with more addresses for each proxy in it than this power of two is much wider than the proxies. */
const WIDE_BITS = 4;

export default rule({
  code: 'firewall/open-to-all',
  title: 'All ports of a host are open to more than the backup proxies',
  severity: 'information',
  what: 'A rule opens all ports to every address, or to a network of more than 16 addresses for each proxy in it.',
  why: 'The backup proxies alone need the IO Visor. Everyone else who is let in reaches every service of the host.',
  whatToDo: 'List the proxies’ addresses on the HX data network instead.',
  source: GUIDE,
  fixes: 'safe',
  reads: ['hosts'],
  *check(context) {
    for (const told of tellOnce(context.fact(doors).flatMap((door) => wideOpen(door, context)))) {
      const { text, several } = rulesIn(told);
      const { entry } = told.faults[0];
      const texts = wantedTexts(told, context);
      const need = texts.length === 0 ? '' : `. The backup proxies need ${named(texts)} only`;
      yield {
        place: told.place,
        message: `${text} ${several ? 'open' : 'opens'} all ports to ${entry ? entry.network.text : 'every address'}${need}`,
        related: told.related,
        fixes: () => {
          if (texts.length === 0) return [];
          const edits = restrict(told, context);
          const where = whereToFix(told, edits, context);
          return [{ title: `Restrict it to the proxies’ data addresses ${where}`, safe: true, edits }];
        },
      };
    }
  },
});

function wideOpen(door: Door, context: RuleContext): WideOpen[] {
  const addresses = context.fact(proxyAddresses);
  const open = door.rules.filter((each) => isEffective(each) && uncoveredPorts(each.ports, ALL_PORTS).length === 0);
  return open.flatMap((firewallRule): WideOpen[] => {
    const { allowed } = firewallRule;
    if (!allowed) return [];
    if (allowed.all) return [{ ...faultIn(firewallRule, door, allowed.place, 'all'), entry: undefined }];
    return allowed.sources.flatMap(({ source, value }, index) =>
      source.kind === 'network' && isMuchWider(source.network, addresses.countIn(source.network))
        ? [{ ...faultIn(firewallRule, door, value, source.network.text), entry: { network: source.network, index } }]
        : [],
    );
  });
}

/** A network without any proxy in it is told as stale. */
function isMuchWider({ family, prefix }: IpNetwork, proxies: number): boolean {
  const bits = (family === 4 ? 32 : 128) - prefix;
  return proxies > 0 && bits > WIDE_BITS + Math.log2(proxies);
}

/** The data addresses of all proxies, so that none loses a path, as far as the entry lets them in. */
function wantedTexts({ faults }: Told<WideOpen>, { topology }: RuleContext): string[] {
  const systems = new Set<HxSystem>(faults.map(({ door }) => door.system));
  const { entry } = faults[0];
  const addresses = topology.proxies
    .flatMap((proxy) => [...systems].flatMap((system) => dataAddresses(proxy, system)))
    .map(({ value }) => value)
    .filter((address) => !entry || networkContains(entry.network, address));
  return [...new Map(addresses.map((address) => [keyOf(address), address.text])).values()];
}

function restrict(told: Told<WideOpen>, context: RuleContext): PlacedEdit[] {
  const { topology } = context;
  const seen = new PlaceSet();
  return told.faults.flatMap(({ rule: { value, allowed }, entry }) => {
    const list = value.allowedAddresses;
    if (!list || !allowed || !seen.add(list)) return [];
    const texts = wantedTexts(told, context);
    if (!entry) return replaceNode(list, texts);
    const rest = { ...allowed, sources: allowed.sources.filter(({ value: item }) => item !== list.items[entry.index]) };
    const letInAnyway = new Set(
      topology.proxies
        .flatMap((proxy) => proxy.addresses)
        .filter((address) => allows(rest, address.value, topology.proxies))
        .map((address) => address.value.text),
    );
    const [first, ...others] = texts.filter((text) => !letInAnyway.has(text));
    const item = list.items[entry.index]!;
    if (first === undefined) return list.node.kind === 'seq' ? removeItem(list, indexIn(list.node, item.node)) : [];
    return [...replaceScalar(item, first), ...others.flatMap((text) => appendItem(list, text))];
  });
}
