import { describe, expect, it } from 'vitest';
import type { ClientCapabilities, MarkupContent } from 'vscode-languageserver';
import { hover } from '../../../server/src/features/hover.ts';
import { atCursor } from '../../support/cursor.ts';

const OPTIONS = { rulePages: 'file:///pages', showsPlans: true };
const READS_MARKDOWN: ClientCapabilities = { textDocument: { hover: { contentFormat: ['markdown'] } } };

describe('a hover', () => {
  /** Checks the text that it is on, and what it says; `undefined`: there is none. */
  async function check(fixture: string, on: string | undefined, ...says: readonly string[]): Promise<void> {
    const { document, position, files } = await atCursor(fixture);
    const found = hover(document, position, OPTIONS, READS_MARKDOWN);
    const { start, end } = found?.range ?? {};
    const text = files.get('main.topology.yaml')!;
    const { positions } = document;
    expect(found ? text.slice(positions.offset(start!), positions.offset(end!)) : undefined).toBe(on);
    for (const said of says) expect((found!.contents as MarkupContent).value).toContain(said);
  }

  it('on a key tells type, default, meaning and source', () =>
    check(
      'proxies:\n  - name: p\n    trans$0portMode: network\n',
      'transportMode',
      '**transportMode** · `automatic`, `directStorageAccess`, `virtualAppliance`, `network` · default: automatic',
      'The transport mode that the proxy is set to.',
      '- `network`: NBD: reads over the ESXi management network.',
      'Source: Veeam user guide, Transport Modes.',
    ));
  it('on a section', () => check('ho$0sts: []\n', 'hosts', '**hosts** · list: mapping', 'ESXi hosts.'));
  it('on a required key in flow style', () =>
    check('vms: [{ name: a, ho$0st: e }]\n', 'host', '**host** · the name of an ESXi host · required'));
  it('on a word of an enumeration', () =>
    check(
      'proxies:\n  - name: p\n    transportMode: net$0work\n',
      'network',
      '`network`: NBD: reads over the ESXi management network.',
      '`transportMode`: The transport mode that the proxy is set to.',
    ));
  it('on the word that stands for a list', () =>
    check(
      'jobs:\n  - name: j\n    proxies: auto$0matic\n',
      'automatic',
      '`automatic`: VBR chooses among all proxies.',
    ));
  it('on any other value tells of its key', () =>
    check('hosts:\n  - name: e\n    dataIp: 10.0$0.0.1\n', '10.0.0.1', '**dataIp** · an IPv4 address'));
  it('on a name that nothing declares', () =>
    check('vms:\n  - name: v\n    host: e$009\n', 'e09', '**host** · the name of an ESXi host · required'));
  it('works in a text that does not parse', () =>
    check('hosts: [\nproxies:\n  - name: "p\n    serv$0er: linux\n  }\n', 'server', '**server**', '- `linux`'));

  it('on an entity tells what it does', () => check('hosts:\n  - name: es$0x01\n', 'esx01', '### Host esx01'));
  it('on a pattern tells what it matches', () =>
    check(
      'vms: [{ name: sql1 }, { name: web }]\njobs: [{ name: j, include: ["s$0*"] }]\n',
      '"s*"',
      'Matches 1 VM: sql1',
    ));
  it('on an allowed address tells whose it is', () =>
    check(
      'proxies: [{ name: p, addresses: [10.0.0.1] }]\nhosts: [{ name: e, firewall: { rules: [{ ports: 1, allowedAddresses: [10.0$0.0.1] }] } }]\n',
      '10.0.0.1',
      '### Address 10.0.0.1',
      'Lets in the proxy p',
    ));
  it('on a key of a firewall rule tells of both', () =>
    check(
      'hosts:\n  - name: e\n    firewall:\n      rules:\n        - name: r\n          del$0ivery: vib\n          ports: 1\n',
      'delivery',
      '**delivery**',
      '- `vib`',
      '### Firewall rule r of host e',
    ));
  it('on the name of a firewall rule tells of the rule', () =>
    check(
      'hosts: [{ name: e, firewall: { rules: [{ name: r$01, ports: 1 }] } }]\n',
      '{ name: r1, ports: 1 }',
      '### Firewall rule r1 of host e',
    ));
  it('on the code in an ignore tells of the rule', () =>
    check(
      '# topology-ignore-file: proxy/un$0used lab\nvms: []\n',
      'proxy/unused',
      '**A proxy that no job needs**',
      '(file:///pages/proxy/unused.md)',
    ));
  it.each(['vms: [] # a $0comment\n', 'x-mine: a$0b\n', '$0', 'description: |\n  te$0xt\n'])(
    'is none in %j',
    (fixture) => check(fixture, undefined),
  );
});
