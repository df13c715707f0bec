import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, SelectionRange, SymbolInformation } from 'vscode-languageserver';
import { documentLinks } from '../../../server/src/features/document-link.ts';
import { documentSymbols } from '../../../server/src/features/document-symbol.ts';
import { foldingRanges } from '../../../server/src/features/folding-range.ts';
import { selectionRanges } from '../../../server/src/features/selection-range.ts';
import { workspaceSymbols } from '../../../server/src/features/workspace-symbol.ts';
import { atCursor, nameOf } from '../../support/cursor.ts';

const HIERARCHICAL = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };

describe('the outline', () => {
  /** Each entry as `name (detail)`, indented as it is nested; its ranges hold each other. */
  async function check(fixture: string, expected: readonly string[]): Promise<void> {
    const { document } = await atCursor(fixture);
    const show = (symbols: DocumentSymbol[], indent: string): string[] =>
      symbols.flatMap(({ name, detail, range, selectionRange, children = [] }) => {
        const { offset } = { offset: (at: typeof range.start) => document.positions.offset(at) };
        expect(offset(range.start)).toBeLessThanOrEqual(offset(selectionRange.start));
        expect(offset(range.end)).toBeGreaterThanOrEqual(offset(selectionRange.end));
        for (const child of children) {
          expect(offset(range.start)).toBeLessThanOrEqual(offset(child.range.start));
          expect(offset(range.end)).toBeGreaterThanOrEqual(offset(child.range.end));
        }
        return [`${indent}${name}${detail ? ` (${detail})` : ''}`, ...show(children, `${indent}  `)];
      });
    expect(show(documentSymbols(document, HIERARCHICAL) as DocumentSymbol[], '')).toEqual(expected);
  }

  it('has sections, entities and what is listed in these', () =>
    check(
      `topology: 1
backupServer:
  registry:
    - { key: HKLM, name: Mode, type: DWORD, value: 2 }
hosts:
  - name: esx01
    cluster: cl
    firewall:
      rules:
        - { name: visor, ports: [111, 2049], allowedAddresses: all }
        - { ports: 80, allowedAddresses: all }
vms: [{ name: a, host: esx01, disks: [{ datastore: ds }] }]
jobs:
`,
      [
        'topology (1)',
        'backupServer',
        '  Mode (2)',
        'hosts (1)',
        '  esx01 (cl)',
        '    visor (111, 2049)',
        '    rule 2 (80)',
        'vms (1)',
        '  a (esx01)',
        'jobs',
      ],
    ));

  it('keeps to the text where aliases and merge keys stand for it', () =>
    check(
      'hosts:\n  - &a { name: x, cluster: c, firewall: &f { rules: [{ name: r, ports: 1 }] } }\n  - <<: *a\n  - { name: y, firewall: *f }\n',
      ['hosts (3)', '  x (c)', '    r (1)', '  x (c)', '  y'],
    ));

  it('names what is half typed', () =>
    check('hosts:\n  - name:\n  - nam\n  -\nvms: {', ['hosts (3)', '  host 1', 'vms']));

  it('is flat for a client that knows no levels', async () => {
    const { document } = await atCursor('hosts:\n  - name: a\n');
    const symbols = documentSymbols(document, {}) as SymbolInformation[];
    expect(symbols.map(({ name, containerName }) => [containerName, name])).toEqual([
      [undefined, 'hosts'],
      ['hosts', 'a'],
    ]);
  });
});

describe('the symbols of the workspace', () => {
  const SITE = `include: [parts/hosts.yaml]
vms: [{ name: sql-esx }]
# //- other.topology.yaml
jobs: [{ name: Essex }]
# //- parts/hosts.yaml
hosts: [{ name: esx01 }, { name: web }]
`;
  async function check(query: string, expected: readonly string[]): Promise<void> {
    const { documents } = await atCursor(SITE);
    const symbols = workspaceSymbols(await documents.everyFile(), query, {});
    expect(
      symbols.map(({ name, containerName, location }) => `${nameOf(location.uri)}: ${name} in ${containerName}`),
    ).toEqual(expected);
  }

  it('come from every file, open or not, those that fit best first', () =>
    check('esx', [
      'parts/hosts.yaml: esx01 in hosts · hosts.yaml',
      'main.topology.yaml: sql-esx in vms · main.topology.yaml',
      'other.topology.yaml: Essex in jobs · other.topology.yaml',
    ]));
  it('are all when nothing is asked for', async () => {
    const { documents } = await atCursor(SITE);
    expect(workspaceSymbols(await documents.everyFile(), '', {})).toHaveLength(4);
  });
  it('are none where nothing fits', () => check('esxz', []));
  it('are a few hundred at most', async () => {
    const { documents } = await atCursor(`vms:\n${'  - { name: a }\n'.repeat(2000)}`);
    expect(workspaceSymbols(await documents.everyFile(), 'a', {})).toHaveLength(300);
  });
});

describe('folding', () => {
  async function check(fixture: string, expected: readonly string[], rangeLimit?: number): Promise<void> {
    const { document } = await atCursor(fixture);
    const client = rangeLimit === undefined ? {} : { textDocument: { foldingRange: { rangeLimit } } };
    const shown = foldingRanges(document, client).map(
      ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`,
    );
    expect(shown).toEqual(expected);
  }

  const SITE = `# A site
# of two lines
topology: 1
hosts:
  - name: esx01
    firewall:
      rules:
        - name: a
          ports: 80
  # one line

  - { name: esx02,
      cluster: c }
description: |
  text
  # with a sharp
  # in it
`;
  it('takes sections, entities, what is nested, flow over several lines, and comments', () =>
    check(SITE, ['0-1 comment', '3-12', '4-8', '5-8', '6-8', '7-8', '11-12', '13-16']));
  it('takes the largest where the client takes only some', () => check(SITE, ['3-12', '4-8'], 2));
  it('takes comments at one column, as they go with what stands below', () =>
    check('hosts:\n  - name: a\n    # a\n    # b\n  # c\n  # d\n  - name: b\n', ['0-6', '2-3 comment', '4-5 comment']));
  it('takes nothing of one line', () => check('topology: 1\nvms: [{ name: a }]\n# b\n', []));
});

describe('selecting more', () => {
  /** The selections from the cursor outwards. */
  async function check(fixture: string, expected: readonly string[]): Promise<void> {
    const { document, position, files } = await atCursor(fixture);
    const text = files.get('main.topology.yaml')!;
    const texts: string[] = [];
    const [first] = selectionRanges(document, [position]);
    for (let at: SelectionRange | undefined = first; at; at = at.parent) {
      const { start, end } = at.range;
      texts.push(text.slice(document.positions.offset(start), document.positions.offset(end)));
    }
    expect(texts).toEqual(expected);
  }

  it('goes from the text in quotes over value, pair, entity and section to the file', () =>
    check('topology: 1\nvms:\n  - name: a\n    host: "e$0sx"\n', [
      'esx',
      '"esx"',
      'host: "esx"',
      'name: a\n    host: "esx"',
      '- name: a\n    host: "esx"',
      'vms:\n  - name: a\n    host: "esx"',
      'topology: 1\nvms:\n  - name: a\n    host: "esx"\n',
    ]));
  it('goes through flow style', () =>
    check('vms: [{ name: a, host: e$0 }]\n', [
      'e',
      'host: e',
      '{ name: a, host: e }',
      '[{ name: a, host: e }]',
      'vms: [{ name: a, host: e }]',
      'vms: [{ name: a, host: e }]\n',
    ]));
  it('is the file where nothing is', () => check('$0# only\n', ['# only\n']));
  it('is the place in an empty file', () => check('$0', ['']));
});

describe('links', () => {
  async function check(fixture: string, expected: readonly unknown[]): Promise<void> {
    const { document } = await atCursor(fixture);
    const shown = documentLinks(document, {
      rulePages: 'file:///pages',
      showsPlans: false,
      restricted: false,
      servesFiles: false,
    }).map(({ range, target }) => [
      range.start.line,
      range.start.character,
      target!.startsWith('file:///pages') ? target : nameOf(target!),
    ]);
    expect(shown).toEqual(expected);
  }

  it('lead to included files, and to the pages of rules that are ignored', () =>
    check(
      `# topology-ignore-file: firewall/disabled, no/rule in the lab
include: [a.topology.yaml, more/*.yaml, none.yaml]
# //- a.topology.yaml
topology: 1
# //- more/b.yaml
topology: 1
# //- more/c.yaml
topology: 1
`,
      [
        [1, 10, 'a.topology.yaml'],
        [0, 24, 'file:///pages/firewall/disabled.md'],
      ],
    ));
});
