import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import {
  CHANGE_MARKS_NOTIFICATION,
  type ChangeKind,
  type ChangeMark,
  type ChangeMarksParams,
} from '../../../../server/src/lsp/compare-protocol.ts';
import { LANGUAGE_ID } from '../../infrastructure/topology-editor.ts';

/** Each with a sign of its own in the gutter, so that they differ without colours as well. */
const COLOURS: { readonly [K in ChangeKind]: string } = {
  worse: 'editorError.foreground',
  better: 'testing.iconPassed',
  changed: 'editorInfo.foreground',
  added: 'editorGutter.addedBackground',
  removed: 'editorGutter.deletedBackground',
};
const KINDS = Object.keys(COLOURS) as ChangeKind[];

/** What the editor shows as changed, for the tests of the extension. */
export interface Marks extends vscode.Disposable {
  /** The marks of a file, as the server told them last. */
  of(document: vscode.Uri): readonly ChangeMark[];
}

/**
 * Marks the VMs whose plan changes, in the gutter and the overview ruler, with what changed when the mouse rests on their
 * names.
 * @param client need not run yet
 * @param extension where it lies
 */
export function registerChangeMarks(client: BaseLanguageClient, extension: vscode.Uri): Marks {
  const marked = new Map<string, readonly ChangeMark[]>();
  const types = new Map(KINDS.map((kind) => [kind, decorationOf(kind, extension)]));

  const draw = (editor: vscode.TextEditor): void => {
    const { document } = editor;
    if (document.languageId !== LANGUAGE_ID) return;
    const marks = marked.get(client.code2ProtocolConverter.asUri(document.uri)) ?? [];
    for (const [kind, type] of types) {
      editor.setDecorations(
        type,
        marks
          .filter((mark) => mark.kind === kind)
          .map(({ range, title }) => ({
            range: client.protocol2CodeConverter.asRange(range),
            hoverMessage: new vscode.MarkdownString().appendText(title),
          })),
      );
    }
  };
  const drawAll = (): void => vscode.window.visibleTextEditors.forEach(draw);

  const registration = vscode.Disposable.from(
    ...types.values(),
    client.onNotification(CHANGE_MARKS_NOTIFICATION, ({ uri, marks }: ChangeMarksParams) => {
      marked.set(uri, marks);
      drawAll();
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) return;
      marked.clear();
      drawAll();
    }),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      marked.delete(client.code2ProtocolConverter.asUri(uri));
    }),
  );
  return {
    of: (document) => marked.get(client.code2ProtocolConverter.asUri(document)) ?? [],
    dispose: () => registration.dispose(),
  };
}

function decorationOf(kind: ChangeKind, extension: vscode.Uri): vscode.TextEditorDecorationType {
  const icon = (theme: string) => vscode.Uri.joinPath(extension, `images/change-${kind}-${theme}.svg`);
  return vscode.window.createTextEditorDecorationType({
    gutterIconSize: 'contain',
    light: { gutterIconPath: icon('light') },
    dark: { gutterIconPath: icon('dark') },
    overviewRulerColor: new vscode.ThemeColor(COLOURS[kind]),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
