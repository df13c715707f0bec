import { type ClientCapabilities, type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { RULES } from '../../engine/rules/index.generated.ts';
import type { ClientOptions } from '../../lsp/settings.ts';
import { rulePageUri } from '../rule-pages.ts';

/**
 * A command of the server, with a rule's code. The server asks the client to show the page: so the action works in any
 * editor that can show a document, and none has to know the command.
 */
export const SHOW_RULE_COMMAND = 'hyperflexTopology.showRule';

/** Opens the page of a rule; `undefined` where the client has no pages, or cannot be asked to show one. */
export function showRuleAction(
  code: string,
  client: ClientCapabilities,
  options: ClientOptions,
): CodeAction | undefined {
  if (!client.window?.showDocument?.support || rulePageUri(code, options) === undefined) return undefined;
  const title = `Show the rule ${code}`;
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: SHOW_RULE_COMMAND, arguments: [code] } };
}

/** The page that the command's arguments ask for; `undefined` where they name no rule. */
export function pageToShow(commandArguments: readonly unknown[], options: ClientOptions): string | undefined {
  const rule = RULES.find(({ code }) => code === commandArguments[0]);
  return rule && rulePageUri(rule.code, options);
}
