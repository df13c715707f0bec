import {
  type CancellationToken,
  MessageType,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
} from 'vscode-languageserver';
import { foldsAhead } from '../engine/navigate/folds.ts';
import { outlineAhead } from '../engine/navigate/outline.ts';
import { definition } from '../features/definition.ts';
import { documentHighlights } from '../features/document-highlight.ts';
import { documentLinks } from '../features/document-link.ts';
import { documentSymbols } from '../features/document-symbol.ts';
import { foldingRanges } from '../features/folding-range.ts';
import { inlayHints } from '../features/inlay-hint.ts';
import { references } from '../features/references.ts';
import { prepareRename, renamed } from '../features/rename.ts';
import { selectionRanges } from '../features/selection-range.ts';
import { semanticTokens } from '../features/semantic-tokens.ts';
import { workspaceSymbols } from '../features/workspace-symbol.ts';
import type { MoreWork, OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import type { DocumentParams } from './protocol.ts';
import type { Session } from './session.ts';
import { takesTokenDelta } from './token-memory.ts';

/** Each request that finds its way in topology files to the feature that answers it. */
export function registerNavigation(session: Session): void {
  const { connection, documents, log, tokens } = session;

  /**
   * Answers a request about a topology file; with `neutral` about any other.
   * @param ahead what can be done of it in steps
   */
  function about<P extends DocumentParams, R>(
    method: string,
    neutral: R,
    answer: (document: OpenDocument, params: P) => R,
    ahead?: MoreWork,
  ): (params: P, token: CancellationToken) => Promise<R> {
    return (params, token) =>
      guarded(log, method, token, neutral, async () => {
        const document = await documents.settled(params.textDocument.uri, 'plan', ahead);
        return document ? answer(document, params) : neutral;
      });
  }

  connection.onDefinition(
    about('textDocument/definition', [], (document, { position }) => definition(document, position, session.client)),
  );
  connection.onReferences(
    about('textDocument/references', [], (document, { position, context }) =>
      references(document, position, context.includeDeclaration),
    ),
  );
  connection.onDocumentHighlight(
    about('textDocument/documentHighlight', [], (document, { position }) => documentHighlights(document, position)),
  );
  connection.onPrepareRename(
    about('textDocument/prepareRename', null, (document, { position }) => prepareRename(document, position)),
  );
  connection.onRenameRequest(
    about('textDocument/rename', null, (document, { position, newName }) => {
      const result = renamed(document, position, newName, session.client);
      if (!result) return null;
      if (result.notes.length > 0) session.tell(MessageType.Warning, result.notes.join(' '));
      return result.edit;
    }),
  );
  connection.onDocumentSymbol(
    about(
      'textDocument/documentSymbol',
      [],
      (document) => documentSymbols(document, session.client),
      ({ tree }) => outlineAhead(tree),
    ),
  );
  connection.onWorkspaceSymbol(({ query }, token) =>
    guarded(log, 'workspace/symbol', token, [], async () =>
      workspaceSymbols(await documents.everyFile(), query, session.client),
    ),
  );
  connection.onFoldingRanges(
    about(
      'textDocument/foldingRange',
      [],
      (document) => foldingRanges(document, session.client),
      ({ tree }) => foldsAhead(tree),
    ),
  );
  connection.onSelectionRanges(
    about('textDocument/selectionRange', [], (document, { positions }) => selectionRanges(document, positions)),
  );
  connection.onDocumentLinks(
    about('textDocument/documentLink', [], (document) => documentLinks(document, session.options)),
  );
  connection.languages.inlayHint.on(
    about('textDocument/inlayHint', [], (document, { range }) => inlayHints(document, range, session.settings)),
  );
  connection.languages.semanticTokens.on(
    about<DocumentParams, SemanticTokens>('textDocument/semanticTokens/full', { data: [] }, (document) =>
      takesTokenDelta(session.client) ? tokens.full(document) : { data: semanticTokens(document) },
    ),
  );
  connection.languages.semanticTokens.onDelta(
    about<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
      'textDocument/semanticTokens/full/delta',
      { data: [] },
      (document, { previousResultId }) => tokens.delta(document, previousResultId),
    ),
  );
  connection.languages.semanticTokens.onRange(
    about('textDocument/semanticTokens/range', { data: [] }, (document, { range }) => ({
      data: semanticTokens(document, range),
    })),
  );
}
