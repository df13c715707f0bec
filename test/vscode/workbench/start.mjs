import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { exited } from '../../../scripts/processes.mjs';
import { projectRoot } from '../../../scripts/vscode/packages.mjs';

/**
 * What `npm start` gives on a machine without a desktop: the plan in the terminal, and the sample in the browser.
 *
 * @param {import('./workbench.mjs').Workbench} workbench has no address yet
 * @returns {{ steps: import('./steps.mjs').Step[], stop: () => Promise<void> }} `stop` ends what a failed
 *   step has left
 */
export function startSteps(workbench) {
  let child;
  let address;
  const steps = [
    [
      'npm start prints the plan and an address',
      async () => {
        child = spawn('node', ['scripts/start.mjs', '--browser'], {
          cwd: projectRoot,
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const lines = [];
        for await (const line of createInterface({ input: child.stdout })) {
          lines.push(line);
          address = /^ *(http:\S+)/.exec(line)?.[1];
          if (address) break;
        }
        assert.ok(address, lines.join('\n'));
        assert.match(lines.join('\n'), /Direct NFS via IO Visor/);
      },
    ],
    [
      'the sample shows its plan there',
      async () => {
        await workbench.open(address);
        await workbench.anyLens(/\d+ VMs: \d+ IO Visor/);
        await workbench.screenshot('start-top');
        const sample = new URL(JSON.parse(new URL(address).searchParams.get('payload'))[0][1]).pathname;
        const lines = readFileSync(decodeURI(sample), 'utf8').split('\n');
        await workbench.goToLine(lines.indexOf('vms:') + 1);
        await workbench.anyLens('Direct NFS via IO Visor');
        await workbench.screenshot('start-vms');
      },
    ],
    [
      'a desktop on a closed host tells why it goes the slower way',
      async () => {
        const sample = new URL(JSON.parse(new URL(address).searchParams.get('payload'))[0][1]).pathname;
        const lines = readFileSync(decodeURI(sample), 'utf8').split('\n');
        await workbench.goToLine(lines.findIndex((line) => line.includes('name: 172.17.240.223')) + 1);
        await workbench.squiggle('warning', '172.17.240.223');
        await workbench.goToLine(lines.findIndex((line) => line.includes('vdi-015')) + 1);
        await workbench.lens('Direct NFS via controller cluster IP', 'vdi-015');
        await workbench.hover('vdi-015', 'To get it onto the IO Visor path');
        await workbench.screenshot('start-why');
      },
    ],
    [
      'an interrupt ends it',
      async () => {
        child.kill('SIGINT');
        assert.equal(await exited(child), 0);
        await assert.rejects(fetch(address));
      },
    ],
  ];
  const stop = async () => {
    child?.kill('SIGTERM');
    if (child) await exited(child);
  };
  return { steps, stop };
}
