/**
 * What a view of plans asks the server, which computes all that is shown: method names and plain data, free of VS Code.
 * Texts of the topology are made printable.
 */
import type { FoldLevel } from '../engine/graph/fold.ts';
import type { Point, Rect, Size } from '../engine/graph/geometry.ts';
import type { BoxKind } from '../engine/graph/picture.ts';
import type { Stroke } from '../engine/graph/stroke.ts';
import type { Mode } from '../engine/planner/ids.ts';
import type { Chart } from '../engine/view/chart.ts';
import type { PlanQuery, Tally, Way } from '../engine/view/query.ts';
import type { DocumentParams } from './protocol.ts';

export type { Chart, ChartEdge, ChartNode } from '../engine/view/chart.ts';
export type { Column, GroupColumn, PlanQuery, Tally, Way } from '../engine/view/query.ts';

/** A VM in one job; in none, where it is in no job. */
export interface RowId {
  readonly vm: string;
  readonly job: string | null;
}

/** A place in a file, as LSP's `Location`. */
export interface ShownPlace {
  readonly uri: string;
  readonly range: { readonly start: ShownPosition; readonly end: ShownPosition };
}
interface ShownPosition {
  readonly line: number;
  readonly character: number;
}

/** Some lines of the table of the document's VMs; `null` when the document is no topology. */
export const PLAN_TABLE_REQUEST = 'hyperflexTopology/planTable';
export interface PlanTableParams extends DocumentParams {
  readonly query: PlanQuery;
  /** The first line that is wanted, and how many. */
  readonly offset: number;
  readonly count: number;
  /** A row whose line is asked for, whichever lines are wanted; without a job, the first of the VM. */
  readonly find?: { readonly vm: string; readonly job?: string | null };
  /** The id of the choices that the client has. */
  readonly choices?: string;
}
export type PlanTableResult = {
  /** The name of the file that the topology starts from. */
  readonly name: string;
  /** Whether part of the text does not parse: the plan is that of the rest. */
  readonly incomplete: boolean;
  readonly offset: number;
  readonly lines: readonly TableLine[];
  /** How many lines there are in all, and rows among them, those of collapsed groups counted, too. */
  readonly total: number;
  readonly rows: number;
  /** Rows without any filter. */
  readonly allRows: number;
  /** The rows that the filters leave, whichever way is asked for. */
  readonly tally: Tally;
  /** The row that was to be found, if it is shown, and its line. */
  readonly found?: RowId & { readonly line: number };
  /** What can be filtered by; only where the client has another id. */
  readonly choices?: Choices;
} | null;

export interface Choices {
  readonly id: string;
  readonly job: readonly string[];
  readonly proxy: readonly string[];
  readonly host: readonly string[];
  readonly system: readonly string[];
}

export type TableLine = TableRow | TableGroup;

export interface TableRow extends RowId {
  readonly kind: 'row';
  readonly way: Way;
  /** The way in words. */
  readonly wayText: string;
  /** Forced to Network mode. */
  readonly forced: boolean;
  readonly proxy: string;
  /** How many other proxies could have been picked. */
  readonly alternatives: number;
  readonly host: string;
}

export interface TableGroup {
  readonly kind: 'group';
  readonly name: string;
  readonly rows: number;
  readonly tally: Tally;
  readonly collapsed: boolean;
}

/** Lines of the table as text for a spreadsheet, with a heading; `null` when the document is no topology. */
export const PLAN_TEXT_REQUEST = 'hyperflexTopology/planText';
export interface PlanTextParams extends DocumentParams {
  readonly query: PlanQuery;
  /** Separated by commas for a file, or by tabs for the clipboard. */
  readonly format: 'csv' | 'tsv';
  /** All lines, where they are not given. */
  readonly offset?: number;
  readonly count?: number;
}
export type PlanTextResult = { readonly text: string; readonly rows: number } | null;

/** Why one VM gets its proxy and mode in a job; `null` when there is no such VM in it. */
export const VM_PLAN_REQUEST = 'hyperflexTopology/vmPlan';
export type VmPlanParams = DocumentParams & RowId;
export type VmPlanResult = VmDetail | null;

export interface VmDetail extends RowId {
  readonly way: Way;
  /** The answer in a sentence. */
  readonly answer: string;
  /** Where the VM is declared. */
  readonly place: ShownPlace;
  /** `null` for a VM in no job. */
  readonly chart: Chart | null;
  readonly steps: readonly ShownStep[];
  readonly proxies: readonly ShownProxy[];
  /** Proxies that are not listed. */
  readonly moreProxies: number;
  readonly disks: readonly string[];
  readonly assumptions: readonly string[];
  /** What would bring it onto the IO Visor path. */
  readonly improve: { readonly proxy: string; readonly changes: readonly ShownReason[] } | null;
}

export interface ShownStep {
  readonly question: string;
  readonly verdict: 'yes' | 'no' | 'forced';
  readonly reasons: readonly ShownReason[];
  /** Reasons that are not listed. */
  readonly moreReasons: number;
}

export interface ShownReason {
  readonly text: string;
  readonly place: ShownPlace | null;
  /** `null`: not known, and assumed to hold. */
  readonly holds: boolean | null;
}

export interface ShownProxy {
  readonly name: string;
  readonly fate: 'picked' | 'alternative' | 'dropped';
  readonly place: ShownPlace;
  /** In which steps it did not qualify. */
  readonly failed: readonly { readonly question: string; readonly reasons: readonly ShownReason[] }[];
}

/** The VM that a position of the document is about: its entry, or a reference to it; `null` where there is none. */
export const ENTITY_AT_REQUEST = 'hyperflexTopology/entityAt';
export interface EntityAtParams extends DocumentParams {
  /** Zero-based, in the units of the position encoding agreed on. */
  readonly position: ShownPosition;
}
export type EntityAtResult = ShownEntity | null;

/** Something of the file that has a name. */
export interface ShownEntity {
  readonly kind: string;
  readonly name: string;
}

/** Where the VM of a row is declared; `null` when there is none of that name. */
export const VM_PLACE_REQUEST = 'hyperflexTopology/vmPlace';
export type VmPlaceResult = ShownPlace | null;

/** The picture of the document's topology, laid out; `null` when the document is no topology. */
export const PICTURE_REQUEST = 'hyperflexTopology/picture';
export interface PictureParams extends DocumentParams {
  /** What is drawn alone, with what it is tied to. Where there is none of that kind and name, all is drawn. */
  readonly focus?: ShownEntity | undefined;
  readonly fold: PictureFold;
  /** What is folded, or is not, whatever `fold` comes to: by the key that its box has in {@link ShownBox.fold}. */
  readonly own?: { readonly [key: string]: boolean };
}
export type PictureFold = 'auto' | FoldLevel;
export type PictureResult = ShownPicture | null;

/** Positions and sizes are in pixels. */
export interface ShownPicture extends Size {
  readonly title: string;
  /** Whether part of the text does not parse: the picture is that of the rest. */
  readonly incomplete: boolean;
  /** Whether it is that of one thing alone. */
  readonly focused: boolean;
  /** Outer boxes before those in them. */
  readonly boxes: readonly ShownBox[];
  readonly paths: readonly ShownPath[];
  readonly legend: {
    readonly texts: readonly ShownText[];
    readonly entries: readonly { readonly mode: Mode; readonly stroke: Stroke; readonly text: ShownText }[];
  };
}

export interface ShownBox {
  /** Unique in the picture, and the same in the next one. */
  readonly key: string;
  readonly kind: BoxKind;
  /** What it is, in words. */
  readonly label: string;
  readonly rect: Rect;
  readonly texts: readonly ShownText[];
  readonly holdsBoxes: boolean;
  readonly folded: boolean;
  /** By which it can be folded or unfolded on its own; `null` where it cannot. */
  readonly foldKey: string | null;
  readonly focused: boolean;
  /** What it stands for, if that is one thing of the file. */
  readonly entity: ShownEntity | null;
  /** Where its name stands; of a datacenter, in the first of its clusters. `null` for several things in one box. */
  readonly place: ShownPlace | null;
}

export interface ShownPath {
  readonly key: string;
  readonly mode: Mode;
  readonly label: string;
  readonly stroke: Stroke;
  /** How many VMs, and where that stands; `null` where there is no room for it. */
  readonly number: { readonly text: string; readonly rect: Rect } | null;
  /** It leads from a box to the same box. */
  readonly within: boolean;
}

export interface ShownText {
  readonly text: string;
  readonly tone: 'title' | 'caption' | 'plain' | 'quiet' | 'trouble';
  /** Where its baseline begins. */
  readonly at: Point;
}
