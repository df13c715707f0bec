import * as vscode from 'vscode';

/** As much of the API of VS Code's own Git extension as is used here (its `git.d.ts`, version 1). */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<GitApi['state']>;
  getRepository(uri: vscode.Uri): GitRepository | null;
  /** Opens the repository that holds a folder or a file. */
  openRepository?(root: vscode.Uri): Promise<GitRepository | null>;
}
export interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  getRefs(query: { readonly count?: number }): Promise<readonly GitRef[]>;
  getCommit(ref: string): Promise<{ readonly hash: string }>;
  /** The text of a file at a revision. Rejects where it is not there. */
  show(ref: string, path: string): Promise<string>;
}
export interface GitRef {
  /** 0: a branch, 1: one of a remote, 2: a tag. */
  readonly type: number;
  readonly name?: string;
  readonly commit?: string;
}

/**
 * The repository that a file lies in; `undefined` where it lies in none, and where there is no Git: on the web, in a
 * workspace that is not trusted.
 */
export async function repositoryOf(uri: vscode.Uri): Promise<GitRepository | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension || uri.scheme !== 'file') return undefined;
  const git = await Promise.resolve(extension.activate()).catch(() => undefined);
  if (!git?.enabled) return undefined;
  const api = git.getAPI(1);
  if (api.state !== 'initialized') await new Promise<unknown>((resolve) => once(api.onDidChangeState, resolve));
  return api.getRepository(uri) ?? (await api.openRepository?.(uri).catch(() => null)) ?? undefined;
}

/**
 * Whether Git knows the revision. What begins with `-` it would take for an option, and what follows a `:` for a path.
 */
export async function isRevision(repository: GitRepository, revision: string): Promise<boolean> {
  if (!/^[^-:\s][^:\s]*$/.test(revision)) return false;
  return repository.getCommit(revision).then(
    () => true,
    () => false,
  );
}

/** The text of a file at a revision; `null` where it is not there. */
export async function textAt(uri: vscode.Uri, revision: string): Promise<string | null> {
  const repository = await repositoryOf(uri);
  return repository?.show(revision, uri.fsPath).catch(() => null) ?? null;
}

function once<T>(event: vscode.Event<T>, hear: (value: T) => void): void {
  const listening = event((value) => {
    listening.dispose();
    hear(value);
  });
}
