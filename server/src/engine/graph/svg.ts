import { count } from '../explain/labels.ts';
import { MODES, type Mode } from '../planner/ids.ts';
import type { Point } from './geometry.ts';
import type { LaidOut, PlacedBox, PlacedPath } from './lay-out.ts';
import type { PlacedEntry } from './legend.ts';
import { thickness } from './looks.ts';
import { type Box, modesOf, spoken, spokenPath } from './picture.ts';
import type { PlacedText } from './place-texts.ts';
import { round, strokeOf } from './stroke.ts';
import { SVG_STYLE } from './svg-style.ts';
import { drawable } from './text.ts';

export interface SvgOptions {
  /** For a page whose content security policy wants one of its style sheets. */
  readonly nonce?: string;
}

/**
 * The picture as SVG that needs nothing else: no script, no font, no other file. Boxes and lines carry in `data-kind` and
 * `data-name`, `data-from`, `data-to` and `data-mode` what they stand for.
 */
export function toSvg({ picture, width, height, boxes, paths, legend }: LaidOut, { nonce }: SvgOptions = {}): string {
  const style = nonce === undefined ? '<style>' : `<style nonce="${escapeXml(nonce)}">`;
  const between = paths.filter(({ path }) => path.from !== path.to);
  const within = paths.filter(({ path }) => path.from === path.to);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" class="hxtopo" role="graphics-document document" aria-label="${escapeXml(picture.title)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(picture.title)}</title>`,
    `<desc>${escapeXml(describe(boxes, paths))}</desc>`,
    `${style}\n${SVG_STYLE}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    text(legend.title),
    ...legend.entries.map(legendEntry),
    text(legend.note),
    // Lines pass above what holds boxes, and behind what does not and all numbers.
    ...boxes.filter(({ box }) => box.boxes.length > 0).map(boxGroup),
    ...between.map(pathGroup),
    ...between.map(numberGroup),
    ...boxes.filter(({ box }) => box.boxes.length === 0).map(boxGroup),
    ...within.flatMap((each) => [pathGroup(each), numberGroup(each)]),
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n')}\n`;
}

function describe(boxes: readonly PlacedBox[], paths: readonly PlacedPath[]): string {
  const modes = modesOf(paths.map(({ path }) => path));
  return `${count(boxes.length, 'box').replace(/boxs$/, 'boxes')} and ${count(paths.length, 'data path')}, from the VMs to the proxies that read them. Modes: ${modes.map((mode) => MODES[mode]).join(', ') || 'none'}.`;
}

function boxGroup({ box, rect, texts }: PlacedBox): string {
  const { x, y, width, height } = rect;
  const classes = [box.kind, ...(box.folded ? ['folded'] : []), ...(box.focused ? ['focused'] : [])];
  const rounded = box.kind === 'proxy' ? 10 : 4;
  const label = escapeXml(spoken(box));
  return [
    `<g class="${classes.join(' ')}" role="graphics-object" aria-label="${label}" ${subject(box)}>`,
    `<title>${label}</title>`,
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${rounded}"/>`,
    ...texts.map(text),
    '</g>',
  ].join('');
}

function subject(box: Box): string {
  return `data-kind="${box.kind}" data-name="${escapeXml(nameOf(box))}"`;
}

/** The name of what a box stands for; the title, where that is several things. */
function nameOf({ entity, title }: Box): string {
  return drawable(entity?.name ?? title);
}

function pathGroup({ path, points }: PlacedPath): string {
  const { from, to, mode, vms } = path;
  const title = escapeXml(spokenPath(path));
  return [
    `<g class="path ${mode}" role="graphics-symbol" aria-label="${title}" data-from="${escapeXml(nameOf(from))}" data-to="${escapeXml(nameOf(to))}" data-mode="${mode}" data-vms="${vms}">`,
    `<title>${title}</title>`,
    line(points, thickness(vms), mode),
    '</g>',
  ].join('');
}

/** The number of a line, which tells the same as the line where the mouse rests on it. */
function numberGroup({ path, number: place }: PlacedPath): string {
  if (!place) return '';
  const { x, y, width, height } = place;
  return [
    '<g role="presentation">',
    `<title>${escapeXml(spokenPath(path))}</title>`,
    `<rect class="ground" x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="6"/>`,
    `<text class="number" x="${round(x + width / 2)}" y="${round(y + 10.5)}">${path.vms}</text>`,
    '</g>',
  ].join('');
}

function legendEntry({ mode, start, end, text: words }: PlacedEntry): string {
  return `<g class="path ${mode}" role="presentation">${line([start, end], 2.5, mode)}${text(words)}</g>`;
}

function line(points: readonly Point[], width: number, mode: Mode): string {
  const stroke = strokeOf(points, width, mode);
  const dashes = stroke.dashes === '' ? '' : ` stroke-dasharray="${stroke.dashes}"`;
  return `<path d="${stroke.line}" stroke-width="${width}"${dashes}/><path class="head" d="${stroke.head}"/>`;
}

function text({ text: words, tone, at }: PlacedText): string {
  const style = tone === 'plain' ? '' : ` class="${tone}"`;
  return `<text${style} x="${round(at.x)}" y="${round(at.y)}">${escapeXml(words)}</text>`;
}

function escapeXml(words: string): string {
  return words.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
