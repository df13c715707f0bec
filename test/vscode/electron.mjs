// Runs the suite in the extension host of a desktop VS Code, which is downloaded first. A process of its own, since
// @vscode/test-electron passes what VS Code prints, and so what the suite reports, to standard output alone.
// Arguments: VS Code's version, the package under test, the bundled suite, the folder to open, a scratch folder.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';

const [version, vsix, suite, folder, scratch] = process.argv.slice(2);
const profile = [
  `--user-data-dir=${path.join(scratch, 'user-data')}`,
  `--extensions-dir=${path.join(scratch, 'extensions')}`,
];
const vscodeExecutablePath = await downloadAndUnzipVSCode(version);
const [cli] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
const shell = process.platform === 'win32';
const installed = spawnSync(cli, [...profile, '--install-extension', vsix], { stdio: 'inherit', shell });
if (installed.status !== 0) throw new Error(`VS Code ${version} did not install ${vsix}`);
await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath: fileURLToPath(new URL('stub', import.meta.url)),
  extensionTestsPath: suite,
  launchArgs: [folder, ...profile, '--disable-workspace-trust'],
});
