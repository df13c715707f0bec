import { describe, expect, it } from 'vitest';
import { type LaidOut, layOut } from '../../../server/src/engine/graph/lay-out.ts';
import { Layouts } from '../../../server/src/engine/graph/layouts.ts';
import { shownPicture } from '../../../server/src/features/plan-view/picture.ts';
import type { PictureParams } from '../../../server/src/lsp/plan-protocol.ts';
import { openText } from '../../support/cursor.ts';

const SITE = `topology: 1
hyperflex:
  - { name: hx, version: 5.0(2e), addedToBackupServer: true, dataNetwork: 10.0.0.0/24 }
clusters: [{ name: cl, hyperflex: hx }]
hosts:
  - { name: esx1, cluster: cl, firewall: { enabled: false } }
  - { name: esx2, cluster: cl }
datastores: [{ name: ds, hyperflex: hx }]
proxies:
  - { name: p1, type: physical, addresses: [10.0.0.21] }
vms:
  - { name: vm1, host: esx1, datastore: ds }
  - { name: vm2, host: esx2, datastore: ds }
jobs: [{ name: nightly, include: ["*"] }]
`;

async function shown(params: Partial<PictureParams> = {}, text = SITE, layouts = new Layouts()) {
  const document = await openText(text);
  return shownPicture(document, { textDocument: { uri: document.uri }, fold: 'auto', ...params }, layouts);
}

async function check(params: Partial<PictureParams>, expected: readonly string[], text = SITE): Promise<void> {
  const { boxes } = await shown(params, text);
  expect(boxes.map(({ key }) => key).sort()).toEqual(expected);
}

describe('the picture in the plan view', () => {
  it('has the boxes of the topology, under keys that tell them apart', async () => {
    await check({}, ['cluster cl 1', 'host esx1 1', 'host esx2 1', 'hyperflex hx 1', 'proxy p1 1']);
  });

  it('is folded as asked for', async () => {
    await check({ fold: 'clusters' }, ['cluster cl 1', 'proxy p1 1']);
  });

  it('is that of one thing alone, and of all where there is no such thing', async () => {
    const { focused, title, boxes } = await shown({ focus: { kind: 'host', name: 'esx1' } });
    expect({ focused, esx2: boxes.some(({ key }) => key.includes('esx2')) }).toEqual({ focused: true, esx2: false });
    expect(title).toMatch(/: esx1$/);
    expect((await shown({ focus: { kind: 'host', name: 'gone' } })).focused).toBe(false);
  });

  it('says in words what a box is, and leads to its name in the file', async () => {
    const { boxes } = await shown();
    const host = boxes.find(({ key }) => key === 'host esx1 1')!;
    expect(host.label).toMatch(/^Host esx1, 1 VM/);
    expect(host.place?.range.start).toEqual({ line: 5, character: 12 });
  });

  it('keeps the keys of what stays when something is added', async () => {
    const before = await shown();
    const after = await shown(
      {},
      SITE.replace('vms:', '  - { name: p0, type: physical, addresses: [10.0.0.20] }\nvms:'),
    );
    const keys = new Set(after.boxes.map(({ key }) => key));
    expect(before.boxes.filter(({ key }) => !keys.has(key))).toEqual([]);
    expect(keys.size).toBe(after.boxes.length);
  });

  it('has a line for each mode, with its style and number', async () => {
    const { paths, legend } = await shown();
    expect(paths.map(({ mode }) => mode).sort()).toEqual(['directNfsClusterIp', 'directNfsIoVisor']);
    expect(paths.find(({ mode }) => mode === 'directNfsIoVisor')!.stroke.dashes).toBe('');
    expect(paths.find(({ mode }) => mode === 'directNfsClusterIp')!.stroke.dashes).not.toBe('');
    expect(legend.entries.length).toBe(2);
  });

  it('folds and unfolds one cluster or datacenter on its own', async () => {
    await check({ fold: 'clusters', own: { 'cluster cl': false } }, [
      'cluster cl 1',
      'host esx1 1',
      'host esx2 1',
      'hyperflex hx 1',
      'proxy p1 1',
    ]);
    await check({ own: { 'cluster cl': true } }, ['cluster cl 1', 'proxy p1 1']);
    const { boxes } = await shown({ own: { 'cluster cl': true } });
    expect(boxes.map(({ foldKey }) => foldKey)).toEqual(['cluster cl', null]);
  });

  it('leads from a datacenter, folded or not, to the line that names it', async () => {
    const text = SITE.replace('name: cl, ', 'name: cl, datacenter: Bern, ');
    for (const fold of ['none', 'datacenters'] as const) {
      const { boxes } = await shown({ fold }, text);
      const datacenter = boxes.find(({ kind }) => kind === 'datacenter')!;
      expect(datacenter.entity).toBeNull();
      expect(datacenter.place?.range.start).toEqual({ line: 3, character: text.split('\n')[3]!.indexOf('Bern') });
    }
    await check(
      { fold: 'datacenters', own: { 'datacenter Bern': false } },
      ['cluster cl 1', 'datacenter Bern 1', 'proxy p1 1'],
      text,
    );
  });

  it('is laid out anew only where it says something else, and leads to where things stand now', async () => {
    const laidOut: LaidOut[] = [];
    const layouts = new Layouts((picture) => {
      laidOut.push(layOut(picture));
      return laidOut.at(-1)!;
    });
    const before = await shown({}, SITE, layouts);
    const after = await shown({}, SITE.replace('hosts:', '# a note\nhosts:'), layouts);
    expect(laidOut.length).toBe(1);
    const { place: was, ...host } = before.boxes.find(({ key }) => key === 'host esx1 1')!;
    const { place: is, ...same } = after.boxes.find(({ key }) => key === 'host esx1 1')!;
    expect(same).toEqual(host);
    expect([was?.range.start.line, is?.range.start.line]).toEqual([5, 6]);
    await shown({}, SITE.replace('name: vm2, host: esx2', 'name: vm2, host: esx1'), layouts);
    expect(laidOut.length).toBe(2);
    await shown({}, SITE, layouts);
    expect(laidOut.length).toBe(2);
  });

  it('says that part of the text does not parse', async () => {
    expect((await shown({}, `${SITE}x: [`)).incomplete).toBe(true);
  });
});
