import { describe, expect, it } from 'vitest';
import type { TextDocumentEdit } from 'vscode-languageserver-protocol';
import { applyLspEdits } from '../support/lsp-edits.ts';
import { LIKE_VSCODE } from './client.ts';
import { actionsAt, codes, editsOf, find, MUNICH, RULE, start, titles, URI } from './munich.ts';

describe('code actions', () => {
  it('offer the fix at the squiggle; with it the VM goes over the IO Visor', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const [action] = await actionsAt(client, find(MUNICH, 'esx02', 1, 2));
    expect(action).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: RULE }] });
    expect(action!.isPreferred, 'it opens a firewall').toBeUndefined();
    await client.change(URI, 2, [{ text: applyLspEdits(MUNICH, editsOf(action!)) }]);
    expect(await client.pull(URI)).toEqual([]);
    expect(await titles(client)).toContain('2 VMs: 2 IO Visor');
  });

  it('fix all that is safe when asked for by kind with no diagnostics given, and nothing else', async () => {
    const text = MUNICH.replace('include: ["*"]', 'include: [*]').replace('10.10.50.0/24', '10.10.50.7/24');
    const client = await start();
    await client.open(URI, text);
    const [action, ...more] = await actionsAt(client, { line: 0, character: 0 }, ['source.fixAll']);
    expect(more).toEqual([]);
    expect(action!.kind).toBe('source.fixAll.hyperflexTopology');
    const fixed = applyLspEdits(text, editsOf(action!));
    await client.change(URI, 2, [{ text: fixed }]);
    expect(codes(await client.pull(URI))).toEqual([RULE]);
    expect(await actionsAt(client, { line: 0, character: 0 }, ['source.fixAll'])).toEqual([]);
  });

  it('bring a VM onto the IO Visor path by one action, and say whom it hurts', async () => {
    const text = MUNICH.replace('    addedToBackupServer: true\n', '').replace(
      'host: esx01, datastore: ds-prod }',
      'host: esx01, datastore: ds-prod, snapshot: esxi }',
    );
    const client = await start();
    await client.open(URI, text);
    const actions = await actionsAt(client, find(text, 'web01', 1, 2), ['quickfix']);
    expect(actions.map(({ title }) => title)).toEqual([
      'Bring web01 onto the IO Visor path by proxy01 (worse for sql01)',
    ]);
    await client.change(URI, 2, [{ text: applyLspEdits(text, editsOf(actions[0]!)) }]);
    expect(await titles(client)).toContain('proxy01 · Direct NFS via IO Visor');
  });

  it('ignore a rule on a line with a reason', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const at = find(MUNICH, 'esx02', 1, 2);
    const ignore = (await actionsAt(client, at)).find(({ title }) => title === `Ignore ${RULE} on this line`);
    const [edit] = (ignore!.edit!.documentChanges![0] as TextDocumentEdit).edits;
    expect(edit).toEqual({
      range: { start: { line: at.line, character: 0 }, end: { line: at.line, character: 0 } },
      snippet: { kind: 'snippet', value: `  # topology-ignore: ${RULE} \${1:reason}\n` },
    });
    const ignored = MUNICH.replace(
      '  - name: esx02',
      `  # topology-ignore: ${RULE} it is being replaced\n  - name: esx02`,
    );
    await client.change(URI, 2, [{ text: ignored }]);
    expect(await client.pull(URI)).toEqual([]);
  });

  it('ask by a snippet where the client can, and are not offered where it cannot', async () => {
    const text = MUNICH.replace('    host: esx01\n    addresses', '    addresses');
    for (const [capabilities, asked] of [
      [LIKE_VSCODE, true],
      [{ ...LIKE_VSCODE, workspace: {} }, false],
    ] as const) {
      const client = await start({ capabilities });
      await client.open(URI, text);
      const actions = await actionsAt(client, find(text, 'proxy01', 1, 2));
      const asking = actions.filter((action) => JSON.stringify(action.edit).includes('"kind":"snippet"'));
      expect(asking.some(({ title }) => !title.startsWith('Ignore '))).toBe(asked);
    }
  });

  describe('of all of a rule', () => {
    const CASES = MUNICH.replace('host: esx01, datastore', 'host: ESX01, datastore').replaceAll(
      'ds-prod }',
      'DS-Prod }',
    );

    it('write the likeliest fix of each diagnostic, as one action beside that of one', async () => {
      const client = await start();
      await client.open(URI, CASES);
      const actions = await actionsAt(client, find(CASES, 'ESX01'), ['quickfix']);
      expect(actions.map(({ title }) => title).slice(0, 2)).toEqual([
        'Write esx01',
        'Fix all 3 format/name-case in this file',
      ]);
      expect(actions[1]).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'format/name-case' }] });
      await client.change(URI, 2, [{ text: applyLspEdits(CASES, editsOf(actions[1]!)) }]);
      expect(codes(await client.pull(URI))).toEqual([RULE]);
    });

    it('say what they do when they are not safe, and leave out what asks for an answer', async () => {
      const text = MUNICH.replace('host: esx01, datastore', 'host: exs01, datastore')
        .replace('host: esx02, datastore', 'host: exs02, datastore')
        .replace('include: ["*"]', 'proxies: [nowhere]\n    include: ["*"]');
      const client = await start();
      await client.open(URI, text);
      const all = (await actionsAt(client, find(text, 'exs01'))).filter(({ title }) => title.startsWith('Fix '));
      // A proxy can be declared only with an address, which it asks for.
      expect(all.map(({ title }) => title)).toEqual([
        'Fix 2 of 3 reference/unknown in this file (not safe: Write esx01, Write esx02)',
      ]);
      expect(applyLspEdits(text, editsOf(all[0]!)).split('\n')).toEqual(
        MUNICH.replace('include: ["*"]', 'proxies: [nowhere]\n    include: ["*"]').split('\n'),
      );
    });

    it('are not offered where there is but one, or the rule is off', async () => {
      const client = await start({ settings: { rules: { 'format/name-case': 'off' } } });
      await client.open(URI, CASES);
      await expect.poll(async () => codes(await client.pull(URI))).toEqual([RULE]);
      const offered = [
        ...(await actionsAt(client, find(CASES, 'ESX01'))),
        ...(await actionsAt(client, find(CASES, 'esx02', 1, 2))),
      ];
      expect(offered.filter(({ title }) => title.startsWith('Fix '))).toEqual([]);
    });
  });

  describe('that show the rule', () => {
    const shows = { ...LIKE_VSCODE, window: { showDocument: { support: true } } };
    const initializationOptions = { rulePages: 'file:///extension/docs/rules', showsPlans: true };
    const commandsOf = async (client: Awaited<ReturnType<typeof start>>) => {
      await client.open(URI, MUNICH);
      return (await actionsAt(client, find(MUNICH, 'esx02', 1, 2))).flatMap(({ command }) => command ?? []);
    };

    it('have the client show its page', async () => {
      const client = await start({ capabilities: shows, initializationOptions });
      const [command, ...more] = await commandsOf(client);
      expect(more).toEqual([]);
      expect(command!.title).toBe(`Show the rule ${RULE}`);
      expect(client.initialized.capabilities.executeCommandProvider!.commands).toEqual([command!.command]);
      const shown: unknown[] = [];
      client.connection.onRequest('window/showDocument', (params) => {
        shown.push(params);
        return { success: true };
      });
      const execute = (commandArguments: unknown[]) =>
        client.request('workspace/executeCommand', { command: command!.command, arguments: commandArguments });
      await execute(command!.arguments!);
      expect(shown).toEqual([{ uri: `file:///extension/docs/rules/${RULE}.md`, takeFocus: true }]);
      for (const nonsense of [[], ['no/rule'], ['../../../etc/passwd']]) expect(await execute(nonsense)).toBeNull();
      expect(shown).toHaveLength(1);
    });

    it('are not offered to a client that has no pages, or cannot show them', async () => {
      expect(await commandsOf(await start({ capabilities: shows }))).toEqual([]);
      expect(await commandsOf(await start({ initializationOptions }))).toEqual([]);
    });
  });
});
