/**
 * What client and server say to each other beyond LSP: method names and plain data, free of VS Code, so that any LSP
 * client may speak it.
 */

/** The language of project files (`.hxtopo.yaml`); topology files have another. */
export const PROJECT_LANGUAGE_ID = 'hyperflex-topology-project';

/** What a request about one document names. */
export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/** What a document's plan comes to: its VMs, and by outcome their plans, one for each job that a VM is in. */
export interface PlanSummary {
  /** VMs in at least one job, each once. */
  readonly vms: number;
  readonly directNfsIoVisor: number;
  readonly directNfsClusterIp: number;
  readonly directNfs: number;
  readonly virtualAppliance: number;
  readonly network: number;
  readonly fails: number;
}

/** One VM in one job of the plan. */
export interface PlannedVm {
  readonly vm: string;
  readonly job: string;
  /** The answer on one line, as in the VM's CodeLens: `proxy01 · Direct NFS via IO Visor`. */
  readonly title: string;
}

/**
 * The plan of a document, VMs in the order of jobs and of the file; `null` when the document is no topology. Asked with a
 * position, it tells the planned VM whose name, or a reference to it, stands there.
 */
export const PLAN_REQUEST = 'hyperflexTopology/plan';
export interface PlanParams extends DocumentParams {
  /** Zero-based, in the units of the position encoding agreed on. */
  readonly position?: { readonly line: number; readonly character: number };
}
export type PlanResult = {
  readonly vms: readonly PlannedVm[];
  readonly summary: PlanSummary;
  /** Name of the VM at the position. */
  readonly atPosition?: string;
} | null;

/**
 * Why a VM gets its proxy and mode, in one job or in all that include it, or what something else does for which VMs;
 * `null` when the document has nothing of that name.
 */
export const EXPLAIN_REQUEST = 'hyperflexTopology/explain';
export type ExplainParams = DocumentParams &
  (
    | {
        readonly vm: string;
        readonly job?: string;
        /** For readers without an editor: places are named, not linked. */
        readonly forTicket?: boolean;
      }
    | { readonly entity: ExplainedEntity }
  );
export interface ExplainedEntity {
  /** `file`: the whole topology of the document. */
  readonly kind: 'hyperflex' | 'host' | 'proxy' | 'job' | 'file';
  readonly name: string;
}
export type ExplainResult = { readonly markdown: string } | null;

/** What brings the real systems to what the document says, as text; nothing runs it. `null` when it is no topology. */
export const REMEDIATION_REQUEST = 'hyperflexTopology/remediation';
export interface RemediationParams extends DocumentParams {
  readonly form: 'powershell' | 'esxcli' | 'checklist';
}
/** `language`: an identifier as of LSP's `TextDocumentItem`. */
export type RemediationResult = { readonly text: string; readonly language: string } | null;

/** The text of a new topology file, made of what is known of the site. */
export const NEW_TOPOLOGY_REQUEST = 'hyperflexTopology/newTopology';
export type {
  NewTopology as NewTopologyParams,
  NewTopologyText as NewTopologyResult,
} from '../engine/start/new-topology.ts';

/** Tells which server answers: its process, `null` in a web worker, and the version of the package that it comes from. */
export const SERVER_INFO_REQUEST = 'hyperflexTopology/serverInfo';
export interface ServerInfoResult {
  readonly pid: number | null;
  readonly version: string;
}

/** From the server, after each new plan of an open document. */
export const PLAN_CHANGED_NOTIFICATION = 'hyperflexTopology/planChanged';
export interface PlanChangedParams {
  readonly uri: string;
  readonly summary: PlanSummary;
}

/**
 * To a client that has said `servesFiles`: the text of a file that the server does not read itself, decoded from UTF-8 with
 * its byte order mark; what is no UTF-8 as U+FFFD. Fails with FileErrorData.
 */
export const FILE_CONTENT_REQUEST = 'fs/content';
export interface FileParams {
  readonly uri: string;
}
export type FileContentResult = string;

/** Likewise: what a folder holds. */
export const READ_FOLDER_REQUEST = 'fs/readDir';
export type ReadFolderResult = readonly (readonly [name: string, type: number])[];

/** Bits of an entry's type, those of VS Code's `FileType`: a symbolic link is also what it leads to. */
export const FILE_TYPE = { file: 1, folder: 2, link: 64 } as const;

/** The data of an error that answers such a request. */
export interface FileErrorData {
  /** As in VS Code's `FileSystemError`: `FileNotFound`, `NoPermissions` and so on. */
  readonly code: string;
}

/** The command behind lenses and hints. Its arguments: the document's URI, a VM and perhaps a job, or something else. */
export const EXPLAIN_COMMAND = 'hyperflexTopology.explainPlan';
export type ExplainArguments = readonly [uri: string, vm: string, job?: string] | readonly [string, ExplainedEntity];

/**
 * Of a client that has a view of plans: copies why a VM gets its proxy and mode, as Markdown. Its arguments: the document's
 * URI and the VM.
 */
export const COPY_EXPLANATION_COMMAND = 'hyperflexTopology.copyExplanation';
