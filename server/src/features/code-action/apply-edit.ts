import type { ClientCapabilities, CodeAction, Command, WorkspaceEdit } from 'vscode-languageserver';

/** A command of the server, with an edit that it asks the client to make: for clients whose code actions are commands. */
export const APPLY_EDIT_COMMAND = 'hyperflexTopology.applyEdit';

/** The actions for a client that takes only commands, as before LSP 3.8; none that edits where it makes no edits either. */
export function asCommands(actions: readonly CodeAction[], client: ClientCapabilities): Command[] {
  return actions.flatMap(({ title, edit, command }): Command[] => {
    if (command) return [command];
    if (!edit || !client.workspace?.applyEdit) return [];
    return [{ title, command: APPLY_EDIT_COMMAND, arguments: [edit satisfies WorkspaceEdit] }];
  });
}
