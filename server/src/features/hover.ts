import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { describeField } from '../engine/complete/describe-field.ts';
import { describe } from '../engine/explain/describe.ts';
import { type Thing, thingAt } from '../engine/model/at.ts';
import { ignoresIn } from '../engine/rules/ignores.ts';
import { RULES } from '../engine/rules/index.generated.ts';
import { ruleMarkdown } from '../engine/rules/rule-markdown.ts';
import { topology as format } from '../engine/schema/format.ts';
import { cursorIn } from '../engine/syntax/cursor.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { ClientOptions } from '../lsp/settings.ts';
import { lineLink } from './line-link.ts';
import { rulePageUri } from './rule-pages.ts';
import { type Spot, spotAt } from './spot.ts';

/**
 * What stands at the position and what it does for whom, for a VM its plan with the road through the chart; else what the
 * format says of the key or value, also where the text does not parse; in a comment the rule that it ignores.
 */
export function hover(document: OpenDocument, position: Position, options: ClientOptions): Hover | null {
  const { analysis, positions, tree } = document;
  const spot = spotAt(document, position);
  if (!spot) return null;
  const thing = thingAt(analysis.topology, spot.unit, spot.offset);
  const about = thing && describe(analysis.plan, thing, { link: (place) => lineLink(document, place) });
  if (thing && isSmall(thing)) return markdown(about!, positions.placeRange(thing.place));
  const field = describeField(format, cursorIn(tree, positions.offset(position)));
  // Within a firewall rule or a registry value each key means something, too.
  if (field && (!thing || field.of !== 'value')) {
    return markdown(
      [field.markdown, about].filter(Boolean).join('\n\n---\n\n'),
      positions.range(field.start, field.end),
    );
  }
  if (thing) return markdown(about!, positions.placeRange(thing.place));
  return ignoredRule(document, spot, options);
}

/** A word that stands for something; the others hold keys and values of their own. */
function isSmall({ kind }: Thing): boolean {
  return kind !== 'firewallRule' && kind !== 'registryValue';
}

function ignoredRule({ tree, positions }: OpenDocument, { unit, offset }: Spot, options: ClientOptions): Hover | null {
  const ignore = ignoresIn(tree).find(
    ({ codePlace: { unit: own, start, end } }) => own === unit && start <= offset && offset <= end,
  );
  const rule = ignore && RULES.find(({ code }) => code === ignore.code);
  if (!ignore || !rule) return null;
  return markdown(ruleMarkdown(rule, rulePageUri(rule.code, options)), positions.placeRange(ignore.codePlace));
}

function markdown(value: string, range: Hover['range']): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, ...(range ? { range } : {}) };
}

/** What stands at the position of the document, if it means something. */
export function thingIn(document: OpenDocument, position: Position): Thing | undefined {
  const spot = spotAt(document, position);
  return spot && thingAt(document.analysis.topology, spot.unit, spot.offset);
}
