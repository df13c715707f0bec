import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PlanQuery } from '../../../../server/src/lsp/plan-protocol.ts';
import {
  COPY_EXPLANATION_COMMAND,
  EXPLAIN_COMMAND,
  type ExplainedEntity,
} from '../../../../server/src/lsp/protocol.ts';
import type { HostMessage } from '../plan-view/messages.ts';
import type { ShowPlan } from '../plan-view/plan-view.ts';
import { askForVm } from './ask-for-vm.ts';
import { copyExplanation } from './copy-explanation.ts';

/**
 * Registers *Explain Plan for VM*, which leads into the plan view, and *Copy Explanation of VM*. A CodeLens or a hint names
 * the document and a VM with its job, or something else, whose VMs are then shown; without them it takes the VM at the
 * cursor, else it asks.
 * @param client need not run yet
 */
export function registerExplainPlan(client: BaseLanguageClient, showPlan: ShowPlan): vscode.Disposable {
  // The editor's context menu passes the document as first argument: only the second one tells a lens or a hint.
  return vscode.Disposable.from(
    vscode.commands.registerCommand(EXPLAIN_COMMAND, async (uri?: unknown, what?: unknown, job?: unknown) => {
      const document = client.protocol2CodeConverter.asUri(String(uri));
      if (isEntity(what)) showPlan(document, { type: 'only', only: what.kind === 'file' ? {} : onlyOf(what) });
      else if (typeof what === 'string') showPlan(document, choose(what, job));
      else {
        const asked = await askForVm(client, vscode.l10n.t('VM whose plan is to be explained'));
        if (asked) showPlan(asked.document, choose(asked.vm, asked.job));
      }
    }),
    vscode.commands.registerCommand(COPY_EXPLANATION_COMMAND, async (uri?: unknown, vm?: unknown) => {
      const asked =
        typeof vm === 'string'
          ? { document: client.protocol2CodeConverter.asUri(String(uri)), vm }
          : await askForVm(client, vscode.l10n.t('VM whose explanation is to be copied'));
      const done = asked && (await copyExplanation(client, asked.document, asked));
      if (done) vscode.window.setStatusBarMessage(done, 5000);
    }),
  );
}

function onlyOf({ kind, name }: ExplainedEntity): PlanQuery['only'] {
  return { [kind === 'hyperflex' ? 'system' : kind]: name };
}

function choose(vm: string, job: unknown): HostMessage {
  return { type: 'choose', vm, ...(typeof job === 'string' ? { job } : {}) };
}

function isEntity(what: unknown): what is ExplainedEntity {
  return typeof what === 'object' && what !== null && 'kind' in what && 'name' in what;
}
