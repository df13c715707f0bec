import * as vscode from 'vscode';

/** The text of a template of one file. */
export async function textOf(extension: vscode.Uri, path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, path)));
}

/**
 * Writes a template of several files into a folder that the user chooses. No file that is there is written over.
 * @returns the first file; `undefined` when the user cancels, or has been told that a file is in the way
 */
export async function writeParts(extension: vscode.Uri, paths: readonly string[]): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t('Write Files Here'),
      title: vscode.l10n.t('Folder for the site’s {0} files', paths.length),
    })) ?? [];
  if (!folder) return undefined;
  const base = paths[0]!.slice(0, paths[0]!.lastIndexOf('/') + 1);
  const edit = new vscode.WorkspaceEdit();
  for (const path of paths) {
    const contents = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, path));
    edit.createFile(vscode.Uri.joinPath(folder, path.slice(base.length)), { contents, overwrite: false });
  }
  if (await vscode.workspace.applyEdit(edit)) return vscode.Uri.joinPath(folder, paths[0]!.slice(base.length));
  void vscode.window.showErrorMessage(
    vscode.l10n.t('Files of the same names are in {0} already: nothing was written.', folder.path),
  );
  return undefined;
}
