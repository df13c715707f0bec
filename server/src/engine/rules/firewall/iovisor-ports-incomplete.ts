import type { FirewallRule } from '../../model/entities.ts';
import { isEffective } from '../../planner/access.ts';
import { HX_2_5, isAtLeast } from '../../schema/values/hx-version.ts';
import { formatPortRange, type PortRange } from '../../schema/values/ports.ts';
import { replaceNode } from '../../syntax/edit/index.ts';
import { named } from '../_words.ts';
import { type RuleContext, rule } from '../rule.ts';
import { costOf } from './_cost.ts';
import { faultIn, listPlace, type RuleFault } from './_defects.ts';
import { type Door, doors } from './_doors.ts';
import { GUIDE } from './_guide.ts';
import { tellOnce } from './_told.ts';
import { rulesIn, whereToFix } from './_words.ts';

interface PortsFault extends RuleFault {
  /** All rules of the host that are to be opened wider. */
  readonly rules: readonly FirewallRule[];
  readonly missing: string;
}

export default rule({
  code: 'firewall/iovisor-ports-incomplete',
  title: 'The firewall rules for the IO Visor leave ports closed',
  severity: 'warning',
  what: 'The rules for the IO Visor of a host together open neither all ports (0-65535) nor, on HX 2.5 or later, all of 111, 2049 and 2449.',
  why: 'The NFS of the IO Visor uses dynamic ports, and the ports 111, 2049 and 2449 at the least. With one of them closed VBR falls back to the controller cluster IP.',
  whatToDo: 'Open ports 0-65535.',
  source: GUIDE,
  fixes: 'unsafe',
  reads: ['hosts'],
  *check(context) {
    for (const told of tellOnce(portsFaults(context))) {
      const { text, several } = rulesIn(told);
      const lists = told.faults.flatMap(({ rules }) => rules.flatMap(({ value }) => value.ports ?? []));
      const other = told.faults[0].rules.slice(1).flatMap(({ value }) => value.ports ?? []);
      yield {
        place: told.place,
        message: `${text} ${several ? 'leave' : 'leaves'} ${told.faults[0].missing} closed: ${costOf(told.hosts, context)}. Open 0-65535${beforeVib(told.faults[0].door)}`,
        related: [...told.related, ...other.map((place) => ({ place, message: 'these ports count, too' }))],
        fixes: () => {
          const edits = [...new Set(lists)].flatMap((ports) => replaceNode(ports, '0-65535'));
          return [{ title: `Set ports: 0-65535 ${whereToFix(told, edits, context)}`, safe: false, edits }];
        },
      };
    }
  },
});

function portsFaults(context: RuleContext): PortsFault[] {
  return context.fact(doors).flatMap((door): PortsFault[] => {
    if (door.unclear) return [];
    const rules = new Set<FirewallRule>();
    const shutOut = door.shutOut.filter(({ rules, portsMissing }) => rules.length > 0 && portsMissing.length > 0);
    for (const { rules: atFault } of shutOut) rules.add(atFault.find(isEffective) ?? atFault[0]!);
    const [first, ...others] = rules;
    const place = first && listPlace(first, 'ports');
    if (!first || !place) return [];
    const missing = portsText(shutOut[0]!.portsMissing);
    return [{ ...faultIn(first, door, place, missing), rules: [first, ...others], missing }];
  });
}

/** "port 2449", "ports 111 and 2449". */
function portsText(ranges: readonly PortRange[]): string {
  const one = ranges.length === 1 && ranges[0]!.first === ranges[0]!.last;
  return `${one ? 'port' : 'ports'} ${named(ranges.map(formatPortRange))}`;
}

function beforeVib({ system: { version } }: Door): string {
  return version && !isAtLeast(version, HX_2_5) ? ': before HX 2.5, 111, 2049 and 2449 are not enough' : '';
}
