import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../scripts/vscode/packages.mjs';

const HXTOPO = path.join(projectRoot, 'dist/hxtopo.cjs');

const HOSTS = [130, 131, 132, 133, 134, 135, 223, 225].map((number) => `172.17.240.${number}`);
const DATASTORES = ['VDI-DS01', 'VDI-DS02', 'INFRA-DS01'];
const VMS = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `vdi-00${number}`).concat('inf-dc01', 'inf-sql01');
const ALL = /fix all 2 job\/no-failover/i;

/**
 * Somebody who knows the site but not the format writes a part of the sample of a real cluster into an empty file: names,
 * addresses and versions are typed, all else is completed or fixed.
 *
 * @param {import('./workbench.mjs').Workbench} workbench shows the empty file
 * @param {{ keyboard: import('./keyboard.mjs').Keyboard, file: string, expected: string }} site who writes it, the file's
 *   path on disk, and that of the text that it must become
 * @returns {import('./steps.mjs').Step[]}
 */
export function fromEmptySteps(workbench, { keyboard, file, expected }) {
  const written = readFileSync(expected, 'utf8');
  /** A further item of a list, below the last one. */
  const add = async (label) => {
    await keyboard.press('Enter');
    await keyboard.type('n');
    await keyboard.take(label);
  };
  /** A further key, below the line with the cursor. */
  const addKey = async (typed, key) => {
    await keyboard.press('Enter');
    await keyboard.type(typed);
    await keyboard.take(key);
  };
  const proxy = async (number, host) => {
    await add('new proxy');
    await keyboard.keep(`- name: koh-proxy0${number}`, 'type: virtual');
    await keyboard.take(HOSTS[host], { at: host });
    await keyboard.take(`10.10.10.20${number}`);
    await keyboard.press('ArrowLeft');
    await keyboard.type(', ');
    await keyboard.take(`172.17.240.20${number}`, { at: 1 });
    await keyboard.press('End');
  };
  const vm = async (name, host, datastore) => {
    await keyboard.press('Enter');
    await keyboard.type('n');
    await fillVm(name, host, datastore);
  };
  const fillVm = async (name, host, datastore) => {
    await keyboard.take('new VM');
    if (name.startsWith('vdi-')) await keyboard.keep(`- name: ${name}`);
    else await keyboard.fill('- name: ', name);
    await keyboard.take(HOSTS[host], { at: host });
    await keyboard.take(DATASTORES[datastore], { at: datastore });
  };
  return [
    [
      'an empty file becomes one with one of each',
      async () => {
        await workbench.openFile(path.basename(file));
        await keyboard.ask();
        await keyboard.take('new file');
        await keyboard.fill('name: vbr01', 'koh-vbr01');
        await keyboard.keep('- key: HKLM', 'name: EnableSameHostHotaddMode', 'type: REG_DWORD', 'value: 2');
        await workbench.screenshot('1-new-file');
        await keyboard.fill('- name: hx01', 'KOH-HX-VDI');
        await keyboard.fill('version: ', '5.0.2e-42642');
        await keyboard.keep('addedToBackupServer: true');
        await keyboard.fill('dataNetwork: ', '10.10.10.0/24');
        await keyboard.at('controllerClusterIp: ');
        await keyboard.press('Delete', 'Tab');
        await keyboard.fill('- name: cluster01', 'KOH-HX-VDI-Cluster');
        await keyboard.fill('- name: veeam-iovisor', 'VeeamCiscoHXFirewall');
        await keyboard.keep('ports: 0-65535');
        await keyboard.at('allowedAddresses: [proxy:*]');
        await keyboard.press('Delete', 'Tab');
        await keyboard.fill('- name: esx01', '172.17.240.130');
        await keyboard.fill('- name: ds01', 'VDI-DS01');
        await keyboard.fill('- name: proxy01', 'koh-proxy01');
        await keyboard.keep('type: virtual');
        await keyboard.fill('addresses: ', '172.17.240.201, 10.10.10.201');
        await keyboard.fill('- name: vm01', 'vdi-001');
        await keyboard.fill('- name: nightly', 'desktops');
        await keyboard.at('include: ["*"');
        await keyboard.press('Delete', 'Tab');
        await workbench.screenshot('2-filled-in');
      },
    ],
    [
      'keys have their words',
      async () => {
        await keyboard.goTo('backupServer', 2);
        await addKey('ve', 'version');
        await keyboard.type('13.0.1.1071');
        await keyboard.press('Enter');
        await keyboard.type('li');
        await keyboard.explained('license', 'Veeam Universal License: backup from storage snapshots');
        await workbench.screenshot('3-license');
        await keyboard.take('license');
        await keyboard.take('universal', { at: 4 });
        await keyboard.goTo('KOH-HX-VDI-Cluster', 2);
        await addKey('ma', 'managementNetwork');
        await keyboard.type('172.17.240.0/24');
      },
    ],
    [
      'storage controllers come one by one',
      async () => {
        await keyboard.goTo('KOH-HX-VDI', 5);
        await keyboard.at('controllerClusterIp:');
        await keyboard.press('Shift+Home');
        await keyboard.type('con');
        await keyboard.take('controllers', { at: 1 });
        await keyboard.fill('- name:', 'stCtlVM-172.17.240.139');
        await keyboard.fill('dataIp: ', '10.10.10.32');
        await add('new storage controller');
        await keyboard.fill('- name:', 'stCtlVM-172.17.240.140');
        await keyboard.fill('dataIp: ', '10.10.10.34');
        await workbench.screenshot('4-controllers');
      },
    ],
    [
      'hosts and datastores count on',
      async () => {
        await keyboard.goTo('172.17.240.130', 2);
        for (const number of [131, 132, 133, 134, 135]) {
          await add('new host');
          await keyboard.keep(`- name: 172.17.240.${number}`, 'cluster: KOH-HX-VDI-Cluster');
        }
        for (const number of [223, 225]) {
          await add('new host');
          await keyboard.fill('- name: 172.17.240.', `172.17.240.${number}`);
          await keyboard.keep('cluster: KOH-HX-VDI-Cluster');
        }
        await keyboard.goTo('VDI-DS01', 2);
        await add('new datastore');
        await keyboard.keep('- name: VDI-DS02', 'hyperflex: KOH-HX-VDI');
        await add('new datastore');
        await keyboard.fill('- name: VDI-DS03', 'INFRA-DS01');
        await keyboard.keep('hyperflex: KOH-HX-VDI');
        await workbench.screenshot('5-counted-on');
      },
    ],
    [
      'proxies get a host, and free addresses',
      async () => {
        await keyboard.goTo('koh-proxy01', 4);
        await proxy(2, 2);
        await proxy(3, 4);
        await workbench.screenshot('6-proxies');
      },
    ],
    [
      'the rule takes the addresses of the proxies on the data network',
      async () => {
        await keyboard.goTo('KOH-HX-VDI-Cluster', 8);
        await keyboard.press('ArrowLeft');
        await keyboard.ask();
        await keyboard.offered('proxy:koh-proxy01');
        await workbench.screenshot('7-allowed');
        await keyboard.take('10.10.10.201');
        await keyboard.type(', ');
        await keyboard.take('10.10.10.202');
        await keyboard.type(', ');
        await keyboard.take('10.10.10.203');
        await keyboard.at('allowedAddresses: [10.10.10.201');
      },
    ],
    [
      'VMs get a host and a datastore',
      async () => {
        await keyboard.goTo('vdi-001', 3);
        for (let number = 2; number <= 8; number++) await vm(`vdi-00${number}`, number - 1, number % 2);
        await vm('inf-dc01', 0, 2);
        await keyboard.press('Enter', 'Backspace');
        await keyboard.type('- ');
        await fillVm('inf-sql01', 2, 2);
        await workbench.screenshot('8-vms');
      },
    ],
    [
      'jobs take VMs by pattern and by name',
      async () => {
        await keyboard.goTo('desktops', 2);
        await keyboard.press('ArrowLeft');
        await keyboard.ask();
        await keyboard.take('vdi-*', { at: 1 });
        await keyboard.press('End');
        await add('new job');
        await keyboard.fill('- name: ', 'infrastructure');
        await keyboard.press('Delete');
        await keyboard.ask();
        await keyboard.take('inf-dc01', { at: 2 });
        await keyboard.press('ArrowLeft');
        await keyboard.type(', ');
        await keyboard.take('inf-sql01', { at: 2 });
        await workbench.screenshot('9-jobs');
      },
    ],
    [
      'a proxy that comes later is let in by a quick fix',
      async () => {
        await keyboard.goTo('koh-proxy03', 4);
        await proxy(4, 5);
        await keyboard.goTo('KOH-HX-VDI-Cluster', 8);
        await workbench.squiggle('warning', '10.10.10.203');
        await workbench.openQuickFixes('10.10.10.203', /allow koh-proxy04/i);
        await workbench.screenshot('10-quick-fix');
        await workbench.applyQuickFix(/allow koh-proxy04/i);
        await workbench.noSquiggle('warning');
      },
    ],
    [
      'what nobody decided on is decided for all jobs at once',
      async () => {
        await keyboard.goTo('desktops', 1);
        await workbench.openQuickFixes('desktops', ALL);
        await workbench.screenshot('11-fix-all');
        await workbench.applyQuickFix(ALL);
      },
    ],
    [
      'the saved file is the expected one, to the byte',
      async () => {
        await workbench.save(file, written);
      },
    ],
    [
      'each VM shows the proxy and the path to expect',
      async () => {
        for (const [index, name] of VMS.entries()) {
          // Five fit on the screen.
          if (index % 5 === 0) await keyboard.goTo(VMS[index + 2], 1);
          await workbench.lens(`koh-proxy0${(index % 4) + 1} · Direct NFS via IO Visor`, name);
        }
        await workbench.screenshot('12-plan');
      },
    ],
    [
      'the command line finds nothing to say',
      async () => {
        const { stdout, status } = spawnSync(process.execPath, [HXTOPO, 'check', file], { encoding: 'utf8' });
        assert.equal(stdout, '1 file: nothing to report\n');
        assert.equal(status, 0);
      },
    ],
    [
      `of the ${written.length} characters at most one in five was typed`,
      async () => {
        console.log(`  ${keyboard.typed} of ${written.length} characters were typed`);
        assert.ok(keyboard.typed * 5 <= written.length, `${keyboard.typed} were`);
      },
    ],
  ];
}
