import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import {
  COMPARE_WITH_REQUEST,
  type CompareWithParams,
  type PlanBase,
  REVISION_CONTENT_REQUEST,
  type RevisionContentParams,
  type RevisionContentResult,
} from '../../../../server/src/lsp/compare-protocol.ts';
import { topologyEditor } from '../../infrastructure/topology-editor.ts';
import type { PlanView } from '../plan-view/plan-view.ts';
import { askBase } from './ask-base.ts';
import { repositoryOf, textAt } from './git.ts';

/**
 * Registers *Compare Plan With…*: what is chosen the plan is compared with from then on, in the view and by the marks in the
 * editor. A commit that is compared with is read again when the branch moves.
 * @param client need not run yet
 */
export function registerComparePlan(client: BaseLanguageClient, view: PlanView): vscode.Disposable {
  /** What was chosen, by file: a server that starts anew does not know it. */
  const bases = new Map<string, PlanBase>();
  let following = vscode.Disposable.from();

  const tell = async (document: vscode.Uri, base: PlanBase): Promise<void> => {
    const uri = client.code2ProtocolConverter.asUri(document);
    await client.sendRequest(COMPARE_WITH_REQUEST, { textDocument: { uri }, base } satisfies CompareWithParams);
    view.planChanged();
  };
  const tellAll = async (): Promise<void> => {
    for (const [document, base] of bases) await tell(vscode.Uri.parse(document), base);
  };
  /** Commits of the repository of the file. */
  const follow = async (document: vscode.Uri): Promise<void> => {
    const repository = await repositoryOf(document);
    following.dispose();
    let commit = repository?.state.HEAD?.commit;
    following = vscode.Disposable.from(
      ...(repository
        ? [
            repository.state.onDidChange(() => {
              if (repository.state.HEAD?.commit === commit) return;
              commit = repository.state.HEAD?.commit;
              void tellAll();
            }),
          ]
        : []),
    );
  };

  const compare = async (given?: PlanBase): Promise<void> => {
    // While the view has the focus, no editor is active.
    const editor = topologyEditor()?.document.uri;
    const document = vscode.window.activeTextEditor ? editor : (view.document() ?? editor);
    if (!document) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a topology file to compare its plan.'));
      return;
    }
    const base = given ?? (await askBase(client, document));
    if (!base) return;
    bases.set(document.toString(), base);
    if (base.kind === 'revision') await follow(document);
    await vscode.workspace.openTextDocument(document);
    await tell(document, base);
    view.show(document, { type: 'tab', tab: 'changes' });
  };

  return vscode.Disposable.from(
    // The editor's menus pass the document, the tests what to compare with.
    vscode.commands.registerCommand('hyperflexTopology.comparePlan', (given?: unknown) =>
      compare(isBase(given) ? given : undefined),
    ),
    client.onRequest(
      REVISION_CONTENT_REQUEST,
      ({ uri, revision }: RevisionContentParams): Promise<RevisionContentResult> =>
        textAt(client.protocol2CodeConverter.asUri(uri), revision),
    ),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void tellAll();
    }),
    { dispose: () => following.dispose() },
  );
}

function isBase(given: unknown): given is PlanBase {
  return typeof given === 'object' && given !== null && 'kind' in given;
}
