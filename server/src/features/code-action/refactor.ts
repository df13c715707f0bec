import {
  type CodeAction,
  CodeActionKind,
  CreateFile,
  type Range,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver';
import type { Refactoring } from '../../engine/refactor/refactoring.ts';
import { refactorings } from '../../engine/refactor/refactorings.ts';
import { combineByFile } from '../../engine/syntax/edit/placed.ts';
import { resolvePath } from '../../files/paths.ts';
import type { OpenDocument } from '../../lsp/documents.ts';
import type { Context } from './context.ts';
import { workspaceEdit } from './workspace-edit.ts';

const KINDS: { readonly [K in Refactoring['kind']]: CodeActionKind } = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
};

/** The kinds that {@link refactorActions} are of. */
export const REFACTOR_KINDS: readonly CodeActionKind[] = Object.values(KINDS);

/**
 * The refactorings that apply at the range: none of them changes a plan. Where the client can show it, also those that one
 * would expect there, with why they do not apply.
 */
export function refactorActions(
  document: OpenDocument,
  range: Range,
  { client, besides }: Pick<Context, 'client' | 'besides'>,
): CodeAction[] {
  const { analysis, positions, tree } = document;
  const [start, end] = [positions.offset(range.start), positions.offset(range.end)];
  const { documentChanges, resourceOperations } = client.workspace?.workspaceEdit ?? {};
  const creates = documentChanges === true && resourceOperations?.includes('create') === true && besides !== undefined;
  const found = refactorings(
    { topology: analysis.topology, tree, start, end },
    creates ? (name) => besides.has(name) : undefined,
  );
  const { disabledSupport } = client.textDocument?.codeAction ?? {};
  return found.flatMap((refactoring): CodeAction[] => {
    const { title } = refactoring;
    const kind = KINDS[refactoring.kind];
    if ('reason' in refactoring)
      return disabledSupport ? [{ title, kind, disabled: { reason: refactoring.reason } }] : [];
    const edits = combineByFile(refactoring.edits, (uri) => document.textOf(uri));
    if (!edits) return [];
    const edit = workspaceEdit(document, client, edits);
    if (refactoring.creates) edit.documentChanges!.unshift(...newFile(document.uri, refactoring.creates));
    return [{ title, kind, edit }];
  });
}

/** A file beside the document. It fails where one of that name has come meanwhile. */
function newFile(beside: string, { name, text }: NonNullable<Refactoring['creates']>): [CreateFile, TextDocumentEdit] {
  const uri = resolvePath(beside, name);
  const begin = { line: 0, character: 0 };
  return [CreateFile.create(uri), TextDocumentEdit.create({ uri, version: null }, [TextEdit.insert(begin, text)])];
}
