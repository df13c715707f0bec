import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';
import { fileUri, lensesAt, open, placeOf, RULE_MISSING, untilDiagnostics } from './topology.ts';

const VMS = 10_000;
const HOSTS = 32;

test(`a file of ${VMS} VMs opens and answers`, async () => {
  const name = 'large.topology.yaml';
  await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(largeTopology()));
  const document = await open(name);

  const [diagnostic] = await untilDiagnostics(document, RULE_MISSING, 1);
  assert.equal(document.getText(diagnostic!.range), `esx${HOSTS}`);
  // In a file of this size only VMs off the preferred path have a lens of their own: those of the last host.
  const off = `name: vm${HOSTS - 1},`;
  await eventually('lenses', async () => (await lensesAt(document, off)).length > 0);
  assert.deepEqual(await lensesAt(document, off), ['proxy01 · Direct NFS via controller cluster IP']);
  assert.deepEqual(await lensesAt(document, 'name: vm0,'), []);

  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, placeOf(document, 'jobs:'), `  - { name: late, host: esx${HOSTS}, datastore: ds-prod }\n`);
  assert.ok(await vscode.workspace.applyEdit(edit));
  await eventually('the lens of the new VM', async () => (await lensesAt(document, 'name: late,')).length > 0);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}, 90_000);

/** One HyperFlex system whose last host alone lacks the IO Visor rule; VMs are spread over its hosts in turn. */
function largeTopology(): string {
  const host = (index: number) => {
    const rule = 'firewall: { rules: [{ name: veeam-iovisor, ports: 0-65535, allowedAddresses: [10.10.50.21] }] }';
    const own = index === HOSTS ? '' : `\n    ${rule}`;
    return `  - name: esx${index}\n    cluster: cl${own}`;
  };
  const vm = (index: number) => `  - { name: vm${index}, host: esx${(index % HOSTS) + 1}, datastore: ds-prod }`;
  return `topology: 1
backupServer: { name: vbr01, version: 12.3.1.1139, license: universal }
hyperflex:
  - name: hx
    version: 5.0(2e)
    addedToBackupServer: true
    dataNetwork: 10.10.50.0/24
    controllerClusterIp: 10.10.50.10
clusters:
  - { name: cl, hyperflex: hx }
hosts:
${Array.from({ length: HOSTS }, (_, index) => host(index + 1)).join('\n')}
datastores:
  - { name: ds-prod, hyperflex: hx }
proxies:
  - { name: proxy01, type: virtual, host: esx1, addresses: [10.10.50.21], maxConcurrentTasks: 8 }
vms:
${Array.from({ length: VMS }, (_, index) => vm(index)).join('\n')}
jobs:
  - { name: nightly, include: ["*"] }
`;
}
