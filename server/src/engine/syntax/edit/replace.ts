import type { YamlPair } from '../nodes.ts';
import type { Located } from '../tree.ts';
import { isMissing } from './extent.ts';
import { type Indentation, indentationOf } from './indentation.ts';
import { beforeBreak, columnOf, lineEnd, lineStart } from './lines.ts';
import { isInFlow } from './path.ts';
import type { PlacedEdit } from './placed.ts';
import { quoteScalar } from './quote.ts';
import { indent, isInline, renderBlock, renderInline, type Value } from './render.ts';
import { type Slot, slotOf } from './slot.ts';

/**
 * Gives a scalar another text and keeps its quotes, or its block style where the text fits it. A missing value gets the
 * text after its colon or dash; a collection is replaced. The node of an alias is changed at its anchor.
 */
export function replaceScalar(at: Located, newText: string): PlacedEdit[] {
  const { unit, node } = at;
  if (node.kind !== 'scalar' || node.style === 'missing') return replaceNode(at, newText);
  if (node.style === 'block') return replaceBlockScalar(at, newText) ?? replaceNode(at, newText);
  const text = quoteScalar(newText, { style: node.style, flow: isInFlow(unit, node) });
  return [{ unit, start: node.start, end: node.end, newText: text }];
}

/** Writes another key for a pair and keeps its quotes. A merged pair is renamed at the anchor. */
export function renameKey({ unit }: Located, pair: YamlPair, newKey: string): PlacedEdit[] {
  return replaceScalar({ unit, node: pair.key }, newKey);
}

/**
 * Puts a value in the place of a node, whatever it was. Anchors and tags before it and comments beside it stay; comments
 * inside a replaced collection go with it. The node of an alias is replaced at its anchor.
 */
export function replaceNode(at: Located, value: Value): PlacedEdit[] {
  return fillSlot(slotOf(at), value);
}

/** {@link replaceNode} for a slot; here an alias is replaced where it stands. */
export function fillSlot(slot: Slot, value: Value): PlacedEdit[] {
  return slot.flow || isInline(value) ? fillInline(slot, renderInline(value, slot.flow)) : fillBlock(slot, value);
}

function fillInline(slot: Slot, newText: string): PlacedEdit[] {
  const { unit, node, value } = slot;
  const { text } = unit;
  if (isMissing(node) && !value.alias) return [afterLead(slot, newText)];
  if (!value.alias && node.kind === 'scalar' && node.style === 'block') {
    const header = /^[^\s#]+/.exec(text.slice(node.start))?.[0].length ?? 1;
    const headerEnd = node.start + header;
    const bodyStart = lineEnd(text, headerEnd);
    return [
      { unit, start: node.start, end: headerEnd, newText },
      { unit, start: bodyStart, end: Math.max(bodyStart, value.end), newText: '' },
    ];
  }
  if (!isUnderLead(slot)) return [{ unit, start: value.start, end: value.end, newText }];
  const start = beforeBreak(text, lineStart(text, value.start));
  return [afterLead(slot, newText), { unit, start, end: lineEnd(text, value.end), newText: '' }];
}

function fillBlock(slot: Slot, value: Value): PlacedEdit[] {
  const { unit, node, value: old } = slot;
  const { text } = unit;
  const indentation = indentationOf([unit]);
  const lines = renderBlock(value, indentation);
  if (slot.parent !== 'pair') {
    const column = slot.column + indentation.dash;
    // Behind an anchor or tag on the dash's line a block collection would give it to its first key.
    if (slot.parent === 'item' && !isUnderLead(slot) && text[old.after - 1] !== '-') {
      return [{ unit, start: old.after, end: old.end, newText: `\n${indent(lines, column).join('\n')}` }];
    }
    if (isMissing(node)) return [afterLead(slot, joinAt(lines, column))];
    return [{ unit, start: old.start, end: old.end, newText: joinAt(lines, columnOf(text, old.start)) }];
  }
  const newText = `\n${indent(lines, slot.column + childColumn(value, indentation)).join('\n')}`;
  if (isUnderLead(slot)) {
    return [{ unit, start: beforeBreak(text, lineStart(text, old.start)), end: lineEnd(text, old.end), newText }];
  }
  const end = lineEnd(text, old.end);
  const insertion = { unit, start: end, end, newText };
  return isMissing(node) && !old.alias
    ? [insertion]
    : [{ unit, start: old.after, end: old.end, newText: '' }, insertion];
}

/** How far a block value is indented under its key. */
function childColumn(value: Value, indentation: Indentation): number {
  return Array.isArray(value) ? indentation.sequence : indentation.step;
}

function joinAt(lines: readonly string[], column: number): string {
  return lines.join(`\n${' '.repeat(column)}`);
}

/** A block collection that begins on a line under its key or dash. */
function isUnderLead({ unit, node, parent, value }: Slot): boolean {
  if (parent === 'none' || value.alias || node.kind === 'scalar' || node.flow) return false;
  return lineStart(unit.text, value.start) > value.after;
}

/**
 * Writes after the colon, dash, anchor or tag that stands before a value. It replaces the character before it by itself,
 * so that two such edits are seen to exclude each other.
 */
function afterLead({ unit, parent, flow, value }: Slot, newText: string): PlacedEdit {
  const lead = unit.text.slice(value.after - 1, value.after);
  const before = unit.text.slice(lineStart(unit.text, value.after), value.after);
  // `{ key }` has no colon yet.
  const colon = flow && parent === 'pair' && !/(?::|(?:^|\s)[&!]\S*)$/.test(before) ? ':' : '';
  const gap = flow ? (/^[ \t]+(?=,)/.exec(unit.text.slice(value.after))?.[0].length ?? 0) : 0;
  return { unit, start: value.after - lead.length, end: value.after + gap, newText: `${lead}${colon} ${newText}` };
}

/** Keeps the block style of a literal or one-line folded scalar; undefined where the text does not fit the header. */
function replaceBlockScalar(at: Located, newText: string): PlacedEdit[] | undefined {
  const { unit, node } = at;
  const { value } = slotOf(at);
  const source = unit.text.slice(node.start, value.end);
  const [, style, chomping, body] = /^([|>])(-?)(?:[ \t]+#.*|[ \t]*)\r?\n([\s\S]*)$/.exec(source) ?? [];
  const content = chomping === '-' ? newText : newText.replace(/\n$/, '');
  const lines = content.split('\n');
  const fits =
    body !== undefined &&
    (chomping === '-' || content !== newText) &&
    (style === '|' || lines.length === 1) &&
    lines.every((line) => /^[^\s\p{C}][^\p{C}\u2028\u2029]*$/u.test(line));
  if (!fits) return undefined;
  const column = /^ */.exec(body)![0].length;
  const start = value.end - body.length;
  return [{ unit, start: start + column, end: value.end, newText: joinAt(lines, column) }];
}
