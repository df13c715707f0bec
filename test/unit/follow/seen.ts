import type { Analysis } from '../../../server/src/engine/engine.ts';
import { trafficOf } from '../../../server/src/engine/explain/traffic.ts';
import type { Entity } from '../../../server/src/engine/model/entities.ts';
import { entitiesOf } from '../../../server/src/engine/model/topology.ts';
import type { PlacedEdit } from '../../../server/src/engine/syntax/edit/placed.ts';
import type { Place } from '../../../server/src/engine/syntax/nodes.ts';

/** All that a user can see of an analysis, as plain data with absolute offsets. */
export function seen(analysis: Analysis): Record<string, unknown> {
  const { topology, plan, suppressed } = analysis;
  const traffic = trafficOf(plan);
  return {
    entities: [...entitiesOf(topology)].map((entity) => ({
      is: named(entity),
      at: placeOf(entity.namePlace),
      holds: topology.references.heldBy(entity).map(({ at, target }) => [placeOf(at), named(target)]),
      isUsed: topology.references.isUsed(entity),
      means: named(topology.names[entity.kind].get(entity.name)),
      ...(entity.kind === 'job' ? { vms: entity.vms.map(({ index }) => index) } : {}),
    })),
    declared: topology.files.flatMap(({ tree }) => tree.units.map((unit) => topology.declaredIn(unit).map(named))),
    plan: plan.vms.map((vm) => ({
      job: vm.job.name,
      ...{ vm: vm.vm.index, outcome: vm.outcome, failure: vm.failure, mode: vm.mode, source: vm.source },
      ...{ proxy: vm.proxy?.name, forced: vm.forced, forcedFromOtherHost: vm.forcedFromOtherHost },
      alternatives: vm.alternatives.map(({ name }) => name),
      disks: vm.disks.map(({ disk, reason }) => [disk.name, reason]),
      assumptions: vm.assumptions,
      improve: vm.improve?.changes.map(({ title, place }) => [title, placeOf(place)]),
      steps: vm.steps.map(({ step, verdict, because }) => [
        step,
        verdict,
        because.map(({ message, place, holds }) => [message, holds, placeOf(place)]),
      ]),
    })),
    byVm: topology.vms.map((vm) => plan.plansOf(vm).map((each) => each.job.name)),
    unprotected: plan.unprotected.map(({ name }) => name),
    summary: plan.summary,
    ioVisor: topology.hyperflex.map((system) => plan.ioVisor.of(system).map(({ name }) => name)),
    traffic: topology.proxies.map((proxy) => traffic.byProxy.get(proxy)),
    diagnostics: diagnosticsSeen(analysis),
    suppressed: suppressed.map(({ diagnostic: { code, place }, reason }) => [code, placeOf(place), reason]),
  };
}

/** All that a user can see of the diagnostics, likewise. */
export function diagnosticsSeen({ diagnostics }: Analysis): unknown[] {
  return diagnostics.map((diagnostic) => ({
    ...{ code: diagnostic.code, severity: diagnostic.severity, message: diagnostic.message },
    place: placeOf(diagnostic.place),
    related: diagnostic.related.map(({ place, message }) => [message, placeOf(place)]),
    fixes: diagnostic.fixes.map(({ title, safe, edits }) => ({ title, safe, edits: edits.map(editOf) })),
  }));
}

function named(entity: Entity | undefined): string | undefined {
  return entity && `${entity.kind} ${entity.index}`;
}

function placeOf(place: Place | undefined): unknown {
  return place && [place.unit.uri, place.unit.start + place.start, place.unit.start + place.end];
}

function editOf({ unit, start, end, newText }: PlacedEdit): unknown {
  return [unit.uri, unit.start + start, unit.start + end, newText];
}
