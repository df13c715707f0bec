import { MessageType, type WorkspaceEdit } from 'vscode-languageserver';
import { APPLY_EDIT_COMMAND } from '../features/code-action/apply-edit.ts';
import { pageToShow, SHOW_RULE_COMMAND } from '../features/code-action/show-rule.ts';
import { explanationPage } from '../features/explain.ts';
import { plainMarkdown } from '../features/markup.ts';
import { guarded } from './guard.ts';
import { EXPLAIN_COMMAND, type ExplainArguments } from './protocol.ts';
import type { Session } from './session.ts';

type Run = (session: Session, given: readonly unknown[]) => Promise<unknown>;

/** Each command of the server by its name. */
const COMMANDS: { readonly [name: string]: Run } = {
  [SHOW_RULE_COMMAND]: async ({ connection, options }, given) => {
    const page = pageToShow(given, options);
    if (page) await connection.window.showDocument({ uri: page, takeFocus: true });
  },
  [APPLY_EDIT_COMMAND]: ({ connection }, [edit]) => connection.workspace.applyEdit(edit as WorkspaceEdit),
  // For a client that has no view of plans: what stands in the lens is told at length, in a message that has no room for
  // lists of VMs.
  [EXPLAIN_COMMAND]: async (session, given) => {
    const [uri, what, job] = given as ExplainArguments;
    const asked = typeof what === 'string' ? { vm: what, ...(job ? { job } : {}) } : { entity: what };
    const document = await session.documents.settled(uri);
    const explained = document && explanationPage(document, { textDocument: { uri }, ...asked }, 0);
    if (explained) session.tell(MessageType.Info, plainMarkdown(explained.markdown));
  },
};

/** The commands that the server carries out for this client; what the client does itself, it is not told of. */
export function commandsFor({ client, options }: Session): string[] {
  return [
    SHOW_RULE_COMMAND,
    ...(client.textDocument?.codeAction?.codeActionLiteralSupport ? [] : [APPLY_EDIT_COMMAND]),
    ...(options.showsPlans ? [] : [EXPLAIN_COMMAND]),
  ];
}

/** Carries out commands, which the client sends back as they came: in lenses, hints and code actions. */
export function registerCommands(session: Session): void {
  session.connection.onExecuteCommand((params, token) =>
    guarded(session.log, 'workspace/executeCommand', token, null, async () => {
      if (Object.hasOwn(COMMANDS, params.command)) await COMMANDS[params.command]!(session, params.arguments ?? []);
      return null;
    }),
  );
}
