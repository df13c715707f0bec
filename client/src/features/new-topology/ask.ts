import * as vscode from 'vscode';
import type { NewTopologyParams } from '../../../../server/src/lsp/protocol.ts';
import { readHosts, readProxies, readSystem } from './answers.ts';

/** One question. An empty answer skips it. */
interface Question<T> {
  readonly prompt: string;
  readonly placeHolder: string;
  /** Gives `undefined` for what it cannot read. */
  readonly read: (answer: string) => T | undefined;
  /** Shown under such an answer. */
  readonly help: string;
}

/** Says that a question was cancelled, and with it all. */
const CANCELLED = Symbol('cancelled');

/** Asks for the few things that a topology begins with; each may be skipped. `undefined` when the user cancels. */
export async function askForSite(): Promise<NewTopologyParams | undefined> {
  const { t } = vscode.l10n;
  const name = await ask(1, {
    prompt: t('Name of the site'),
    placeHolder: t('Munich production'),
    read: (answer) => answer.trim(),
    help: '',
  });
  if (name === CANCELLED) return undefined;
  const hyperflex = await ask(2, {
    prompt: t('The HyperFlex system: its name and its data network'),
    placeHolder: 'hx-muc 10.10.50.0/24',
    read: readSystem,
    help: t('A name, then the data network as CIDR: hx-muc 10.10.50.0/24'),
  });
  if (hyperflex === CANCELLED) return undefined;
  const hosts = await ask(3, {
    prompt: t('The ESXi hosts: their names, or how many there are'),
    placeHolder: 'esx01, esx02, esx03',
    read: readHosts,
    help: t('Different names, or a number up to 64'),
  });
  if (hosts === CANCELLED) return undefined;
  const proxies = await ask(4, {
    prompt: t('The backup proxies: each with the addresses of all its network cards'),
    placeHolder: 'proxy01 10.10.10.21 10.10.50.21, proxy02 10.10.10.22 10.10.50.22',
    read: readProxies,
    help: t('A name and IPv4 addresses for each proxy, with commas between the proxies'),
  });
  if (proxies === CANCELLED) return undefined;
  const virtualProxies = hosts?.length && proxies?.length ? await askForKind() : undefined;
  if (virtualProxies === CANCELLED) return undefined;
  return {
    ...(name ? { name } : {}),
    ...(hyperflex ? { hyperflex } : {}),
    ...(hosts ? { hosts } : {}),
    ...(proxies ? { proxies } : {}),
    ...(virtualProxies ? { virtualProxies } : {}),
  };
}

/** `undefined` for a question that is skipped. */
async function ask<T>(
  step: number,
  { prompt, placeHolder, read, help }: Question<T>,
): Promise<T | undefined | typeof CANCELLED> {
  const { t } = vscode.l10n;
  const answer = await vscode.window.showInputBox({
    title: titleOf(step),
    prompt: `${prompt} ${t('(leave empty to skip)')}`,
    placeHolder,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' || read(text) !== undefined ? undefined : help),
  });
  if (answer === undefined) return CANCELLED;
  return answer.trim() === '' ? undefined : read(answer);
}

async function askForKind(): Promise<boolean | typeof CANCELLED> {
  const { t } = vscode.l10n;
  const items = [
    { label: t('Virtual machines'), description: t('one on each host in turn'), virtual: true },
    { label: t('Physical machines'), description: '', virtual: false },
  ];
  const placeHolder = t('What the backup proxies are');
  const picked = await vscode.window.showQuickPick(items, { title: titleOf(5), placeHolder, ignoreFocusOut: true });
  return picked ? picked.virtual : CANCELLED;
}

function titleOf(step: number): string {
  return vscode.l10n.t('New Topology File ({0} of 5)', step);
}
