import * as vscode from 'vscode';
import type { WindowMiddleware } from 'vscode-languageclient';

/** Shows a Markdown document beside the topology, rendered; as text where VS Code's Markdown preview does not run. */
export async function showMarkdown(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

/**
 * Shows what the server asks to be shown: the pages under the folder `pages` as `showMarkdown` does; all else as the client
 * library does.
 */
export function showRendered(pages: string): NonNullable<WindowMiddleware['showDocument']> {
  return async (params, token, next) => {
    if (!params.uri.startsWith(`${pages}/`)) return next(params, token);
    await showMarkdown(vscode.Uri.parse(params.uri));
    return { success: true };
  };
}
