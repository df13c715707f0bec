import { count, planLabel } from '../explain/labels.ts';
import { type Thing, thingsIn } from '../model/at.ts';
import type { Entity, Host, Job, Vm } from '../model/entities.ts';
import { proxiesMeantBy } from '../planner/access.ts';
import type { Plan, VmPlan } from '../planner/plan.ts';
import type { Place, Unit } from '../syntax/nodes.ts';

/** What the text does not say, to be shown behind it. */
export interface Hint {
  readonly kind: 'proxyOfAddress' | 'vmsOfSelector' | 'inherited' | 'vmPlan';
  readonly unit: Unit;
  /** Behind which character of the unit it stands. */
  readonly offset: number;
  readonly label: string;
  /** In a sentence. */
  readonly tooltip: string;
  /** For `vmPlan`: the plan that it speaks of. */
  readonly plan?: VmPlan;
}

/** The hints in a unit, each text place and label once; in no order. */
export function hintsIn(plan: Plan, unit: Unit): Hint[] {
  const hints = new Map<string, Hint>();
  for (const thing of thingsIn(plan.topology, unit)) {
    for (const hint of hintsOf(plan, thing)) {
      if (hint.unit === unit) hints.set(`${hint.offset} ${hint.label}`, hint);
    }
  }
  return [...hints.values()];
}

function hintsOf(plan: Plan, thing: Thing): Hint[] {
  switch (thing.kind) {
    case 'allowedSource': {
      const meant = proxiesMeantBy(thing.allowed, plan.topology.proxies);
      if (thing.allowed.source.kind !== 'address' || meant.length === 0) return [];
      return [behind(thing.place, 'proxyOfAddress', listed(meant), `An address of ${listed(meant)}`)];
    }
    case 'entity':
      return thing.declares ? hintsOfEntity(plan, thing.entity) : [];
    default:
      return [];
  }
}

function hintsOfEntity(plan: Plan, entity: Entity): Hint[] {
  switch (entity.kind) {
    case 'host':
      return inherited(entity);
    case 'vm':
      return planOf(plan, entity);
    case 'job':
      return selected(entity);
    default:
      return [];
  }
}

/** The VMs behind selectors; one that names a VM says itself which. */
function selected({ include, exclude }: Job): Hint[] {
  return [...include, ...exclude].flatMap(({ value: { key, value }, target, vms }) => {
    const isName = key === 'vm' && vms.length === 1 && vms[0]!.name === value.value;
    if (isName || (key !== 'vm' && !target)) return [];
    const which = vms.length > 0 ? `: ${listed(vms)}` : '';
    return [behind(value, 'vmsOfSelector', count(vms.length, 'VM'), `Matches ${count(vms.length, 'VM')}${which}`)];
  });
}

/** What a host has from its cluster. */
function inherited({ name, cluster, system, value, rules }: Host): Hint[] {
  if (!cluster || !value.cluster) return [];
  const fromCluster = rules.filter(({ owner }) => owner === cluster).length;
  const off = !value.firewall?.enabled && cluster.value.firewall?.enabled?.value === false;
  const parts = [
    ...(!value.hyperflex && system ? [system.name] : []),
    ...(off ? ['firewall off'] : []),
    ...(fromCluster > 0 ? [count(fromCluster, 'firewall rule')] : []),
  ];
  if (parts.length === 0) return [];
  return [
    behind(value.cluster, 'inherited', parts.join(', '), `${name} has from ${cluster.name}: ${parts.join(', ')}`),
  ];
}

/** So many characters behind a VM are seen together with it. */
const IN_SIGHT = 200;

/** Whether a VM is written on one line of the text, which has room behind it. */
export function isOnOneLine({ value: { unit, start, end } }: Vm): boolean {
  return !unit.text.slice(start, end).includes('\n');
}

function planOf(plan: Plan, vm: Vm): Hint[] {
  if (!isOnOneLine(vm)) return [];
  const { unit, end } = vm.value;
  const rest = /^[^\r\n]*/.exec(unit.text.slice(end, end + IN_SIGHT))![0];
  // Behind what follows on the line; where that goes out of sight, behind the VM itself.
  const at: Place = { unit, start: end, end: rest.length < IN_SIGHT ? end + rest.trimEnd().length : end };
  const plans = plan.plansOf(vm);
  if (plans.length === 0) return [behind(at, 'vmPlan', 'in no job', `No job includes ${vm.name}: it is not backed up`)];
  return plans.map((plan) => {
    const label = plans.length > 1 ? `${plan.job.name}: ${planLabel(plan)}` : planLabel(plan);
    return { ...behind(at, 'vmPlan', label, `What ${vm.name} gets in ${plan.job.name}`), plan };
  });
}

function behind({ unit, end }: Place, kind: Hint['kind'], label: string, tooltip: string): Hint {
  return { kind, unit, offset: end, label, tooltip };
}

/** At most three names, and how many more. */
function listed(entities: readonly { readonly name: string }[]): string {
  const shown = entities.slice(0, 3).map(({ name }) => name);
  return entities.length > 3 ? `${shown.join(', ')} and ${entities.length - 3} more` : shown.join(', ');
}
