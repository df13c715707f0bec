import { FileChangeType } from 'vscode-languageserver';
import type { Comparisons } from './comparisons.ts';
import type { Diagnostics } from './diagnostics.ts';
import { guardedNow } from './guard.ts';
import { isProjectUri } from './projects.ts';
import type { Session } from './session.ts';

/** Keeps up with the texts: those that are open, and those on the disk. */
export function registerSynchronization(session: Session, diagnostics: Diagnostics, comparisons: Comparisons): void {
  const { bases, connection, documents, log, projects } = session;

  connection.onDidOpenTextDocument(({ textDocument }) =>
    guardedNow(log, 'textDocument/didOpen', () => {
      const { uri, version, text } = textDocument;
      const store = projects.isProject(textDocument) ? projects.documents : documents;
      store.open(uri, version, text);
      // It was edited before a server that died and is started anew: perhaps it is not saved.
      if (version > 1) bases.edited(uri);
      // Project files above the client's folders are not watched.
      projects.forget();
      if (!session.watches) documents.lookAgain();
      afterChangeOf(uri);
    }),
  );
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) =>
    guardedNow(log, 'textDocument/didSave', () => {
      bases.saved(uri);
      comparisons.baseChanged();
      if (session.watches) return;
      documents.lookAgain();
      projectsChanged();
    }),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    guardedNow(log, 'textDocument/didChange', () => {
      session.storeOf(textDocument.uri).change(textDocument.uri, textDocument.version, contentChanges);
      session.lenses.change(textDocument.uri, contentChanges);
      bases.edited(textDocument.uri);
      afterChangeOf(textDocument.uri);
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
    guardedNow(log, 'textDocument/didClose', () => {
      const wasProject = session.isProject(uri);
      session.storeOf(uri).close(uri);
      session.lenses.forget(uri);
      session.tokens.forget(uri);
      bases.saved(uri);
      comparisons.closed(uri);
      diagnostics.closed(uri);
      if (wasProject) projectsChanged();
      else diagnostics.allChanged();
    }),
  );
  connection.onDidChangeWatchedFiles(({ changes }) =>
    guardedNow(log, 'workspace/didChangeWatchedFiles', () => {
      if (changes.some(({ uri }) => isProjectUri(uri))) projects.forget();
      const came = changes.filter(({ type }) => type !== FileChangeType.Changed).map(({ uri }) => uri);
      documents.changedOnDisk(
        changes.map(({ uri }) => uri),
        came,
      );
      bases.forget();
      comparisons.baseChanged();
      diagnostics.allChanged();
      diagnostics.refresh();
    }),
  );

  function afterChangeOf(uri: string): void {
    diagnostics.changed(uri);
    if (session.isProject(uri)) projectsChanged();
  }

  function projectsChanged(): void {
    projects.forget();
    diagnostics.allChanged();
    diagnostics.refresh();
  }
}
