import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import type { Place } from '../../../server/src/engine/syntax/nodes.ts';
import { Documents } from '../../../server/src/lsp/documents.ts';
import { memoryFiles, uriOf } from '../../support/topology-files.ts';

const PATH = '/site/main.topology.yaml';
const URI = uriOf(PATH);
const TEXT = 'topology: 1\nhosts:\n  - name: esx01\n  - name: esx02\n';

/** With the file looked at on the disk. */
async function lookedAt(): Promise<Documents> {
  const documents = new Documents(createEngine(), memoryFiles(new Map([[PATH, TEXT]])), () => 'utf-16');
  await documents.look(URI);
  return documents;
}

describe('a file that was read from the disk before it is opened', () => {
  it('is not read again', async () => {
    const documents = await lookedAt();
    const { tree, analysis } = (await documents.look(URI))!;
    documents.open(URI, 1, TEXT);
    expect(documents.treeOf(URI)).toBe(tree);
    expect((await documents.settled(URI))!.analysis).toBe(analysis);
  });

  it.each([['hosts: []\n'], [TEXT.replace('esx01', 'esx03')], [`${TEXT}vms: []\n`], ['']])(
    'is what the client says that it is: %j',
    async (text) => {
      const documents = await lookedAt();
      documents.open(URI, 1, text);
      expect(documents.treeOf(URI)!.text).toBe(text);
    },
  );

  it('is as on the disk when it is closed unsaved', async () => {
    const documents = await lookedAt();
    documents.open(URI, 1, TEXT);
    const start = { line: 0, character: 0 };
    documents.change(URI, 2, [{ range: { start, end: start }, text: '# new\n' }]);
    documents.close(URI);
    const { tree, analysis } = (await documents.look(URI))!;
    expect(tree.text).toBe(TEXT);
    const lineOf = ({ unit, start: within }: Place): number => tree.positionAt(unit.start + within).line;
    expect(analysis.topology.hosts.map(({ namePlace }) => lineOf(namePlace))).toEqual([2, 3]);
  });
});
