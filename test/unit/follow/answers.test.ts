import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SemanticTokensDelta } from 'vscode-languageserver';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { documentSymbols } from '../../../server/src/features/document-symbol.ts';
import { foldingRanges } from '../../../server/src/features/folding-range.ts';
import { semanticTokens } from '../../../server/src/features/semantic-tokens.ts';
import { Documents, type OpenDocument } from '../../../server/src/lsp/documents.ts';
import type { Encoding } from '../../../server/src/lsp/positions.ts';
import { TokenMemory } from '../../../server/src/lsp/token-memory.ts';
import { generateTopology } from '../../oracle/generate.ts';
import { filesUnder } from '../../support/files.ts';
import { memoryFiles } from '../../support/topology-files.ts';

const URI = 'file:///site.topology.yaml';
const HIERARCHICAL = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };
const samples = filesUnder('samples', '.topology.yaml')
  .map((path) => readFileSync(path, 'utf8'))
  .filter((text) => text.length < 12_000);

const site = fc.oneof(
  fc.constantFrom(...samples),
  fc.nat(1000).map((seed) => generateTopology(seed).text),
);

/** A line and a column, as parts of what there is, and what is done there. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  column: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('type', 'type', 'delete', 'copy', 'cut', 'section'),
  typed: fc.constantFrom('x', '1', 'ä😀', ' ', '\n', '\n# a\n# b\n', '"', '[', '  - name: new\n'),
});

/** The change of the text that an edit is, as the client sends it. */
function changeOf(text: string, { at, column, kind, typed }: typeof edit extends fc.Arbitrary<infer T> ? T : never) {
  const lines = text.split('\n');
  const keys = lines.flatMap((content, index) => (/^\w+:/.test(content) ? [index] : []));
  const line = kind === 'section' ? (keys[Math.floor(at * keys.length)] ?? 0) : Math.floor(at * lines.length);
  const content = lines[line]!;
  const start = { line, character: 0 };
  const next = { line: line + 1, character: 0 };
  const inside = { line, character: Math.floor(column * content.length) };
  switch (kind) {
    case 'delete':
      return { range: { start: inside, end: { line, character: inside.character + 1 } }, text: '' };
    case 'copy':
      return { range: { start: next, end: next }, text: `${content}\n` };
    case 'cut':
      return { range: { start, end: next }, text: '' };
    case 'section':
      return { range: { start, end: { line, character: content.indexOf(':') } }, text: at < 0.5 ? 'hosts' : 'vms' };
    default:
      return { range: { start: inside, end: inside }, text: typed };
  }
}

/** What is answered about the whole document. */
function answers(document: OpenDocument) {
  return {
    symbols: documentSymbols(document, HIERARCHICAL),
    flat: documentSymbols(document, {}),
    folds: foldingRanges(document, {}),
    largest: foldingRanges(document, { textDocument: { foldingRange: { rangeLimit: 5 } } }),
    tokens: semanticTokens(document),
  };
}

async function opened(text: string, encoding: Encoding): Promise<{ documents: Documents; document: OpenDocument }> {
  const documents = new Documents(createEngine(), memoryFiles(new Map()), () => encoding);
  documents.open(URI, 1, text);
  return { documents, document: (await documents.settled(URI))! };
}

describe('answers about a document that follows edits', () => {
  it('are those about the new text, and what differs of its tokens makes the new ones', () =>
    fc.assert(
      fc.asyncProperty(
        site,
        fc.array(edit, { minLength: 1, maxLength: 10 }),
        fc.constantFrom<Encoding>('utf-16', 'utf-8'),
        async (start, edits, encoding) => {
          let { documents, document } = await opened(start, encoding);
          answers(document);
          const memory = new TokenMemory();
          let had = memory.full(document);
          for (const [index, each] of edits.entries()) {
            // Edits are placed as UTF-16; a text of which that is not the encoding is sent whole.
            const change = changeOf(document.tree.text, each);
            const { documents: placing } = await opened(document.tree.text, 'utf-16');
            placing.change(URI, 2, [change]);
            const text = placing.treeOf(URI)!.text;
            documents.change(URI, index + 2, encoding === 'utf-16' ? [change] : [{ text }]);
            document = (await documents.settled(URI))!;
            const fresh = (await opened(text, encoding)).document;
            expect(answers(document)).toEqual(answers(fresh));
            const { resultId, edits: differences } = memory.delta(document, had.resultId) as SemanticTokensDelta;
            const data = [...had.data];
            for (const { start: from, deleteCount, data: added = [] } of differences) {
              data.splice(from, deleteCount, ...added);
            }
            expect(data).toEqual(semanticTokens(fresh));
            had = { resultId: resultId!, data };
          }
        },
      ),
      { numRuns: 50, endOnFailure: true },
    ));

  it('are all tokens to a client whose result is no longer known', async () => {
    const { document } = await opened('hosts: [{ name: a }]\n', 'utf-16');
    expect(new TokenMemory().delta(document, 'other')).toMatchObject({ data: [0, 16, 1, 2, 1] });
  });
});
