import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installExtension, startCodeServer } from '../../scripts/vscode/code-server.mjs';
import { parseSuiteOutput } from './report.mjs';

const stub = fileURLToPath(new URL('stub', import.meta.url));

/** The whole suite must be done by then: VS Code also says nothing when it ignores the request to run one. */
const timeoutMs = 240_000;

/**
 * Runs the suite in the extension host of code-server's VS Code, with the packaged extension installed.
 *
 * @param {object} run
 * @param {import('playwright-core').Browser} run.browser opens the workbench, which starts the extension host
 * @param {string} run.version of VS Code
 * @param {string} run.vsix the package under test
 * @param {string} run.suite the bundled suite
 * @param {string} run.folder the folder that VS Code opens
 * @param {string} run.scratch an empty folder for this run's VS Code
 * @param {(line: ReturnType<typeof parseSuiteOutput>[number]) => void} run.onLine hears what the suite reports
 * @returns {Promise<void>} when the suite has ended, well or not
 * @throws when VS Code does not start or the suite does not end in time
 */
export async function runInCodeServer({ browser, version, vsix, suite, folder, scratch, onLine }) {
  const profile = {
    version,
    userDataDir: path.join(scratch, 'user-data'),
    extensionsDir: path.join(scratch, 'extensions'),
  };
  await installExtension(profile, vsix);
  // Newer versions run a suite only with this driver; the oldest does not know it.
  const flags = version === '1.100.3' ? [] : ['--vscode-option', 'enable-smoke-test-driver'];
  const server = await startCodeServer({ ...profile, flags });
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const output = [];
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      const text = args.join(' ');
      output.push(text);
      for (const line of parseSuiteOutput(text)) onLine(line);
    });
    let timer;
    const ended = new Promise((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`No end within ${timeoutMs} ms\n${output.slice(-20).join('\n')}`)),
        timeoutMs,
      );
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    }).finally(() => clearTimeout(timer));
    await page.goto(
      server.address(folder, [
        ['extensionDevelopmentPath', server.remote(stub)],
        ['extensionTestsPath', server.remote(suite)],
      ]),
    );
    await ended;
  } finally {
    await context.close();
    await server.stop();
  }
}
