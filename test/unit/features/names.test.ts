import { describe, expect, it } from 'vitest';
import type { Location, Range, TextDocumentEdit } from 'vscode-languageserver';
import { DocumentHighlightKind } from 'vscode-languageserver';
import { definition } from '../../../server/src/features/definition.ts';
import { documentHighlights } from '../../../server/src/features/document-highlight.ts';
import { references } from '../../../server/src/features/references.ts';
import { prepareRename, renamed } from '../../../server/src/features/rename.ts';
import { atCursor, nameOf } from '../../support/cursor.ts';
import { applyLspEdits } from '../../support/lsp-edits.ts';

const SITE = `topology: 1
include: [vms.topology.yaml]
hyperflex:
  - { name: hx, dataNetwork: 10.0.0.0/24 }
hosts:
  - name: esx01
    hyperflex: hx
    firewall:
      rules:
        - { ports: 0-65535, allowedAddresses: [10.0.0.21, 'proxy:p1', 10.0.0.0/24, proxy:*] }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: virtual, host: esx01, vm: pvm, addresses: [10.0.0.21] }
  - { name: p2, type: virtual, host: ESX01, addresses: [10.0.0.22, 10.0.0.21] }
jobs:
  - { name: nightly, include: ['sql*', { host: "esx01" }], proxies: [p1] }
# //- vms.topology.yaml
vms:
  - { name: pvm, host: esx01, datastore: ds }
  - { name: sql1, host: esx01, datastore: ds }
  - { name: sql2, host: esx02, datastore: ds }
`;

/** The site with the cursor between the two texts. */
function site(before: string, text: string): string {
  const index = SITE.indexOf(before + text) + before.length;
  expect(index, `${before}${text}`).toBeGreaterThanOrEqual(before.length);
  return `${SITE.slice(0, index)}$0${SITE.slice(index)}`;
}

function at({ uri, range: { start } }: { uri: string; range: Range }): string {
  return `${nameOf(uri).replace('.topology.yaml', '')}:${start.line}:${start.character}`;
}

describe('definition', () => {
  async function check(fixture: string, expected: readonly string[]): Promise<void> {
    const { document, position } = await atCursor(fixture);
    expect((definition(document, position, {}) as Location[]).map(at)).toEqual(expected);
  }

  it.each([
    ['a reference', site('hyperflex: ', 'hx'), ['main:3:12']],
    ['a reference in another file', site('- { name: sql1, host: ', 'esx01'), ['main:5:10']],
    ['a reference in another case', site('host: ESX', '01'), ['main:5:10']],
    ['the declaration itself', site('- name: es', 'x01'), ['main:5:10']],
    ['a proxy in allowed addresses', site("'prox", "y:p1'"), ['main:12:12']],
    ['an address of two proxies', site('allowedAddresses: [', '10.0.0.21'), ['main:12:12', 'main:13:12']],
    ['a network', site("p1', ", '10.0.0.0/24'), ['main:12:12', 'main:13:12']],
    ['every proxy', site('10.0.0.0/24, ', 'proxy:*'), ['main:12:12', 'main:13:12']],
    ['the VMs of a pattern', site("include: ['", 'sql*'), ['vms:2:12', 'vms:3:12']],
    ['a selector', site('{ host: "', 'esx01'), ['main:5:10']],
    ['an included file', site('include: [', 'vms'), ['vms:0:0']],
    ['a name that nothing declares', site('host: ', 'esx01, vm').replace('esx01, vm', 'esx09, vm'), []],
    ['a key', site('  - na', 'me: esx01'), []],
    ['nothing', '$0', []],
  ])('of %s', (_, fixture, expected) => check(fixture, expected));

  it('tells what it led from where the client wants to know', async () => {
    const { document, position } = await atCursor(site('allowedAddresses: [', '10.0.0.21'));
    const [link] = definition(document, position, { textDocument: { definition: { linkSupport: true } } });
    expect(link).toMatchObject({
      originSelectionRange: { start: { line: 9, character: 47 }, end: { line: 9, character: 56 } },
      targetSelectionRange: { start: { line: 12, character: 12 }, end: { line: 12, character: 14 } },
    });
  });
});

describe('references', () => {
  async function check(fixture: string, expected: readonly string[], includeDeclaration = true): Promise<void> {
    const { document, position } = await atCursor(fixture);
    expect(references(document, position, includeDeclaration).map(at)).toEqual(expected);
  }

  const HOST = ['main:12:37', 'main:13:37', 'vms:1:23', 'vms:2:24', 'main:15:48'];

  it('finds every place in every file, whatever the case', () =>
    check(site('- name: ', 'esx01'), ['main:5:10', ...HOST]));
  it('finds them from a reference in another file', () => check(site('sql1, host: ', 'esx01'), HOST, false));
  it('finds the name behind `proxy:`, and without quotes', () =>
    check(site('- { name: p', '1'), ['main:12:12', 'main:9:65', 'main:15:69']));
  it('finds a VM at its proxy', () => check(site('vm: ', 'pvm'), ['vms:1:12', 'main:12:48']));
  it('finds nothing where no name stands', () => check(site('- { na', 'me: p1'), []));

  it('finds those of every topology that a shared file is part of', () =>
    check(
      `topology: 1
include: [hosts.topology.yaml]
vms: [{ name: a, host: e$0sx01, datastore: ds }]
# //- other.topology.yaml
topology: 1
include: [hosts.topology.yaml]
vms: [{ name: b, host: esx01, datastore: ds }]
# //- hosts.topology.yaml
hosts: [{ name: esx01 }]
`,
      ['hosts:0:16', 'main:2:23', 'other:2:23'],
    ));

  it('counts a place once that an alias stands for', () =>
    check(
      `topology: 1
hosts: [{ name: &n esx$001 }]
vms:
  - &vm { name: a, host: *n, datastore: ds }
  - { <<: *vm, name: b }
`,
      ['main:1:19'],
    ));
});

it('highlights what declares a name as written and what refers to it as read', async () => {
  const { document, position } = await atCursor(site("'proxy:", "p1'"));
  const kinds = documentHighlights(document, position).map(({ kind, range }) => [kind, range.start.line]);
  const { Read, Write } = DocumentHighlightKind;
  expect(kinds).toEqual([
    [Write, 12],
    [Read, 9],
    [Read, 15],
  ]);
  const elsewhere = await atCursor(site('{ name: sql1, host: ', 'esx01'));
  expect(documentHighlights(elsewhere.document, elsewhere.position).map(({ range }) => range.start.line)).toEqual([
    1, 2,
  ]);
});

describe('rename', () => {
  const client = { workspace: { workspaceEdit: { documentChanges: true } } };

  /** Checks the lines that change, over all files. */
  async function check(fixture: string, newName: string, expected: readonly string[], notes: readonly string[] = []) {
    const { document, position, files } = await atCursor(fixture);
    const result = renamed(document, position, newName, client)!;
    const changed = (result.edit.documentChanges as TextDocumentEdit[]).flatMap(({ textDocument, edits }) => {
      const before = files.get(nameOf(textDocument.uri))!;
      const lines = before.split('\n');
      const after = applyLspEdits(before, edits as never).split('\n');
      return after.filter((line, index) => line !== lines[index]).map((line) => line.trim());
    });
    expect(changed).toEqual(expected);
    expect(result.notes).toEqual(notes);
  }

  async function refuses(fixture: string, newName: string, message: RegExp): Promise<void> {
    const { document, position } = await atCursor(fixture);
    expect(() => renamed(document, position, newName, client)).toThrow(message);
  }

  it('changes every place in every file, whatever the case', () =>
    check(site('- name: ', 'esx01'), 'muc-1', [
      '- name: muc-1',
      '- { name: p1, type: virtual, host: muc-1, vm: pvm, addresses: [10.0.0.21] }',
      '- { name: p2, type: virtual, host: muc-1, addresses: [10.0.0.22, 10.0.0.21] }',
      `- { name: nightly, include: ['sql*', { host: "muc-1" }], proxies: [p1] }`,
      '- { name: pvm, host: muc-1, datastore: ds }',
      '- { name: sql1, host: muc-1, datastore: ds }',
    ]));

  it('keeps the quotes and the `proxy:`, and quotes where YAML needs it', () =>
    check(site('- { name: ', 'p1'), "a: 'b', c", [
      `- { ports: 0-65535, allowedAddresses: [10.0.0.21, 'proxy:a: ''b'', c', 10.0.0.0/24, proxy:*] }`,
      `- { name: 'a: ''b'', c', type: virtual, host: esx01, vm: pvm, addresses: [10.0.0.21] }`,
      `- { name: nightly, include: ['sql*', { host: "esx01" }], proxies: ['a: ''b'', c'] }`,
    ]));

  it('tells of patterns that match otherwise afterwards', () =>
    check(
      site('- { name: ', 'sql1'),
      'db1',
      ['- { name: db1, host: esx01, datastore: ds }'],
      ['The pattern `sql*` of job nightly matches `sql1`, and not `db1`.'],
    ));

  it('takes a name that differs in case only', () =>
    check(site('- { name: ', 'p2'), 'P2', [
      '- { name: P2, type: virtual, host: ESX01, addresses: [10.0.0.22, 10.0.0.21] }',
    ]));

  it('renames what shares the name by an anchor, each text place once', () =>
    check(
      'topology: 1\nhosts: [{ name: &n a, cluster: *n }]\nclusters:\n  - name: *n\ndatastores: [{ name: d, hosts: [$0a] }]\n',
      'b',
      ['hosts: [{ name: &n b, cluster: *n }]', 'datastores: [{ name: d, hosts: [b] }]'],
    ));

  it.each([
    ['p2', /proxy named `p2` is there already/],
    ['P2', /proxy named `p2` is there already/],
    ['', /empty/],
    ['  ', /empty/],
    [' p3', /starts or ends with a blank/],
    ['p\n3', /line break or a control character/],
    ['p\u00073', /line break or a control character/],
    ['*', /every proxy/],
  ])('refuses %j', (newName, message) => refuses(site('- { name: ', 'p1'), newName, message));

  it('refuses a VM name that would be a pattern', () => refuses(site('- { name: ', 'sql1'), 'sq?1', /pattern/));

  it('refuses a name that is taken in another topology with the same file', () =>
    refuses(
      'topology: 1\ninclude: [h.topology.yaml]\nvms: [{ name: a, host: $0e }]\n# //- o.topology.yaml\ntopology: 1\ninclude: [h.topology.yaml]\nhosts: [{ name: f }]\n# //- h.topology.yaml\nhosts: [{ name: e }]\n',
      'f',
      /host named `f`/,
    ));

  it('is prepared with the name alone, without quotes and `proxy:`', async () => {
    const { document, position } = await atCursor(site("'pro", "xy:p1'"));
    expect(prepareRename(document, position)).toEqual({
      range: { start: { line: 9, character: 65 }, end: { line: 9, character: 67 } },
      placeholder: 'p1',
    });
  });

  it.each([
    ['a pattern', site("include: ['", 'sql*'), /`sql\*` is a pattern/],
    ['an unresolved name', site('- { name: sql2, host: ', 'esx02'), /No host is named `esx02`/],
  ])('is not prepared for %s', async (_, fixture, message) => {
    const { document, position } = await atCursor(fixture);
    expect(() => prepareRename(document, position)).toThrow(message);
    expect(() => renamed(document, position, 'x', client)).toThrow(message);
  });

  it('is not prepared where no name stands', async () => {
    const { document, position } = await atCursor(site('- na', 'me: esx01'));
    expect(prepareRename(document, position)).toBeNull();
  });
});
