import { afterEach, describe, expect, it } from 'vitest';
import { TestClient } from './client.ts';

let client: TestClient;
afterEach(() => client.stop());

const TEXT = 'topology: 1\nclusters: [{ name: Prod }]\nhosts:\n  - { name: esx01, cluster: prod }\n'.replaceAll(
  '\n',
  '\r\n',
);

describe.each([
  ['a drive', 'file:///c%3A/Sites/a.topology.yaml', 'file:///C:/Sites/a.topology.yaml'],
  ['a network path', 'file://nas/Sites/a.topology.yaml', 'file://nas/Sites/a.topology.yaml'],
  [
    'a path with blanks and brackets',
    'file:///c%3A/My%20Sites%20%5B1%5D/a.topology.yaml',
    'file:///C:/My Sites [1]/a.topology.yaml',
  ],
])('a file on %s', (_, uri, spelt) => {
  it('is one however its URI is spelt, and is named as the client named it', async () => {
    client = await TestClient.start();
    await client.open(spelt, TEXT);
    const [diagnostic] = (await client.pull(uri)).filter(({ code }) => code === 'format/name-case');
    expect(diagnostic!.range).toEqual({ start: { line: 3, character: 28 }, end: { line: 3, character: 32 } });
    const at = { textDocument: { uri }, position: { line: 3, character: 29 } };
    expect(await client.request('textDocument/definition', at)).toEqual([
      { uri: spelt, range: { start: { line: 1, character: 19 }, end: { line: 1, character: 23 } } },
    ]);
    const [fix] = await client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic!.range,
      context: { diagnostics: [diagnostic], only: ['quickfix'] },
    });
    const [{ textDocument, edits }] = fix.edit.documentChanges;
    expect({ textDocument, edits }).toEqual({
      textDocument: { uri: spelt, version: 1 },
      edits: [{ range: diagnostic!.range, newText: 'Prod' }],
    });
  });

  it('is asked for what it includes, which is not on this machine', async () => {
    client = await TestClient.start();
    await client.open(
      uri,
      'topology: 1\r\ninclude:\r\n  - vms\\b.yaml\r\n  - \\\\evil\\share\\b.yaml\r\n  - D:\\b.yaml\r\n',
    );
    const found = await client.pull(uri);
    expect(found.map(({ code, range }) => `${range.start.line} ${code}`)).toEqual([
      '2 format/include',
      '3 format/include',
      '4 format/include',
    ]);
  });
});
