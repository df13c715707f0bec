import * as vscode from 'vscode';

/** The language that the extension serves. */
export const LANGUAGE_ID = 'hyperflex-topology';

/**
 * The editor whose topology the user looks at: the active one, or, while a preview has the focus, one that is visible
 * beside it. `undefined` when a file of another kind is active.
 */
export function topologyEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor ? [activeTextEditor] : visibleTextEditors;
  return editors.find(({ document }) => document.languageId === LANGUAGE_ID);
}
