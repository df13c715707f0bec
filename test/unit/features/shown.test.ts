import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../../server/src/features/code-lens.ts';
import { inlayHints } from '../../../server/src/features/inlay-hint.ts';
import { SEMANTIC_TOKENS_LEGEND, semanticTokens } from '../../../server/src/features/semantic-tokens.ts';
import { readSettings } from '../../../server/src/lsp/settings.ts';
import { atCursor } from '../../support/cursor.ts';

/** Settings as a client has them that shows both lenses and hints. */
const settingsFrom = (sent: unknown) => readSettings(sent, { textDocument: { codeLens: {}, inlayHint: {} } });

const SITE = `topology: 1
hyperflex:
  - { name: hx, addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }
clusters:
  - name: cl
    hyperflex: hx
    firewall: { rules: [{ ports: 0-65535, allowedAddresses: [10.0.0.21, 10.0.0.9, 10.0.0.0/24] }] }
hosts:
  - { name: esx01, cluster: cl }
  - { name: esx02, cluster: cl, hyperflex: hx }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: virtual, host: esx01, addresses: [10.0.0.21] }
vms:
  - { name: sql1, host: esx01, datastore: ds } # a comment
  - { name: web1, host: "esx01", datastore: ds }
  - name: sql2
    host: esx09
    datastore: ds
jobs:
  - name: nightly
    include: ['sql*', { host: esx01 }, web1]
    exclude: [sql2]
`;

describe('inlay hints', () => {
  /** The lines that have hints, with these in guillemets. */
  async function check(settings: unknown, expected: readonly string[], lines = [0, 99]): Promise<void> {
    const { document, files } = await atCursor(SITE);
    const range = { start: { line: lines[0]!, character: 0 }, end: { line: lines[1]!, character: 0 } };
    const hints = inlayHints(document, range, settingsFrom(settings));
    const text = files.get('main.topology.yaml')!.split('\n');
    const shown = [...text];
    for (const { position, label } of [...hints].reverse()) {
      const { line, character } = position;
      const written = typeof label === 'string' ? label : label.map(({ value }) => value).join('|');
      shown[line] = `${shown[line]!.slice(0, character)}«${written}»${shown[line]!.slice(character)}`;
    }
    expect(shown.filter((line, index) => line !== text[index]).map((line) => line.trim())).toEqual(expected);
  }

  const ADDRESS = 'firewall: { rules: [{ ports: 0-65535, allowedAddresses: [10.0.0.21«p1», 10.0.0.9, 10.0.0.0/24] }] }';
  const HOSTS = [
    '- { name: esx01, cluster: cl«hx, 1 firewall rule» }',
    '- { name: esx02, cluster: cl«1 firewall rule», hyperflex: hx }',
  ];
  const SELECTORS = "include: ['sql*'«2 VMs», { host: esx01«2 VMs» }, web1]";
  const PLANS = [
    '- { name: sql1, host: esx01, datastore: ds } # a comment«p1 · Direct NFS via IO Visor»',
    '- { name: web1, host: "esx01", datastore: ds }«p1 · Direct NFS via IO Visor»',
  ];

  it('tell of proxies, VMs, and what a host has from its cluster', () => check({}, [ADDRESS, ...HOSTS, SELECTORS]));
  it('tell the plan at the end of a line when asked to', () =>
    check({ vmPlan: 'hint' }, [ADDRESS, ...HOSTS, ...PLANS, SELECTORS]));
  it('keep to the range', () => check({ vmPlan: 'hint' }, [...HOSTS, PLANS[0]!], [7, 15]));
  it.each([
    ['proxyOfAddress', [...HOSTS, SELECTORS]],
    ['vmsOfSelector', [ADDRESS, ...HOSTS]],
    ['inherited', [ADDRESS, SELECTORS]],
  ])('can be switched off: %s', (kind, expected) => check({ inlayHints: { [kind]: false } }, expected));

  it('lead from a plan to its explanation', async () => {
    const { document } = await atCursor(SITE);
    const range = { start: { line: 14, character: 0 }, end: { line: 15, character: 0 } };
    const [hint] = inlayHints(document, range, settingsFrom({ vmPlan: 'hint' }));
    expect(hint!.label).toMatchObject([
      { command: { command: 'hyperflexTopology.explainPlan', arguments: [document.uri, 'sql1', 'nightly'] } },
    ]);
  });
});

describe('the plan of a VM', () => {
  async function check(settings: unknown, expected: readonly number[]): Promise<void> {
    const { document } = await atCursor(SITE);
    const only = { codeLens: { job: false, proxy: false, host: false, hyperflex: false, file: false } };
    const lenses = codeLenses(document, settingsFrom({ ...only, ...(settings as object) }));
    expect(lenses.map(({ range }) => range.start.line)).toEqual(expected);
  }

  it('is a lens above each', () => check({}, [14, 15, 16]));
  it('is a lens only above those over several lines, when the others have hints', () =>
    check({ vmPlan: 'hint' }, [16]));
  it('is no lens when it is off', () => check({ vmPlan: 'off' }, []));
});

describe('semantic tokens', () => {
  async function tokens(fixture: string, line?: number): Promise<string[]> {
    const { document, files } = await atCursor(fixture);
    const range = line === undefined ? undefined : { start: { line, character: 0 }, end: { line, character: 999 } };
    const data = semanticTokens(document, range);
    const lines = files.get('main.topology.yaml')!.split('\n');
    const found: string[] = [];
    for (let index = 0, at = 0, character = 0; index < data.length; index += 5) {
      const [lineDelta, characterDelta, length, type, modifiers] = data.slice(index, index + 5) as [
        number,
        number,
        number,
        number,
        number,
      ];
      character = lineDelta === 0 ? character + characterDelta : characterDelta;
      at += lineDelta;
      const declares = modifiers === 1 ? '!' : '';
      found.push(
        `${lines[at]!.slice(character, character + length)} ${SEMANTIC_TOKENS_LEGEND.tokenTypes[type]}${declares}`,
      );
    }
    return found;
  }

  it('tell what names are of, where they are declared and where they refer', async () => {
    expect(
      await tokens(
        `hosts: [{ name: "e 1", firewall: { rules: [{ ports: 1, allowedAddresses: ['proxy:p', 'proxy:q'] }] } }]
proxies: [{ name: p, type: virtual, host: 'e 1', addresses: [] }]
jobs: [{ name: j, include: ['*'] }]
`,
      ),
    ).toEqual(['e 1 class!', 'p interface', 'p interface!', 'e 1 class', 'j function!']);
  });

  it('keep to the range', async () => {
    expect(await tokens(SITE, 14)).toEqual(expect.arrayContaining(['sql1 enumMember!', 'esx01 class', 'ds type']));
    expect(await tokens(SITE, 14)).not.toContain('p1 interface!');
  });

  it('take a place that an alias stands for once', async () => {
    expect(
      await tokens('hosts: [{ name: &n a, cluster: *n }]\nclusters: [{ name: c }]\nvms: [{ name: v, host: *n }]\n'),
    ).toEqual(['a class!', 'c struct!', 'v enumMember!']);
  });
});
