/**
 * What client and server say to each other about a plan and one of before: method names and plain data, free of VS Code.
 * Texts of the topology are made printable.
 */
import type { ChangeKind } from '../engine/compare/compare.ts';
import type { Way } from '../engine/view/query.ts';
import type { RowId, ShownPlace } from './plan-protocol.ts';
import type { DocumentParams } from './protocol.ts';

export type { ChangeKind } from '../engine/compare/compare.ts';

/** What the plan of a topology is compared with: itself as saved or at a revision of its repository, or another file. */
export type PlanBase =
  | { readonly kind: 'saved' }
  | { readonly kind: 'revision'; readonly revision: string }
  | { readonly kind: 'file'; readonly uri: string };

/**
 * Compares the plan of the document's topology with another base from now on; in the beginning it is `saved`. Also asked
 * where a base has become another one: a branch has moved. What changes is told as after an edit.
 */
export const COMPARE_WITH_REQUEST = 'hyperflexTopology/compareWith';
export interface CompareWithParams extends DocumentParams {
  readonly base: PlanBase;
}

/**
 * From the server, to a client that has named a revision: the text of a file as it is there; `null` where it is not.
 */
export const REVISION_CONTENT_REQUEST = 'hyperflexTopology/revisionContent';
export interface RevisionContentParams {
  readonly uri: string;
  readonly revision: string;
}
export type RevisionContentResult = string | null;

/** How the plan differs from that of its base; `null` when the document is no topology. */
export const COMPARISON_REQUEST = 'hyperflexTopology/comparison';
export interface ComparisonParams extends DocumentParams {
  /** So many VMs are told at the most, and of one cause a tenth of them. */
  readonly most: number;
}
export type ComparisonResult = {
  /** What it is compared with, in words: `since the last save`. */
  readonly since: string;
  /** Whether part of the text does not parse: the plan is that of the rest. */
  readonly incomplete: boolean;
  /** Why there is nothing to compare with. */
  readonly unreadable?: string;
  /** Files that the base does not have: they count as they are now. */
  readonly present: readonly string[];
  readonly counts: { readonly [K in ChangeKind]: number };
  readonly unchanged: number;
  /** What became worse first; one that changed more VMs before one that changed fewer. */
  readonly causes: readonly ShownCause[];
  /** Causes that are not listed. */
  readonly moreCauses: number;
} | null;

/** One reason, and what changed in one way for it. */
export interface ShownCause {
  readonly kind: ChangeKind;
  readonly reason: string;
  /** Where it was decided, in a text that can be shown. */
  readonly place: ShownPlace | null;
  /** How many VMs, those that are not listed counted, too. */
  readonly vms: number;
  readonly changes: readonly ShownChange[];
}

export interface ShownChange extends RowId {
  /** `null` for what is new. */
  readonly before: ShownAnswer | null;
  /** `null` for what is gone. */
  readonly after: ShownAnswer | null;
}

export interface ShownAnswer {
  readonly way: Way;
  /** Mode, source and proxy in a few words, or why it fails. */
  readonly text: string;
}

/** From the server, to a client that shows plans: where VMs stand whose answer is another one than in the base. */
export const CHANGE_MARKS_NOTIFICATION = 'hyperflexTopology/changeMarks';
export interface ChangeMarksParams {
  readonly uri: string;
  readonly marks: readonly ChangeMark[];
}
export interface ChangeMark {
  readonly range: ShownPlace['range'];
  readonly kind: ChangeKind;
  /** What changed, and why: a line for each job. */
  readonly title: string;
}
