import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { ensureCodeServer } from '../../../scripts/vscode/code-server-install.mjs';

const workbench = 'out/vs/code/browser/workbench/workbench.js';

/**
 * Where code-server's workbench differs from VS Code's own on the web: it takes whoever served it for a VS Code server, and
 * keeps the user's settings there, not in the browser.
 */
const differences = [
  [/,remoteAuthority:location\.host/, ''],
  [/(\.with\(\{scheme:\w+\.)vscodeRemote(\}\),"User"\))/, '$1vscodeUserData$2'],
];

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/**
 * Serves the web workbench that code-server's package carries as files alone, as vscode.dev is served: the extension host
 * is a web worker, and there is no server behind it.
 *
 * @param {object} options
 * @param {string} options.version of VS Code
 * @param {Record<string, string>} options.extensions folders of extensions by a name for each
 * @param {object} options.folder the workspace folder, as URI components
 * @param {object} [options.settings]
 * @returns {Promise<{ address: (payload?: string[][]) => string, extension: (name: string, file?: string) => string,
 *   file: (name: string) => string, stop: () => Promise<void> }>} `address` opens the folder, with VS Code's own payload;
 *   `extension` names an extension, or a file of it, and `file` a file of the folder, as the payload wants them
 * @throws when the workbench is not the one that is known here
 */
export async function serveWorkbench({ version, extensions, folder, settings = {} }) {
  const { entry } = await ensureCodeServer(version);
  const vscode = path.resolve(path.dirname(entry), '../../lib/vscode');
  const script = differences.reduce(
    (text, [theirs, original]) => {
      if (!theirs.test(text)) throw new Error(`The workbench of VS Code ${version} has no ${theirs}`);
      return text.replace(theirs, original);
    },
    readFileSync(path.join(vscode, workbench), 'utf8'),
  );

  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const [, root, ...rest] = decodeURIComponent(pathname).split('/');
    const base = root === 'vscode' ? vscode : root === 'extensions' ? extensions[rest.shift()] : undefined;
    const file = base && path.join(base, ...rest);
    if (pathname === '/') {
      response.setHeader('Content-Type', 'text/html').end(page(options()));
    } else if (root === 'vscode' && rest.join('/') === workbench) {
      response.setHeader('Content-Type', 'text/javascript').end(script);
    } else if (file && existsSync(file) && statSync(file).isFile()) {
      response.setHeader('Content-Type', types[path.extname(file)] ?? 'application/octet-stream');
      createReadStream(file).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const authority = `127.0.0.1:${server.address().port}`;

  const options = () => ({
    folderUri: folder,
    // What code-server's workbench asks for besides.
    ...{
      userDataPath: '/user-data',
      isEnabledFileDownloads: true,
      isEnabledFileUploads: true,
      isEnabledCoderGettingStarted: false,
    },
    additionalBuiltinExtensions: Object.keys(extensions).map((name) => ({
      scheme: 'http',
      authority,
      path: `/extensions/${name}`,
    })),
    configurationDefaults: settings,
    productConfiguration: { enableTelemetry: false },
    enableWorkspaceTrust: false,
    developmentOptions: { enableSmokeTestDriver: true },
  });

  return {
    address: (payload = []) => `http://${authority}/?${new URLSearchParams({ payload: JSON.stringify(payload) })}`,
    extension: (name, file = '') => `http://${authority}/extensions/${name}/${file}`,
    file: (name) => `${folder.scheme}:${folder.path}/${name}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** After VS Code's own page for this, `workbench.html`. */
function page(options) {
  const settings = JSON.stringify(options).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8">
    <meta id="vscode-workbench-web-configuration" data-settings="${settings}">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/vscode/out/vs/code/browser/workbench/workbench.css">
  </head>
  <body aria-label=""></body>
  <script>globalThis._VSCODE_FILE_ROOT = new URL('/vscode/out/', location).toString();</script>
  <script type="module" src="/vscode/out/nls.messages.js"></script>
  <script type="module" src="/vscode/${workbench}"></script>
</html>
`;
}
