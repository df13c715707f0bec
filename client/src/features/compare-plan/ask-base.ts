import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PlanBase } from '../../../../server/src/lsp/compare-protocol.ts';
import { literal } from '../../infrastructure/literal.ts';
import { type GitRepository, isRevision, repositoryOf } from './git.ts';

/** More branches and tags nobody looks through: a revision can be typed. */
const MOST_REFS = 200;

interface Item extends vscode.QuickPickItem {
  readonly choose?: () => Promise<PlanBase | undefined>;
}

/** Asks what the plan of a file is to be compared with; `undefined` when nothing is chosen. */
export async function askBase(client: BaseLanguageClient, document: vscode.Uri): Promise<PlanBase | undefined> {
  const picked = await vscode.window.showQuickPick(itemsFor(client, document), {
    placeHolder: vscode.l10n.t('What to compare the plan with'),
    matchOnDescription: true,
  });
  return picked?.choose?.();
}

async function itemsFor(client: BaseLanguageClient, document: vscode.Uri): Promise<Item[]> {
  const { t } = vscode.l10n;
  const repository = await repositoryOf(document);
  return [
    { label: `$(save) ${t('Saved File')}`, choose: async () => ({ kind: 'saved' }) },
    ...(repository ? await revisionItems(repository) : []),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(file) ${t('Another File…')}`, choose: () => askFile(client, document) },
  ];
}

async function revisionItems(repository: GitRepository): Promise<Item[]> {
  const { t } = vscode.l10n;
  const revision = (name: string) => async (): Promise<PlanBase> => ({ kind: 'revision', revision: name });
  const refs = await repository.getRefs({ count: MOST_REFS }).catch(() => []);
  const named = refs.flatMap(({ name, type, commit }): Item[] => {
    if (!name || type > 2) return [];
    const icon = type === 2 ? 'tag' : 'git-branch';
    return [{ label: `$(${icon}) ${literal(name)}`, description: commit?.slice(0, 8) ?? '', choose: revision(name) }];
  });
  const { HEAD: head } = repository.state;
  return [
    { label: t('Git'), kind: vscode.QuickPickItemKind.Separator },
    ...(head?.commit
      ? [{ label: `$(git-commit) HEAD`, description: t('the last commit'), choose: revision('HEAD') }]
      : []),
    ...named,
    { label: `$(edit) ${t('Other Revision…')}`, choose: () => askRevision(repository) },
  ];
}

async function askRevision(repository: GitRepository): Promise<PlanBase | undefined> {
  const revision = await vscode.window.showInputBox({
    prompt: vscode.l10n.t('A revision of the repository'),
    placeHolder: 'HEAD~3',
    validateInput: async (typed) =>
      (await isRevision(repository, typed)) ? undefined : vscode.l10n.t('Git knows no such revision'),
  });
  return revision === undefined ? undefined : { kind: 'revision', revision };
}

async function askFile(client: BaseLanguageClient, document: vscode.Uri): Promise<PlanBase | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      ...(document.scheme === 'untitled' ? {} : { defaultUri: vscode.Uri.joinPath(document, '..') }),
      filters: { YAML: ['yaml', 'yml'] },
      title: vscode.l10n.t('Compare the Plan With'),
    })) ?? [];
  return file && { kind: 'file', uri: client.code2ProtocolConverter.asUri(file) };
}
