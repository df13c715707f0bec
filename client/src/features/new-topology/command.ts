import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  NEW_TOPOLOGY_REQUEST,
  type NewTopologyParams,
  type NewTopologyResult,
} from '../../../../server/src/lsp/protocol.ts';
import { LANGUAGE_ID } from '../../infrastructure/topology-editor.ts';
import { askForSite } from './ask.ts';
import { textOf, writeParts } from './template-files.ts';
import { TEMPLATES, type Template } from './templates.ts';

/** What a new file begins with: answers to a few questions, nothing, or a sample. */
type Beginning = 'questions' | 'empty' | Template;

/**
 * Registers *New Topology File*. An argument says what the file begins with; without one the user is asked.
 * @param client need not run yet
 * @param extension where the extension lies, with its samples
 */
export function registerNewTopology(client: BaseLanguageClient, extension: vscode.Uri): vscode.Disposable {
  return vscode.commands.registerCommand('hyperflexTopology.newFile', async (argument?: unknown) => {
    const beginning = isBeginning(argument) ? argument : await askForBeginning();
    if (beginning === undefined) return;
    if (beginning === 'questions' || beginning === 'empty') {
      const known = beginning === 'empty' ? {} : await askForSite();
      if (known) await openNew(await textFor(client, known));
    } else if (beginning === 'in-parts') {
      const first = await writeParts(extension, TEMPLATES[beginning]);
      if (first) await vscode.window.showTextDocument(first);
    } else {
      await openNew({ text: await textOf(extension, TEMPLATES[beginning][0]), cursor: 0 });
    }
  });
}

const BEGINNINGS: readonly Beginning[] = ['questions', 'empty', 'munich', 'small', 'before-4.5-2a', 'in-parts'];

function isBeginning(argument: unknown): argument is Beginning {
  return BEGINNINGS.some((beginning) => beginning === argument);
}

async function askForBeginning(): Promise<Beginning | undefined> {
  const { t } = vscode.l10n;
  const texts: Readonly<Record<Beginning, readonly [label: string, detail: string]>> = {
    questions: [
      t('Answer a few questions'),
      t('Site, HyperFlex system, hosts and backup proxies; each may be skipped'),
    ],
    empty: [t('Empty'), t('The sections, with nothing in them')],
    munich: [t('A site with a mistake'), t('Two hosts, one of which lets no backup proxy in')],
    small: [t('A small site'), t('Three hosts and two proxies; every VM goes over the IO Visor')],
    'before-4.5-2a': [t('A site before HX 4.5(2a)'), t('What an old system does without')],
    'in-parts': [t('A site in parts'), t('Several files, so that each team keeps its own')],
  };
  const items = BEGINNINGS.map((beginning) => ({ label: texts[beginning][0], detail: texts[beginning][1], beginning }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t('New Topology File'),
    placeHolder: t('What the file begins with'),
    matchOnDetail: true,
  });
  return picked?.beginning;
}

function textFor(client: BaseLanguageClient, known: NewTopologyParams): Promise<NewTopologyResult> {
  return client.sendRequest<NewTopologyResult>(NEW_TOPOLOGY_REQUEST, known);
}

/** Opens a document that is not saved yet, with the cursor where the user goes on. */
async function openNew({ text, cursor }: NewTopologyResult): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content: text });
  const at = document.positionAt(cursor);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
