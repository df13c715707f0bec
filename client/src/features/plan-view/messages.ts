import type { ComparisonParams, ComparisonResult } from '../../../../server/src/lsp/compare-protocol.ts';
import type {
  PictureFold,
  PictureParams,
  PictureResult,
  PlanQuery,
  PlanTableParams,
  PlanTableResult,
  RowId,
  ShownEntity,
  ShownPlace,
  VmPlanResult,
} from '../../../../server/src/lsp/plan-protocol.ts';

/** What the page of the plan view and the extension around it say to each other. */

/** The questions of the page, which the extension hands to the server, and their answers. */
export interface Questions {
  readonly table: { readonly params: Omit<PlanTableParams, 'textDocument'>; readonly result: PlanTableResult };
  readonly changes: { readonly params: Omit<ComparisonParams, 'textDocument'>; readonly result: ComparisonResult };
  readonly vm: { readonly params: RowId; readonly result: VmPlanResult };
  readonly picture: { readonly params: Omit<PictureParams, 'textDocument'>; readonly result: PictureResult };
}

export type Question = keyof Questions;

/** From the page. */
export type ViewMessage =
  /** It listens from now on. */
  | { readonly type: 'ready' }
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly question: Question;
      readonly params: Questions[Question]['params'];
    }
  /** Show a place of a file, and with `focus` go there. */
  | { readonly type: 'show'; readonly place: ShownPlace; readonly focus: boolean }
  /** The same for where the VM of a row is declared. */
  | { readonly type: 'showRow'; readonly row: RowId; readonly focus: boolean }
  | { readonly type: 'copy'; readonly query: PlanQuery; readonly offset: number; readonly count: number }
  /** Copy why a VM gets its proxy and mode. */
  | { readonly type: 'copyExplanation'; readonly row: RowId }
  | { readonly type: 'export'; readonly query: PlanQuery }
  /** The user wants to compare the plan with another one. */
  | { readonly type: 'compareWith' };

/** To the page. */
export type HostMessage =
  /** What it shows from now on: a topology file, and its own texts as translated. */
  | { readonly type: 'topology'; readonly uri: string; readonly texts: { readonly [message: string]: string } }
  | { readonly type: 'answer'; readonly id: number; readonly result: Questions[Question]['result'] }
  /** The topology has another plan. */
  | { readonly type: 'planChanged' }
  /** What the cursor in the file is at. */
  | { readonly type: 'cursor'; readonly at: ShownEntity }
  /** The user wants to see a VM, in one job or any; or what falls to something else. */
  | { readonly type: 'choose'; readonly vm: string; readonly job?: string }
  | { readonly type: 'only'; readonly only: PlanQuery['only'] }
  | { readonly type: 'tab'; readonly tab: Tab }
  /** Something was done that nobody sees: for screen readers. */
  | { readonly type: 'done'; readonly text: string };

/** What is shown of the plan: its VMs, the picture of the topology, or how the VMs differ from those of another plan. */
export type Tab = 'vms' | 'picture' | 'changes';

/** What the page keeps while it is hidden, and over a restart of VS Code. */
export interface ViewState {
  readonly uri: string;
  readonly tab: Tab;
  readonly query: PlanQuery;
  readonly chosen: RowId | undefined;
  /** The line at the top of the table. */
  readonly top: number;
  readonly picture: PictureState;
}

/** How the picture is looked at. */
export interface PictureState {
  readonly fold: PictureFold;
  /** What is folded, or is not, whatever `fold` comes to. */
  readonly own?: PictureParams['own'] | undefined;
  readonly focus?: PictureParams['focus'];
  /** `undefined`: as large as fits. */
  readonly zoom?: number | undefined;
  /** What of it is at the upper left, in pixels of the page. */
  readonly left: number;
  readonly top: number;
}
