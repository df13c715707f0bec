import type { DocumentLink } from 'vscode-languageserver';
import { ignoresIn } from '../engine/rules/ignores.ts';
import { RULES } from '../engine/rules/index.generated.ts';
import { readablePath } from '../files/paths.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { ClientOptions } from '../lsp/settings.ts';
import { rulePageUri } from './rule-pages.ts';

/** Links to the files that `include` names one by one, and to the pages of the rules that comments ignore. */
export function documentLinks(document: OpenDocument, options: ClientOptions): DocumentLink[] {
  const { analysis, positions, tree } = document;
  const links: DocumentLink[] = [];
  for (const { at, uris, fault } of analysis.topology.inclusions) {
    const [uri] = uris;
    // A link leads to one place; where a pattern names more, *go to definition* offers them.
    if (at.unit.uri !== tree.uri || uri === undefined || uris.length > 1 || fault?.kind === 'missing') continue;
    links.push({ range: positions.placeRange(at), target: document.identify(uri).uri, tooltip: readablePath(uri) });
  }
  for (const { code, codePlace } of ignoresIn(tree)) {
    const rule = RULES.find((candidate) => candidate.code === code);
    const target = rule && rulePageUri(code, options);
    if (target) links.push({ range: positions.placeRange(codePlace), target, tooltip: rule.title });
  }
  return links;
}
