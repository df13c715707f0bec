import type { Position } from 'vscode-languageserver';
import type { PlanQuery } from '../../server/src/engine/view/query.ts';
import type { TestClient } from '../lsp/client.ts';

/** About a document. */
export const OF_DOCUMENT = [
  'textDocument/diagnostic',
  'textDocument/codeLens',
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/documentLink',
  'textDocument/semanticTokens/full',
  'textDocument/inlayHint',
  'textDocument/semanticTokens/range',
  'hyperflexTopology/plan',
  'hyperflexTopology/remediation',
  'hyperflexTopology/planTable',
  'hyperflexTopology/planText',
  'hyperflexTopology/picture',
  'hyperflexTopology/explain',
  'hyperflexTopology/comparison',
  'workspace/symbol',
] as const;

/** About a place in it. */
export const OF_PLACE = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/documentHighlight',
  'textDocument/prepareRename',
  'textDocument/rename',
  'textDocument/selectionRange',
  'textDocument/codeAction',
  'hyperflexTopology/entityAt',
] as const;

export type Method = (typeof OF_DOCUMENT)[number] | (typeof OF_PLACE)[number];

/** The parameters of any of these requests. */
export function paramsFor(method: Method, uri: string, at: Position, last: Position): unknown {
  return {
    textDocument: { uri },
    position: at,
    positions: [at],
    // A code action is asked for from the place on; whatever speaks of a range, of all before it too.
    range: { start: at, end: last },
    context: { includeDeclaration: true, diagnostics: [] },
    newName: 'zz-9',
    query: method === 'workspace/symbol' ? '' : EVERY_ROW,
    form: 'powershell',
    format: 'csv',
    offset: 0,
    count: 100,
    most: 100,
    fold: 'auto',
    entity: { kind: 'file', name: '' },
  };
}

const EVERY_ROW: PlanQuery = { text: '', ways: [], only: {}, group: 'way', collapsed: [] };

/** An answer, or the words in which one was refused; what is wrong in the server itself throws. */
export async function answerOf(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    const { code, message } = error as { code: number; message: string };
    if (code === INTERNAL_ERROR) throw error;
    return { refused: message };
  }
}
const INTERNAL_ERROR = -32603;

/** All that the server says about a document, and about these places in it. */
export async function everythingAbout(
  client: TestClient,
  uri: string,
  places: readonly Position[],
  last: Position,
): Promise<ReadonlyMap<string, unknown>> {
  const start = { line: 0, character: 0 };
  const asked = [
    ...OF_DOCUMENT.map((method) => ({ method, at: start })),
    ...OF_PLACE.flatMap((method) => places.map((at) => ({ method, at }))),
  ];
  const answers = asked.map(async ({ method, at }) => {
    const name = `${method} ${at.line}:${at.character}`;
    return [name, await answerOf(client.request(method, paramsFor(method, uri, at, last)))] as const;
  });
  return new Map(await Promise.all(answers));
}
