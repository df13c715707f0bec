import type { FirewallRule } from '../../model/entities.ts';
import type { Value } from '../../schema/types.ts';
import { keyOf, replaceScalar } from '../../syntax/edit/index.ts';
import type { Place } from '../../syntax/nodes.ts';
import type { Finding, RuleContext } from '../rule.ts';
import { costOf } from './_cost.ts';
import { type Door, doors } from './_doors.ts';
import { type Fault, tellOnce } from './_told.ts';
import { rulesIn, whereToFix } from './_words.ts';

/** A fault that stands in a rule of the firewall. */
export interface RuleFault extends Fault {
  readonly door: Door;
  readonly rule: FirewallRule;
}

/** A value of a rule that keeps it from letting anyone in to the IO Visor. */
interface Defect {
  readonly key: 'enabled' | 'direction' | 'protocol';
  readonly isFaulty: (rule: FirewallRule) => boolean;
  /** What is wrong, as it goes on after "The IO Visor rule": for one, and for several. */
  readonly is: string;
  readonly are: string;
  /** What would be right, as text of the file. */
  readonly right: string;
}

/** Finds the defect in the IO Visor rules that should let in a proxy which all of the host's rules together keep out. */
export function* defectiveRules(context: RuleContext, { key, isFaulty, is, are, right }: Defect): Iterable<Finding> {
  const faults = context.fact(doors).flatMap((door) =>
    rulesAtFault(door)
      .filter(isFaulty)
      .flatMap((rule) => (rule.value[key] ? [faultIn(rule, door, rule.value[key])] : [])),
  );
  for (const told of tellOnce(faults)) {
    const { text, several } = rulesIn(told);
    const values = told.faults.flatMap(({ rule }): Value<unknown>[] => (rule.value[key] ? [rule.value[key]] : []));
    yield {
      place: told.place,
      message: `${text} ${several ? are : is}: ${costOf(told.hosts, context)}. Set \`${key}: ${right}\``,
      related: told.related,
      fixes: () => {
        const edits = values.flatMap((value) => replaceScalar(value, right));
        return [{ title: `Set ${key}: ${right} ${whereToFix(told, edits, context)}`, safe: false, edits }];
      },
    };
  }
}

/** The rules that should let in the proxies which are kept out, each once. */
function rulesAtFault({ shutOut }: Door): FirewallRule[] {
  return [...new Set(shutOut.flatMap(({ rules }) => rules))];
}

/** A fault at a place in a rule. */
export function faultIn(rule: FirewallRule, door: Door, place: Place, kind?: string): RuleFault {
  const cluster = rule.owner.kind === 'cluster' ? rule.owner : undefined;
  return { door, rule, place, cluster, ...(kind === undefined ? {} : { kind }) };
}

/** Where a list of the rule is marked: one over several lines at its key, one that rules share at its anchor. */
export function listPlace({ value }: FirewallRule, key: 'ports' | 'allowedAddresses'): Place | undefined {
  const list = value[key];
  return list?.node.kind === 'seq' && !list.node.flow ? (keyOf(list) ?? list) : list;
}
