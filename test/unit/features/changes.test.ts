import { describe, expect, it } from 'vitest';
import { comparePlans } from '../../../server/src/engine/compare/compare.ts';
import { changeMarks } from '../../../server/src/features/change-marks.ts';
import { codeLenses } from '../../../server/src/features/code-lens.ts';
import { shownComparison } from '../../../server/src/features/plan-view/changes.ts';
import type { OpenDocument } from '../../../server/src/lsp/documents.ts';
import type { Compared } from '../../../server/src/lsp/plan-bases.ts';
import { readSettings } from '../../../server/src/lsp/settings.ts';
import { atCursor } from '../../support/cursor.ts';

const SITE = `topology: 1
hyperflex: [{ name: hx, addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }]
hosts:
  - { name: esx01, hyperflex: hx, firewall: { rules: [{ ports: 0-65535, allowedAddresses: all }] } }
  - { name: esx02, hyperflex: hx }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.0.0.21] }
vms:
  - { name: sql, host: esx01, datastore: ds }
  - { name: web, host: esx02, datastore: ds }
jobs:
  - { name: all, include: [sql, web] }
  - { name: more, include: [sql] }
`;

async function edited(from: string, to: string): Promise<{ document: OpenDocument; compared: Compared }> {
  const { document: before } = await atCursor(SITE);
  const { document } = await atCursor(SITE.replace(from, to));
  const comparison = comparePlans(before.analysis.plan, document.analysis.plan);
  const since = 'since the last save';
  return { document, compared: { base: { kind: 'saved' }, since, comparison, locate: () => undefined, present: [] } };
}

/** Checks the marks that an edit makes: line, from 1, kind and title. */
async function check(from: string, to: string, expected: readonly string[]): Promise<void> {
  const { document, compared } = await edited(from, to);
  const marks = changeMarks(document, compared);
  expect(marks.map(({ range, kind, title }) => `${range.start.line + 1} ${kind}: ${title}`)).toEqual(expected);
}

describe('marks of what an edit changes', () => {
  it('are none where no plan is another one', () => check('name: hx,', 'name: hx, ', []));

  it('are one for a VM, whichever jobs it is in, with what changed in each', () =>
    check('name: sql, host: esx01', 'name: sql, host: esx02', [
      '10 worse: all: worse since the last save: was p1 · IO Visor; no effective rule of the firewall of esx02 lets in 10.0.0.21 of p1\n' +
        'more: worse since the last save: was p1 · IO Visor; no effective rule of the firewall of esx02 lets in 10.0.0.21 of p1',
    ]));

  it('tell of a VM that a job takes in, or no longer', async () => {
    await check('include: [sql] }', 'include: [sql, web] }', [
      '11 added: more: planned since the last save; job more includes it now',
    ]);
    await check('include: [sql, web] }', 'include: [sql] }', [
      '11 removed: all: no longer planned since the last save: was p1 · cluster IP; job all no longer includes it',
    ]);
  });

  it('are not made for a VM that is gone', () => check('  - { name: web, host: esx02, datastore: ds }\n', '', []));
});

describe('lenses of what an edit changes', () => {
  const only = { codeLens: { job: false, proxy: false, host: false, hyperflex: false, file: false } };

  it('stand beside that of the plan', async () => {
    const { document, compared } = await edited('name: web, host: esx02', 'name: web, host: esx01');
    const lenses = codeLenses(document, readSettings(only), compared);
    expect(lenses.filter(({ range }) => range.start.line === 10).map(({ command }) => command!.title)).toEqual([
      'p1 · Direct NFS via IO Visor',
      'better since the last save: was p1 · cluster IP',
    ]);
  });

  it('are none when they are switched off, and where the plan stands at the end of the line', async () => {
    const { document, compared } = await edited('name: web, host: esx02', 'name: web, host: esx01');
    const off = readSettings({ codeLens: { ...only.codeLens, change: false } });
    const changed = (lenses: ReturnType<typeof codeLenses>) =>
      lenses.filter(({ command }) => command!.title.includes('since'));
    expect(changed(codeLenses(document, off, compared))).toEqual([]);
    const hint = readSettings({ ...only, vmPlan: 'hint' }, { textDocument: { inlayHint: {}, codeLens: {} } });
    expect(changed(codeLenses(document, hint, compared))).toEqual([]);
  });
});

it('of ten thousand VMs that change, as many are told as are asked for, with how many there are', async () => {
  const vms = Array.from({ length: 10_000 }, (_, vm) => `  - { name: vm${vm}, host: esx01, datastore: ds }\n`).join('');
  const large = SITE.replace('jobs:', `${vms}jobs:`).replace('[sql, web]', '["*"]');
  const { document: before } = await atCursor(large);
  const { document } = await atCursor(large.replace('allowedAddresses: all', 'allowedAddresses: 10.9.9.9'));
  const comparison = comparePlans(before.analysis.plan, document.analysis.plan);
  const compared: Compared = { base: { kind: 'saved' }, since: '', comparison, locate: () => undefined, present: [] };
  const shown = shownComparison(document, compared, 500)!;
  expect(shown.counts.worse).toBe(10_002);
  expect(shown.causes.map(({ vms: all, changes }) => [all, changes.length])).toEqual([[10_002, 50]]);
});
