import type { CodeLens, Command } from 'vscode-languageserver';
import { changeLabel } from '../engine/compare/words.ts';
import { proxiesLetIn } from '../engine/explain/describe.ts';
import { count, planLabel, shareLabel, summaryLabel } from '../engine/explain/labels.ts';
import { printable } from '../engine/explain/printable.ts';
import { type Share, trafficSteps } from '../engine/explain/traffic.ts';
import { isOnOneLine } from '../engine/navigate/hints.ts';
import type { VmPlan } from '../engine/planner/plan.ts';
import { atOnce, type Steps } from '../engine/syntax/index.ts';
import type { Place } from '../engine/syntax/nodes.ts';
import { baseName } from '../files/paths.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { Compared } from '../lsp/plan-bases.ts';
import { EXPLAIN_COMMAND, type ExplainArguments, type ExplainedEntity } from '../lsp/protocol.ts';
import type { Settings } from '../lsp/settings.ts';

/** With more VMs than this only those off the preferred path have a lens; their job's lens speaks for the rest. */
const MOST_VM_LENSES = 300;

/** Made in a ms or so. */
const A_STEP = 100;

/**
 * What the plan says, above the name of each entity.
 * @param compared how it differs from another one, where that is known
 */
export function codeLenses(document: OpenDocument, settings: Settings, compared?: Compared): CodeLens[] {
  return atOnce(codeLensSteps(document, settings, compared));
}

/** {@link codeLenses} in steps. */
export function* codeLensSteps(
  document: OpenDocument,
  { codeLens: shown, vmPlan }: Settings,
  compared?: Compared,
): Steps<CodeLens[]> {
  const { tree, analysis } = document;
  const { plan, topology } = analysis;
  const traffic = yield* trafficSteps(plan);
  const lenses: CodeLens[] = [];
  const changes = new Map(shown.change ? compared?.comparison.changes.map((change) => [change.after, change]) : []);
  const add = (place: Place, command: Command): void => {
    if (place.unit.uri !== tree.uri) return;
    const title = printable(command.title);
    lenses.push({ range: document.positions.placeRange(place), command: { ...command, title } });
  };
  const note = (place: Place, title: string): void => add(place, { title, command: '' });
  const explained = (place: Place, title: string, kind: ExplainedEntity['kind'], name: string): void => {
    const argumentList: ExplainArguments = [document.uri, { kind, name }];
    add(place, { title, command: EXPLAIN_COMMAND, arguments: [...argumentList] });
  };

  const first = tree.sections[0];
  if (shown.file && first && topology.vms.length > 0) {
    const title = partTitle(document) + fileTitle(traffic.all, plan.unprotected.length);
    explained(first.keyPlace, title, 'file', baseName(analysis.tree.uri));
  }
  if (shown.hyperflex) {
    for (const system of topology.hyperflex) {
      const share = traffic.bySystem.get(system);
      const added = system.added ? 'added to the backup server' : 'not added to the backup server';
      const title = `${share ? shareLabel(share) : 'no VM in a job'} · ${added}`;
      explained(system.namePlace, title, 'hyperflex', system.name);
    }
  }
  if (shown.host) {
    for (const host of topology.hosts) {
      if (host.index % A_STEP === 0) yield;
      const letIn = proxiesLetIn(plan, host);
      if (letIn) explained(host.namePlace, letInTitle(letIn.map(({ name }) => name)), 'host', host.name);
    }
  }
  if (shown.proxy) {
    for (const proxy of topology.proxies) {
      const { vms, tasks, byMode } = traffic.byProxy.get(proxy)!;
      const title = vms > 0 ? `${count(vms, 'VM')}, ${count(tasks, 'task')}: ${summaryLabel(byMode)}` : 'serves no VM';
      explained(proxy.namePlace, title, 'proxy', proxy.name);
    }
  }
  if (shown.vm && vmPlan !== 'off') {
    const few = topology.vms.length <= MOST_VM_LENSES;
    for (const vm of topology.vms) {
      if (vm.index % A_STEP === 0) yield;
      // Its plan stands at the end of its line.
      if (vmPlan === 'hint' && isOnOneLine(vm)) continue;
      const plans = plan.plansOf(vm);
      if (plans.length === 0) {
        if (few) note(vm.namePlace, 'in no job');
      } else if (few || plans.some((each) => each.mode !== 'directNfsIoVisor')) {
        for (const each of plans) {
          const command = vmCommand(document.uri, each, plans.length > 1);
          add(vm.namePlace, command);
          // Beside a lens that is there anyway: no line moves when an edit changes a plan.
          const change = changes.get(each);
          if (change) add(vm.namePlace, { ...command, title: changeLabel(change, compared!.since) });
        }
      }
    }
  }
  if (shown.job) {
    for (const job of topology.jobs) {
      const share = traffic.byJob.get(job);
      if (job.namePlace) explained(job.namePlace, share ? shareLabel(share) : 'no VM', 'job', job.name);
    }
  }
  return lenses;
}

function vmCommand(uri: string, plan: VmPlan, several: boolean): Command {
  const title = several ? `${plan.job.name}: ${planLabel(plan)}` : planLabel(plan);
  const argumentList: ExplainArguments = [uri, plan.vm.name, plan.job.name];
  return { title, command: EXPLAIN_COMMAND, arguments: [...argumentList] };
}

/** Whose plan it is, where the file is only a part. */
function partTitle({ tree, analysis }: OpenDocument): string {
  return analysis.tree === tree ? '' : `part of ${baseName(analysis.tree.uri)} · `;
}

function fileTitle(planned: Share, unprotected: number): string {
  if (planned.vms === 0) return `${count(unprotected, 'VM')} in no job`;
  return `${shareLabel(planned)}${unprotected > 0 ? ` · ${unprotected} in no job` : ''}`;
}

function letInTitle(names: readonly string[]): string {
  if (names.length === 0) return 'lets no proxy in to the IO Visor';
  const shown = names.slice(0, 4).join(', ');
  return `lets in ${names.length > 4 ? `${shown} +${names.length - 4}` : shown}`;
}
