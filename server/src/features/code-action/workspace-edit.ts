import type { ClientCapabilities, SnippetTextEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdits } from '../../engine/fix-together.ts';
import type { Fix } from '../../engine/rules/rule.ts';
import { combineByFile } from '../../engine/syntax/edit/placed.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import { escapeSnippet } from '../snippet.ts';

/** Whether the client can put the cursor to what an edit asks. */
export function takesSnippets(client: ClientCapabilities): boolean {
  return client.workspace?.workspaceEdit?.snippetEditSupport === true;
}

/** Edits of files of the document's topologies as the client can apply them. */
export function workspaceEdit(document: OpenDocument, client: ClientCapabilities, edits: FileEdits): WorkspaceEdit {
  const files = [...edits].map(([uri, own]) => ({
    textDocument: document.identify(uri),
    edits: own.map(({ start, end, newText }): TextEdit => ({ range: document.rangeIn(uri, start, end), newText })),
  }));
  return client.workspace?.workspaceEdit?.documentChanges
    ? { documentChanges: files }
    : { changes: Object.fromEntries(files.map(({ textDocument, edits: own }) => [textDocument.uri, own])) };
}

/** A fix, with the cursor where it asks something; `undefined` where the client cannot show what it asks. */
export function editOfFix(document: OpenDocument, client: ClientCapabilities, fix: Fix): WorkspaceEdit | undefined {
  const edits = combineByFile(fix.edits, (uri) => document.textOf(uri));
  if (!edits) return undefined;
  if (!fix.asks) return workspaceEdit(document, client, edits);
  if (!takesSnippets(client)) return undefined;
  let stop = 0;
  const withStops = (text: string): string => {
    let snippet = escapeSnippet(text);
    for (const { text: placeholder } of fix.asks ?? []) {
      const escaped = escapeSnippet(placeholder);
      if (snippet.includes(escaped)) snippet = snippet.replace(escaped, () => `\${${++stop}:${escaped}}`);
    }
    return snippet;
  };
  return {
    documentChanges: [...edits].map(([uri, own]) => ({
      textDocument: document.identify(uri),
      edits: own.map(({ start, end, newText }) => snippet(document.rangeIn(uri, start, end), withStops(newText))),
    })),
  };
}

/** A snippet in the document itself, for a client that {@link takesSnippets}. */
export function snippetEdit(
  { uri, version }: OpenDocument,
  range: SnippetTextEdit['range'],
  value: string,
): WorkspaceEdit {
  return { documentChanges: [{ textDocument: { uri, version }, edits: [snippet(range, value)] }] };
}

function snippet(range: SnippetTextEdit['range'], value: string): SnippetTextEdit {
  return { range, snippet: { kind: 'snippet', value } };
}
