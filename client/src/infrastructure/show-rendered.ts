import * as vscode from 'vscode';
import type { WindowMiddleware } from 'vscode-languageclient';

/**
 * Shows what the server asks to be shown: the pages under the folder `pages` beside the topology and rendered, unless VS
 * Code's Markdown preview is switched off; all else as the client library does.
 */
export function showRendered(pages: string): NonNullable<WindowMiddleware['showDocument']> {
  return async (params, token, next) => {
    const preview = vscode.extensions.getExtension('vscode.markdown-language-features');
    if (!preview || !params.uri.startsWith(`${pages}/`)) return next(params, token);
    await vscode.commands.executeCommand('markdown.showPreviewToSide', vscode.Uri.parse(params.uri));
    return { success: true };
  };
}
