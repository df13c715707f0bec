import type { ClientCapabilities, Hover, Position } from 'vscode-languageserver';
import { describeField } from '../engine/complete/describe-field.ts';
import { describe } from '../engine/explain/describe.ts';
import { type Thing, thingAt } from '../engine/model/at.ts';
import { ignoresIn } from '../engine/rules/ignores.ts';
import { RULES } from '../engine/rules/index.generated.ts';
import { ruleMarkdown } from '../engine/rules/rule-markdown.ts';
import { topology as format } from '../engine/schema/format.ts';
import { cursorIn } from '../engine/syntax/cursor.ts';
import type { SyntaxTree } from '../engine/syntax/index.ts';
import type { Place } from '../engine/syntax/nodes.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { ClientOptions } from '../lsp/settings.ts';
import { copyLink } from './copy-link.ts';
import { lineLink } from './line-link.ts';
import { markup } from './markup.ts';
import { rulePageUri } from './rule-pages.ts';
import { type Spot, spotAt } from './spot.ts';

/**
 * What stands at the position and what it does for whom, for a VM its plan with the road through the chart; else what the
 * format says of the key or value, also where the text does not parse; in a comment the rule that it ignores.
 */
export function hover(
  document: OpenDocument,
  position: Position,
  options: ClientOptions,
  client: ClientCapabilities,
): Hover | null {
  const found = described(document, position, options);
  if (!found) return null;
  const { markdown, start, end } = found;
  const contents = markup(markdown, client.textDocument?.hover?.contentFormat);
  return { contents, range: document.positions.range(start, end) };
}

/** A place of the document in absolute offsets, and what is said of it. */
interface Described {
  readonly markdown: string;
  readonly start: number;
  readonly end: number;
}

function described(document: OpenDocument, position: Position, options: ClientOptions): Described | undefined {
  const { analysis, positions, tree } = document;
  const spot = spotAt(document, position);
  if (!spot) return undefined;
  const thing = thingAt(analysis.topology, spot.unit, spot.offset);
  const told = thing && describe(analysis.plan, thing, { link: (place) => lineLink(document, place) });
  const copy = thing && options.showsPlans ? copyLink(document, thing) : undefined;
  const about = told && copy ? `${told}\n\n${copy}` : told;
  if (thing && isSmall(thing)) return at(thing.place, about!);
  const field = describeField(format, cursorIn(tree, positions.offset(position)));
  // Within a firewall rule or a registry value each key means something, too.
  if (field && (!thing || field.of !== 'value')) {
    return { ...field, markdown: [field.markdown, about].filter(Boolean).join('\n\n---\n\n') };
  }
  return thing ? at(thing.place, about!) : ignoredRule(tree, spot, options);
}

/** A word that stands for something; the others hold keys and values of their own. */
function isSmall({ kind }: Thing): boolean {
  return kind !== 'firewallRule' && kind !== 'registryValue';
}

function ignoredRule(tree: SyntaxTree, { unit, offset }: Spot, options: ClientOptions): Described | undefined {
  const ignore = ignoresIn(tree).find(
    ({ codePlace: { unit: own, start, end } }) => own === unit && start <= offset && offset <= end,
  );
  const rule = ignore && RULES.find(({ code }) => code === ignore.code);
  return rule && at(ignore.codePlace, ruleMarkdown(rule, rulePageUri(rule.code, options)));
}

function at({ unit, start, end }: Place, markdown: string): Described {
  return { markdown, start: unit.start + start, end: unit.start + end };
}

/** What stands at the position of the document, if it means something. */
export function thingIn(document: OpenDocument, position: Position): Thing | undefined {
  const spot = spotAt(document, position);
  return spot && thingAt(document.analysis.topology, spot.unit, spot.offset);
}
