import type { ClientCapabilities, Hover, Position } from 'vscode-languageserver';
import { describeProject } from '../engine/project/describe.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { ClientOptions } from '../lsp/settings.ts';
import { markup } from './markup.ts';
import { rulePageUri } from './rule-pages.ts';

/** What stands at the position of a project file: what a rule is, with a link to its page, a key or a severity. */
export function projectHover(
  { tree, positions }: OpenDocument,
  position: Position,
  options: ClientOptions,
  client: ClientCapabilities,
): Hover | null {
  const described = describeProject(tree.text, positions.offset(position), (code) => rulePageUri(code, options));
  if (!described) return null;
  const { markdown, start, end } = described;
  return { contents: markup(markdown, client.textDocument?.hover?.contentFormat), range: positions.range(start, end) };
}
