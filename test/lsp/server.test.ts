import { describe, expect, it } from 'vitest';
import { LIKE_VSCODE, PLAIN } from './client.ts';
import { codes, find, MUNICH, RULE, start, titles, URI } from './munich.ts';

describe.each(['stdio', 'node-ipc', 'hxtopo'] as const)('over %s', (transport) => {
  it('starts, answers and ends with 0', async () => {
    const client = await start({ transport });
    expect(client.initialized.serverInfo?.name).toBe('hxtopo');
    await client.open(URI, MUNICH);
    expect(codes(await client.pull(URI))).toEqual([RULE]);
    expect(await client.stop()).toBe(0);
  });
});

describe('diagnostics', () => {
  it('squiggles the name of the host that lets no proxy in', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const [diagnostic] = await client.pull(URI);
    expect(diagnostic).toMatchObject({ code: RULE, severity: 2, source: 'hxtopo' });
    expect(diagnostic!.range).toEqual({ start: find(MUNICH, 'esx02'), end: find(MUNICH, 'esx02', 1, 5) });
  });

  it('link their code to the rule’s page, where the client says where the pages are', async () => {
    const client = await start({ initializationOptions: { rulePages: 'file:///extension/docs/rules/' } });
    await client.open(URI, MUNICH);
    const [diagnostic] = await client.pull(URI);
    expect(diagnostic!.codeDescription?.href).toBe(`file:///extension/docs/rules/${RULE}.md`);
  });

  it('follow incremental edits, several in one notification applying in turn', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const at = find(MUNICH, 'host: esx02', 1, 6);
    await client.change(URI, 2, [
      { range: { start: at, end: { ...at, character: at.character + 5 } }, text: 'esx' },
      {
        range: { start: { ...at, character: at.character + 3 }, end: { ...at, character: at.character + 3 } },
        text: '99',
      },
    ]);
    expect(codes(await client.pull(URI))).toContain('reference/unknown');
    await client.change(URI, 3, [{ text: MUNICH }]);
    expect(codes(await client.pull(URI))).toEqual([RULE]);
  });

  it('says unchanged when nothing has changed', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const first = await client.request('textDocument/diagnostic', { textDocument: { uri: URI } });
    const again = await client.request('textDocument/diagnostic', {
      textDocument: { uri: URI },
      previousResultId: first.resultId,
    });
    expect(again).toEqual({ kind: 'unchanged', resultId: first.resultId });
  });

  it('are fresh when the file is opened again with another text of the same version', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const first = await client.request('textDocument/diagnostic', { textDocument: { uri: URI } });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    await client.open(URI, 'topology: 2\n');
    const again = await client.request('textDocument/diagnostic', {
      textDocument: { uri: URI },
      previousResultId: first.resultId,
    });
    expect(again.kind).toBe('full');
    expect(codes(again.items)).toContain('format/version');
  });

  it('are pushed with their version to a client that cannot pull, and taken back when it closes the file', async () => {
    const client = await start({ capabilities: PLAIN });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await client.open(URI, MUNICH);
    expect(codes(await client.pushOf(URI, 1))).toEqual([RULE]);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    await client.open('file:///other.topology.yaml', 'topology: 1\n', 7);
    await client.pushOf('file:///other.topology.yaml', 7);
    expect(client.pushed.filter(({ uri }) => uri === URI).at(-1)!.diagnostics).toEqual([]);
  });

  it('are never pushed to a client that pulls', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    await client.pull(URI);
    await client.request('hyperflexTopology/plan', { textDocument: { uri: URI } });
    expect(client.pushed).toEqual([]);
  });

  it('have the severities of the settings, also when these change', async () => {
    const client = await start({ settings: { rules: { [RULE]: 'error' } } });
    await client.open(URI, MUNICH);
    // The settings are read after `initialized`; an answer to a later request proves that they arrived.
    await expect.poll(async () => (await client.pull(URI))[0]?.severity).toBe(1);
    client.settings = { rules: { [RULE]: 'off' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await expect.poll(async () => client.pull(URI)).toEqual([]);
  });
});

describe('hover', () => {
  it('tells the road of a VM through the chart', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const hover = await client.request('textDocument/hover', {
      textDocument: { uri: URI },
      position: find(MUNICH, 'web01', 1, 2),
    });
    expect(hover.contents.value).toContain('Is the IO Visor accessible? **No**');
    expect(hover.contents.value).toContain('Let proxy01 in to the IO Visor of esx02');
    expect(hover.contents.value).toContain(`${URI}#L`);
  });

  it.each([
    ['a proxy', 'proxy01', 'Serves 2 VMs with 2 tasks (one for each disk): 1 IO Visor · 1 cluster IP'],
    ['a host', 'esx02', 'Its firewall lets in to the IO Visor: none'],
    ['a reference', 'hx-muc', 'Added to the backup infrastructure'],
    ['a firewall rule', 'veeam-iovisor', 'Lets in to the IO Visor, of the proxies on the data network: proxy01'],
    ['a registry value', 'EnableSameHostHotaddMode', 'Only a proxy on the VM’s host may HotAdd'],
    ['a job', 'nightly', '2 VMs: 1 IO Visor · 1 cluster IP'],
    ['a datastore', 'ds-prod', '2 VMs with a disk on it'],
  ])('tells what %s does', async (_what, name, text) => {
    const client = await start();
    await client.open(URI, MUNICH);
    const hover = await client.request('textDocument/hover', {
      textDocument: { uri: URI },
      position: find(MUNICH, name, 1, 1),
    });
    expect(hover.contents.value).toContain(text);
  });

  it('is empty where nothing stands', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    expect(
      await client.request('textDocument/hover', { textDocument: { uri: URI }, position: { line: 2, character: 0 } }),
    ).toBeNull();
  });
});

describe('CodeLens', () => {
  it('says proxy and mode above each VM, and sums up jobs, proxies, hosts and systems', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    expect(await titles(client)).toEqual([
      '2 VMs: 1 IO Visor · 1 cluster IP',
      '2 VMs: 1 IO Visor · 1 cluster IP · added to the backup server',
      'lets in proxy01',
      'lets no proxy in to the IO Visor',
      '2 VMs, 2 tasks: 1 IO Visor · 1 cluster IP',
      'proxy01 · Direct NFS via IO Visor',
      'proxy01 · Direct NFS via controller cluster IP',
      '2 VMs: 1 IO Visor · 1 cluster IP',
    ]);
  });

  it('leaves out the kinds that the settings switch off', async () => {
    const off = { vm: false, job: false, host: false, file: false, hyperflex: false };
    const client = await start({ settings: { codeLens: off } });
    await client.open(URI, MUNICH);
    await expect.poll(() => titles(client)).toEqual(['2 VMs, 2 tasks: 1 IO Visor · 1 cluster IP']);
  });
});

describe('the explanation', () => {
  it('is given for a VM, and null for one that is not there', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const textDocument = { uri: URI };
    const { markdown } = await client.request('hyperflexTopology/explain', { textDocument, vm: 'web01' });
    expect(markdown).toMatch(/^# web01 in nightly\n/);
    expect(await client.request('hyperflexTopology/explain', { textDocument, vm: 'web99' })).toBeNull();
  });

  it('lists the plan of a document', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const plan = await client.request('hyperflexTopology/plan', { textDocument: { uri: URI } });
    expect(plan.vms).toEqual([
      { vm: 'sql01', job: 'nightly', title: 'proxy01 · Direct NFS via IO Visor' },
      { vm: 'web01', job: 'nightly', title: 'proxy01 · Direct NFS via controller cluster IP' },
    ]);
    expect(plan.summary).toMatchObject({ vms: 2, directNfsIoVisor: 1, directNfsClusterIp: 1, fails: 0 });
    expect(plan.atPosition).toBeUndefined();
  });

  it('tells the VM at a position, and not one whose name is part of what stands there', async () => {
    const client = await start();
    const text = MUNICH.replace('web01, host: esx02', 'sql011, host: esx02');
    await client.open(URI, text);
    const lines = text.split('\n');
    const at = async (line: number, character: number): Promise<string | undefined> =>
      (await client.request('hyperflexTopology/plan', { textDocument: { uri: URI }, position: { line, character } }))
        .atPosition;
    const vm = lines.findIndex((line) => line.includes('sql011'));
    expect(await at(vm, lines[vm]!.indexOf('sql011') + 2)).toBe('sql011');
    expect(await at(vm, lines[vm]!.indexOf('esx02'))).toBeUndefined();
    const other = lines.findIndex((line) => line.includes('sql01,'));
    expect(await at(other, lines[other]!.indexOf('sql01') + 5)).toBe('sql01');
  });
});

describe('the server lives on', () => {
  it('with neutral answers for documents that it does not know', async () => {
    const client = await start();
    const textDocument = { uri: 'file:///nowhere.topology.yaml' };
    expect(
      await client.request('textDocument/hover', { textDocument, position: { line: 3, character: 3 } }),
    ).toBeNull();
    expect(await client.request('textDocument/codeLens', { textDocument })).toEqual([]);
    expect(await client.pull(textDocument.uri)).toEqual([]);
    await client.change(textDocument.uri, 4, [{ text: 'x' }]);
    expect(await client.stop()).toBe(0);
  });

  it('with positions out of range, and texts that are no topology at all', async () => {
    const client = await start();
    await client.open(URI, '{[\u0000 "');
    expect((await client.pull(URI)).length).toBeGreaterThan(0);
    await client.request('textDocument/hover', { textDocument: { uri: URI }, position: { line: 99, character: 99 } });
    await client.change(URI, 2, [
      { range: { start: { line: 50, character: 0 }, end: { line: 60, character: 0 } }, text: 'topology: 1\n' },
    ]);
    await client.change(URI, 3, [{ text: MUNICH }]);
    expect(codes(await client.pull(URI))).toEqual([RULE]);
  });
});

it('speaks UTF-8 positions with a client that wants them', async () => {
  const client = await start({ capabilities: { ...LIKE_VSCODE, general: { positionEncodings: ['utf-8'] } } });
  expect(client.initialized.capabilities.positionEncoding).toBe('utf-8');
  const text = MUNICH.replace('- name: esx02', '- { description: "Münchén 𝕏", name: esx02, cluster: cl-muc }').replace(
    '    cluster: cl-muc            # no rule: VMs here lose the IO Visor path\n',
    '',
  );
  await client.open(URI, text);
  const [diagnostic] = await client.pull(URI);
  const line = text.split('\n')[diagnostic!.range.start.line]!;
  const bytes = Buffer.from(line, 'utf8');
  expect(bytes.subarray(diagnostic!.range.start.character, diagnostic!.range.end.character).toString('utf8')).toBe(
    'esx02',
  );
  await client.change(URI, 2, [{ range: diagnostic!.range, text: 'esx03' }]);
  expect(codes(await client.pull(URI))).toContain('reference/unknown');
});
