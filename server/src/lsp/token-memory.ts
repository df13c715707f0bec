import type { ClientCapabilities, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { semanticTokens, tokenEdits } from '../features/semantic-tokens.ts';
import type { OpenDocument } from './documents.ts';

/** The tokens that the client has of each document, so that after an edit only what differs is sent. */
export class TokenMemory {
  readonly #sent = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();

  /** All tokens of the document. */
  full(document: OpenDocument): SemanticTokens & { resultId: string } {
    const { uri, revision: resultId } = document;
    const data = semanticTokens(document);
    this.#sent.set(uri, { resultId, data });
    return { resultId, data };
  }

  /** What differs from the tokens that the client has; all of them where these are no longer known. */
  delta(document: OpenDocument, previousResultId: string): SemanticTokens | SemanticTokensDelta {
    const before = this.#sent.get(document.uri);
    const { resultId, data } = this.full(document);
    return before?.resultId === previousResultId
      ? { resultId, edits: tokenEdits(before.data, data) }
      : { resultId, data };
  }

  /** The document is closed. */
  forget(uri: string): void {
    this.#sent.delete(uri);
  }
}

/** Whether the client asks for what differs from the tokens that it has. */
export function takesTokenDelta({ textDocument }: ClientCapabilities): boolean {
  const { full } = textDocument?.semanticTokens?.requests ?? {};
  return typeof full === 'object' && full.delta === true;
}
