import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../../server/src/features/code-lens.ts';
import { explanationPage } from '../../../server/src/features/explain.ts';
import { EXPLAIN_COMMAND, type ExplainArguments, type ExplainedEntity } from '../../../server/src/lsp/protocol.ts';
import { readSettings } from '../../../server/src/lsp/settings.ts';
import { atCursor } from '../../support/cursor.ts';

const SITE = `topology: 1
hyperflex:
  - { name: hx, addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }
hosts:
  - { name: esx01, hyperflex: hx, firewall: { enabled: false } }
  - { name: esx02, hyperflex: hx }
datastores: [{ name: ds, hyperflex: hx }]
proxies: [{ name: p, type: physical, addresses: [10.0.0.21] }]
vms:
  - { name: sql, host: esx01, datastore: ds }
  - { name: web|1, host: esx02, datastore: ds }
jobs:
  - { name: all, include: [sql, 'web|1'] }
  - { name: more, include: [sql] }
`;

describe('the page for a ticket', () => {
  it('names places instead of linking them, and stands for itself', async () => {
    const { document } = await atCursor(SITE);
    const asked = { textDocument: { uri: document.uri }, vm: 'web|1' };
    const { markdown } = explanationPage(document, { ...asked, forTicket: true })!;
    expect(markdown).toMatch(/^# web\\\|1 in all\n\np reads it by Direct NFS via the controller cluster IP/);
    expect(markdown).toContain(
      'no effective rule of the firewall of esx02 lets in 10.0.0.21 of p (main.topology.yaml:6)',
    );
    expect(markdown).toMatch(/\n\n---\n\nPlanned by hxtopo from main\.topology\.yaml\.\n$/);
    expect(markdown).not.toContain('](');
    expect(explanationPage(document, asked)!.markdown).toContain('](');
  });

  it('tells of one job or of all, and is none for a VM that is not planned', async () => {
    const { document } = await atCursor(SITE);
    const page = (asked: { vm: string; job?: string }) =>
      explanationPage(document, { textDocument: { uri: document.uri }, ...asked, forTicket: true })?.markdown;
    expect(page({ vm: 'sql' })!.match(/^# .*/gm)).toEqual(['# sql in all', '# sql in more']);
    expect(page({ vm: 'sql', job: 'more' })!.match(/^# .*/gm)).toEqual(['# sql in more']);
    expect(page({ vm: 'none' })).toBeUndefined();
  });
});

describe('the page that a lens leads to', () => {
  async function page(entity: ExplainedEntity, fixture = SITE): Promise<string | undefined> {
    const { document } = await atCursor(fixture);
    return explanationPage(document, { textDocument: { uri: document.uri }, entity })?.markdown;
  }

  const TABLE = '| VM | Job | Plan |\n| --- | --- | --- |\n';
  const WEB = '| web\\|1 | all | p · Direct NFS via controller cluster IP |\n';
  const SQL = '| sql | all | p · Direct NFS via IO Visor |\n';
  const MORE = '| sql | more | p · Direct NFS via IO Visor |\n';
  it.each<[ExplainedEntity['kind'], string, RegExp, string]>([
    [
      'file',
      'main.topology.yaml',
      /^# main\.topology\.yaml\n\n- 2 VMs, 3 plans: 2 IO Visor · 1 cluster IP\n/,
      WEB + SQL + MORE,
    ],
    ['hyperflex', 'hx', /^# HX system hx\n\n- 2 VMs, 3 plans/, WEB + SQL + MORE],
    ['host', 'esx01', /^# Host esx01\n/, SQL + MORE],
    ['proxy', 'p', /^# Proxy p\n/, WEB + SQL + MORE],
    ['job', 'all', /^# Job all\n/, WEB + SQL],
  ])(
    'tells of a %s what it does and for which VMs, those off the IO Visor path first',
    async (kind, name, starts, rows) => {
      const markdown = await page({ kind, name });
      expect(markdown).toMatch(starts);
      expect(markdown!.slice(markdown!.indexOf('| VM'))).toBe(TABLE + rows);
    },
  );

  it('has a few hundred rows at most', async () => {
    const vms = Array.from({ length: 400 }, (_, index) => `  - { name: vm${index}, host: esx01, datastore: ds }\n`);
    const markdown = await page(
      { kind: 'job', name: 'all' },
      SITE.replace('vms:\n', `vms:\n${vms.join('')}`).replace('[sql, ', '["vm*", '),
    );
    expect(markdown!.match(/^\| vm/gm)).toHaveLength(299);
    expect(markdown).toMatch(/\n\nAnd 101 more\.\n$/);
  });

  it('is none for what is not there', async () => {
    expect(await page({ kind: 'job', name: 'none' })).toBeUndefined();
    expect(await page({ kind: 'host', name: 'ESX01' })).toBeUndefined();
  });

  it('is there for every lens', async () => {
    const { document } = await atCursor(SITE);
    const lenses = codeLenses(document, readSettings({}));
    expect(lenses).toHaveLength(10);
    for (const { command } of lenses) {
      expect(command!.command).toBe(EXPLAIN_COMMAND);
      const [uri, what, job] = command!.arguments as unknown as ExplainArguments;
      const asked = typeof what === 'string' ? { vm: what, ...(job ? { job } : {}) } : { entity: what };
      expect(explanationPage(document, { textDocument: { uri }, ...asked }), JSON.stringify(asked)).not.toBeNull();
    }
  });
});
