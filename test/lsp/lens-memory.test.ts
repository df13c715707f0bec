import { describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver-protocol';
import type { TestClient } from './client.ts';
import { find, MUNICH, start, URI } from './munich.ts';

/** Line and title of each lens, in the order of lines. */
async function lenses(client: TestClient): Promise<string[]> {
  const found: CodeLens[] = await client.request('textDocument/codeLens', { textDocument: { uri: URI } });
  return found
    .map(({ range, command }) => [range.start.line, command!.title] as const)
    .sort(([a], [b]) => a - b)
    .map(([line, title]) => `${line}: ${title}`);
}

const insert = (position: { line: number; character: number }, text: string) => ({
  range: { start: position, end: position },
  text,
});

describe('the lenses of a text that does not parse', () => {
  /** Half-typed: what follows on the line cannot be read. */
  const host = find(MUNICH, 'host: esx01, datastore', 1, 'host: '.length);

  it('stay as they were until it does', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const before = await lenses(client);
    await client.change(URI, 2, [insert(host, '[')]);
    expect(await lenses(client)).toEqual(before);
    await client.change(URI, 3, [
      { range: { start: host, end: { ...host, character: host.character + 1 } }, text: '' },
    ]);
    expect(await lenses(client)).toEqual(before);
  });

  it('stay also above what else hangs on the part', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const before = await lenses(client);
    const addresses = find(MUNICH, 'addresses: [', 1, 'addresses: ['.length);
    await client.change(URI, 2, [
      { range: { start: addresses, end: { line: addresses.line + 1, character: 0 } }, text: '' },
    ]);
    expect((await lenses(client)).length).toBe(before.length);
    expect((await lenses(client)).filter((lens) => /Direct NFS/.test(lens))).toEqual(
      before
        .filter((lens) => /Direct NFS/.test(lens))
        .map((lens) => lens.replace(/^\d+/, (line) => String(Number(line) - 1))),
    );
  });

  it('go with the lines that are taken away', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const before = await lenses(client);
    const web = find(MUNICH, '  - { name: web01');
    await client.change(URI, 2, [
      insert({ line: web.line + 4, character: 0 }, '  - [\n'),
      { range: { start: web, end: { line: web.line + 1, character: 0 } }, text: '' },
    ]);
    const gone = before.filter((lens) => lens.startsWith(`${web.line}: `));
    expect(gone).toEqual([`${web.line}: proxy01 · Direct NFS via controller cluster IP`]);
    expect((await lenses(client)).join()).not.toContain(gone[0]!.replace(/^\d+: /, ''));
  });

  it('follow the settings', async () => {
    const settings = { codeLens: { file: true } };
    const client = await start({ settings });
    await client.open(URI, MUNICH);
    await expect.poll(() => lenses(client)).toHaveLength(8);
    await client.change(URI, 2, [insert(host, '[')]);
    settings.codeLens.file = false;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await expect.poll(async () => (await lenses(client)).some((lens) => lens.startsWith('0: '))).toBe(false);
  });

  it('move with the text', async () => {
    const client = await start();
    await client.open(URI, MUNICH);
    const [before] = (await lenses(client)).filter((lens) => lens.startsWith(`${host.line}: `));
    await client.change(URI, 2, [insert(host, '['), insert({ line: 0, character: 0 }, '# one\n# two\n')]);
    expect(await lenses(client)).toContain(before!.replace(/^\d+/, String(host.line + 2)));
  });

  it('are what can be told where the file was never whole', async () => {
    const client = await start();
    await client.open(URI, MUNICH.replace('host: esx01, datastore', 'host: [esx01, datastore'));
    expect((await lenses(client)).some((lens) => lens.startsWith(`${host.line + 1}: `))).toBe(true);
  });
});
