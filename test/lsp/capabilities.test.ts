import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type {
  ClientCapabilities,
  CodeAction,
  CodeLens,
  CompletionItem,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { PLAIN, type TestClient } from './client.ts';
import { editsOf, find, MUNICH, RULE, start, titles, URI } from './munich.ts';

/* What a client gets that says what it can, and one that does not: a row each. */

type Ask = (client: TestClient) => Promise<unknown>;
type Row = readonly [what: string, capabilities: ClientCapabilities, expected: unknown, options?: unknown];

const textDocument = { uri: URI };

function check(ask: Ask, rows: readonly Row[]): void {
  for (const [what, capabilities, expected, initializationOptions] of rows) {
    it(what, async () => {
      const client = await start({ capabilities, initializationOptions });
      await client.open(URI, MUNICH);
      expect(await ask(client)).toEqual(expected);
    });
  }
}

describe('a hover is', () => {
  const reads = (...contentFormat: ('markdown' | 'plaintext')[]) => ({ textDocument: { hover: { contentFormat } } });
  const ask: Ask = async (client) => {
    const position = find(MUNICH, 'sql01, host', 1, 2);
    const { contents } = await client.request('textDocument/hover', { textDocument, position });
    return [contents.kind, contents.value.split('\n')[0], /[*\\]/.test(contents.value)];
  };
  const plain = ['plaintext', 'sql01 in nightly', false];
  check(ask, [
    ['Markdown', reads('markdown', 'plaintext'), ['markdown', '### sql01 in nightly', true]],
    ['plain text where the client likes that better', reads('plaintext', 'markdown'), plain],
    ['plain text where the client names no format', PLAIN, plain],
  ]);
});

describe('the plan of a VM is', () => {
  const ask: Ask = async (client) => {
    const lenses: CodeLens[] = await client.request('textDocument/codeLens', { textDocument });
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints: { label: unknown }[] = await client.request('textDocument/inlayHint', { textDocument, range });
    return {
      lenses: lenses.filter(({ command }) => command!.title.startsWith('proxy01 ·')).length,
      hints: hints.filter(({ label }) => Array.isArray(label)).length,
    };
  };
  const both = { textDocument: { codeLens: {}, inlayHint: {} } };
  const hints = { textDocument: { inlayHint: {} } };
  check(ask, [
    ['a lens', both, { lenses: 2, hints: 0 }],
    ['a hint where the settings say so', both, { lenses: 0, hints: 2 }, { vmPlan: 'hint' }],
    [
      'a lens where the settings want hints that the client does not show',
      PLAIN,
      { lenses: 2, hints: 0 },
      { vmPlan: 'hint' },
    ],
    ['what the client asks for where it may show hints only', hints, { lenses: 2, hints: 2 }],
    ['nothing where the settings say so', hints, { lenses: 0, hints: 0 }, { vmPlan: 'off' }],
  ]);
});

describe('completion of several lines', () => {
  const writes = (completionItem: object) => ({ textDocument: { completion: { completionItem } } });
  const ask: Ask = async (client) => {
    const text = MUNICH.replace('  - name: esx02', '  - name: esx02\n    fire');
    await client.change(URI, 2, [{ text }]);
    const position = find(text, '    fire', 2, 8);
    const { items } = await client.request('textDocument/completion', { textDocument, position });
    const { textEdit, insertTextFormat, insertTextMode }: CompletionItem = items.find(
      ({ label }: CompletionItem) => label === 'firewall',
    );
    const [first, ...more] = textEdit!.newText.split('\n');
    return [first, more.length, insertTextFormat, insertTextMode];
  };
  const modes = { insertTextModeSupport: { valueSet: [1, 2] } };
  check(ask, [
    ['is a snippet that is to be indented', writes({ snippetSupport: true, ...modes }), ['firewall:', 4, 2, 2]],
    ['is a snippet', writes({ snippetSupport: true }), ['firewall:', 4, 2, undefined]],
    ['is the key alone where there are no snippets', PLAIN, ['firewall:', 0, 1, undefined]],
  ]);
});

describe('kinds are those that the client knows', () => {
  const completion: Ask = async (client) => {
    const position = find(MUNICH, 'type: virtual', 1, 'type: '.length);
    const { items } = await client.request('textDocument/completion', { textDocument, position });
    return items[0].kind;
  };
  check(completion, [
    ['of completion', { textDocument: { completion: { completionItemKind: { valueSet: [12, 20] } } } }, 20],
    ['of completion, the first ones of LSP where it names none', PLAIN, 12],
  ]);
  const symbol: Ask = async (client) => (await client.request('workspace/symbol', { query: 'web01' }))[0].kind;
  check(symbol, [
    ['of symbols', { workspace: { symbol: { symbolKind: { valueSet: [8, 19] } } } }, 19],
    ['of symbols, the first ones of LSP where it names none', PLAIN, 8],
  ]);
});

describe('code actions', () => {
  const literals = { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } };
  const actions = (client: TestClient): Promise<CodeAction[]> => {
    const position = find(MUNICH, 'esx02', 1, 2);
    const range = { start: position, end: position };
    return client.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
  };
  const ADD = 'Add the rule to esx02';
  const known: Ask = async (client) => {
    const { codeActionProvider, executeCommandProvider } = client.initialized.capabilities;
    const applies = executeCommandProvider!.commands.includes('hyperflexTopology.applyEdit');
    const [first] = await actions(client);
    return { kinds: typeof codeActionProvider === 'object', applies, first: first && Object.keys(first) };
  };
  const literal = ['title', 'kind', 'edit', 'diagnostics'];
  check(known, [
    ['are edits', { textDocument: literals }, { kinds: true, applies: false, first: literal }],
    [
      'are commands where the client knows no others',
      { workspace: { applyEdit: true } },
      { kinds: false, applies: true, first: ['title', 'command', 'arguments'] },
    ],
    ['are none where the client makes no edits', PLAIN, { kinds: false, applies: true, first: undefined }],
  ]);

  it('that are commands make the client edit', async () => {
    const client = await start({ capabilities: { workspace: { applyEdit: true } } });
    await client.open(URI, MUNICH);
    const applied: WorkspaceEdit[] = [];
    client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      applied.push(edit);
      return { applied: true };
    });
    const action = (await actions(client)).find(({ title }) => title === ADD)!;
    await client.request('workspace/executeCommand', action);
    expect(applied).toHaveLength(1);
    expect(applied[0]!.changes![URI]![0]!.newText).toContain('veeam-iovisor');
  });

  const shape: Ask = async (client) => Object.keys((await actions(client))[0]!.edit!);
  check(shape, [
    [
      'have versions',
      { textDocument: literals, workspace: { workspaceEdit: { documentChanges: true } } },
      ['documentChanges'],
    ],
    ['have none where the client does not look at them', { textDocument: literals }, ['changes']],
  ]);

  const ignored: Ask = async (client) => {
    const ignore = (await actions(client)).find(({ title }) => title.startsWith('Ignore '));
    const [edit] = editsOf(ignore!);
    return 'snippet' in edit! ? edit.snippet : edit!.newText;
  };
  const comment = `  # topology-ignore: ${RULE}`;
  const snippets = { workspaceEdit: { documentChanges: true, snippetEditSupport: true } };
  check(ignored, [
    [
      'that ignore go to the reason',
      { textDocument: literals, workspace: snippets },
      { kind: 'snippet', value: `${comment} $\{1:reason}\n` },
    ],
    ['that ignore leave the reason out where the cursor cannot go there', { textDocument: literals }, `${comment}\n`],
  ]);
});

describe('the command of a lens', () => {
  const ask: Ask = async (client) => {
    const offered = client.initialized.capabilities.executeCommandProvider!.commands;
    const lenses: CodeLens[] = await client.request('textDocument/codeLens', { textDocument });
    const { command } = lenses.find(({ command: lens }) => lens!.title.startsWith('proxy01 ·'))!;
    if (!offered.includes(command!.command)) return 'the client’s';
    await client.request('workspace/executeCommand', command);
    return [client.shown[0]!.split('\n')[0], client.planned];
  };
  check(ask, [
    ['is carried out by a client that has a view of plans', PLAIN, 'the client’s', { showsPlans: true }],
    ['shows the plan in a message to any other, which is not told of plans either', PLAIN, ['sql01 in nightly', []]],
  ]);
});

describe('a new plan', () => {
  const ask: Ask = async (client) => {
    await client.change(URI, 2, [{ text: `${MUNICH}\n` }]);
    await client.pushOf(URI, 2);
    // Answered after whatever came with the push.
    await titles(client);
    return client.planned.includes(URI);
  };
  check(ask, [
    ['is told to a client that has a view of plans', PLAIN, true, { showsPlans: true }],
    ['is told to no other', PLAIN, false],
  ]);
});

it('settings are taken as they are sent where the client cannot be asked for them', async () => {
  const client = await start({ capabilities: PLAIN });
  await client.open(URI, MUNICH);
  expect(await titles(client)).toContain('lets in proxy01');
  const settings = { hyperflexTopology: { codeLens: { host: false } } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  expect(await titles(client)).not.toContain('lets in proxy01');
});

it('a rename that has something to tell asks the client nothing', async () => {
  const text = MUNICH.replace('include: ["*"]', 'include: ["sql*"]');
  const client = await start({ capabilities: PLAIN });
  const asked: string[] = [];
  client.connection.onRequest('window/showMessageRequest', ({ message }) => {
    asked.push(message);
    return null;
  });
  await client.open(URI, text);
  const position = find(text, 'sql01, host', 1, 2);
  await client.request('textDocument/rename', { textDocument, position, newName: 'db01' });
  expect(client.shown).toHaveLength(1);
  expect(asked).toEqual([]);
});

describe('what others write to the disk is noticed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = (name: string): string => join(folder, name);
  const uri = (name: string): string => pathToFileURL(path(name)).href;
  const planned = async (client: TestClient): Promise<number> =>
    (await client.request('hyperflexTopology/plan', { textDocument: { uri: uri('site.topology.yaml') } })).vms.length;

  it('by saving, where the client does not watch', async () => {
    const [site, vms] = MUNICH.split('\nvms:');
    const lines = `topology: 1\nvms:${vms!.split('\njobs:')[0]}`;
    const text = `${site}\ninclude: [vms.yaml]\njobs:${MUNICH.split('\njobs:')[1]}`;
    writeFileSync(path('vms.yaml'), lines);
    const client = await start({ capabilities: PLAIN });
    expect(client.initialized.capabilities.textDocumentSync).toMatchObject({ save: true });
    await client.open(uri('site.topology.yaml'), text);
    expect(await planned(client)).toBe(2);
    writeFileSync(
      path('vms.yaml'),
      `${readFileSync(path('vms.yaml'), 'utf8').trimEnd()}\n  - { name: new01, host: esx01, datastore: ds-prod }\n`,
    );
    await client.connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: uri('site.topology.yaml') },
    });
    expect(await planned(client)).toBe(3);
  });

  it('by watching, where the client watches', async () => {
    const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };
    const client = await start({ capabilities });
    expect(client.initialized.capabilities.textDocumentSync).toMatchObject({ save: false });
  });
});
