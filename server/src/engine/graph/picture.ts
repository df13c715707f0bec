import { count } from '../explain/labels.ts';
import type { Entity } from '../model/entities.ts';
import { MODES, type Mode } from '../planner/ids.ts';
import type { Place } from '../syntax/nodes.ts';

/**
 * What is drawn of a topology: boxes in boxes, and lines between them, without positions. `lay-out.ts` gives it those;
 * Mermaid and Graphviz lay out by themselves.
 */
export interface Picture {
  readonly title: string;
  /** The outermost boxes. */
  readonly boxes: readonly Box[];
  readonly paths: readonly DataPath[];
}

export type BoxKind = 'datacenter' | 'cluster' | 'host' | 'proxy' | 'hyperflex' | 'others';

export interface Box {
  /** Unique in the picture: a letter and a number. */
  readonly id: string;
  readonly kind: BoxKind;
  /** What it stands for. `undefined`: a datacenter, or several things in one box. */
  readonly entity: Entity | undefined;
  /** Where its name stands; of a datacenter, in the first of its clusters. */
  readonly place: Place | undefined;
  /** What it is, where its name and its looks do not tell. */
  readonly caption: string | undefined;
  readonly title: string;
  readonly notes: readonly Note[];
  /** The proxies in it, where it is folded and VMs of its own are read by them. */
  readonly readers: string | undefined;
  readonly boxes: readonly Box[];
  /** It stands for all that is in it. */
  readonly folded: boolean;
  /** By which it can be folded or unfolded on its own; `undefined` where it cannot. */
  readonly foldKey: string | undefined;
  /** The picture is about it. */
  readonly focused: boolean;
}

/** A line of text in a box. */
export interface Note {
  readonly text: string;
  readonly tone: 'plain' | 'quiet' | 'trouble';
}

/** The way that the data of VMs takes: from where they run to the proxy that reads them, in one mode. */
export interface DataPath {
  readonly id: string;
  readonly from: Box;
  /** `from` itself, where VMs and proxy are folded into one box. */
  readonly to: Box;
  readonly mode: Mode;
  readonly vms: number;
}

/** The boxes and all that are in them, outer ones first. */
export function* allBoxes(boxes: readonly Box[]): Iterable<Box> {
  for (const box of boxes) {
    yield box;
    yield* allBoxes(box.boxes);
  }
}

/** A host with proxies: lines lead from its own part to those. */
export function isSplit({ kind, boxes }: Box): boolean {
  return kind === 'host' && boxes.length > 0;
}

/** The boxes in a box that lines can lead to. */
export function contentOf({ boxes }: Box): readonly Box[] {
  return boxes.filter(({ kind }) => kind !== 'hyperflex');
}

/** The HX systems in a box, which stand above the rest of it. */
export function bannersOf({ boxes }: Box): readonly Box[] {
  return boxes.filter(({ kind }) => kind === 'hyperflex');
}

/** The id of where lines from a box start: of a host with proxies, its own part. */
export function startOf(box: Box): string {
  return isSplit(box) ? `${box.id}own` : box.id;
}

/** The first line of a box: what it is, and its name. */
export function headingOf({ caption, title }: Box): string {
  return caption === undefined ? title : `${caption} ${title}`;
}

/** Its other lines. */
export function notesOf({ notes, readers }: Box): string[] {
  return [...notes.map(({ text }) => text), ...(readers === undefined ? [] : [readers])];
}

/** What a box is, for those who do not see it: `Cluster cl-bern, 3 hosts, 4 VMs`. */
export function spoken(box: Box): string {
  const what = box.kind === 'host' ? 'Host ' : box.kind === 'proxy' ? 'Proxy ' : '';
  return [what + headingOf(box), ...notesOf(box)].join(', ');
}

/** What a line says, for those who do not see it. */
export function spokenPath({ from, to, mode, vms }: DataPath): string {
  return `${count(vms, 'VM')} of ${from.title}, read by ${to === from ? 'its own proxies' : to.title}: ${MODES[mode]}`;
}

/** The modes that lines stand for, best one first. */
export function modesOf(paths: readonly DataPath[]): Mode[] {
  return (Object.keys(MODES) as Mode[]).filter((mode) => paths.some((path) => path.mode === mode));
}

/** What lines and their numbers say. */
export const NOTE_ON_LINES = 'Lines lead from VMs to the proxy that reads them. Numbers: how many VMs.';
