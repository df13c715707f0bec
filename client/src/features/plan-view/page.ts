import * as vscode from 'vscode';

/** Where the page's script and style lie in the extension. */
const FOLDER = 'dist/view';

/** What a page of the extension may load: its own script and style, and nothing else. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, FOLDER)] };
}

/** The page of the plan view. Its script puts text into it as text only, and reaches no network. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const addressOf = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, FOLDER, file)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${vscode.l10n.t('Topology Plan')}</title>
<link rel="stylesheet" href="${addressOf('plan.css')}">
</head>
<body>
<script nonce="${nonce}" src="${addressOf('plan.js')}"></script>
</body>
</html>`;
}
