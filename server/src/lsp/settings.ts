import type { ClientCapabilities } from 'vscode-languageserver';
import type { Severity } from '../engine/rules/rule.ts';
import type { Severities } from '../engine/rules/severities.ts';

/** The settings under `hyperflexTopology`. */
export interface Settings {
  readonly codeLens: { readonly [K in LensKind]: boolean };
  readonly inlayHints: { readonly [K in HintKind]: boolean };
  /** How the plan of a VM is shown: above it, at the end of its line where it is written on one, or as the client asks. */
  readonly vmPlan: 'lens' | 'hint' | 'both' | 'off';
  /** Whether VMs are marked whose answer is another one than in the plan that is compared with. */
  readonly changeMarks: boolean;
  readonly rules: Severities;
}

/** What a client tells at the start, besides settings, as `initializationOptions`. */
export interface ClientOptions {
  /** URI of the folder with the rules' pages, which the codes of diagnostics then link to. */
  readonly rulePages: string | undefined;
  /** It has a view of plans, and speaks protocol.ts: it carries out EXPLAIN_COMMAND, and is told of new plans. */
  readonly showsPlans: boolean;
  /** Nobody trusts the workspace yet: `include` must not lead out of it. */
  readonly restricted: boolean;
  /** It answers FILE_CONTENT_REQUEST and READ_FOLDER_REQUEST: it is asked for files that the server does not read itself. */
  readonly servesFiles: boolean;
}

export function readClientOptions(sent: unknown): ClientOptions {
  const { rulePages, showsPlans, restricted, servesFiles } = record(sent);
  return {
    rulePages: typeof rulePages === 'string' && rulePages !== '' ? rulePages.replace(/(?<!\/)\/+$/, '') : undefined,
    showsPlans: showsPlans === true,
    restricted: restricted === true,
    servesFiles: servesFiles === true,
  };
}

export type LensKind = 'vm' | 'job' | 'proxy' | 'host' | 'hyperflex' | 'file' | 'change';

export type HintKind = 'proxyOfAddress' | 'vmsOfSelector' | 'inherited';

const LENS_KINDS: readonly LensKind[] = ['vm', 'job', 'proxy', 'host', 'hyperflex', 'file', 'change'];
const HINT_KINDS: readonly HintKind[] = ['proxyOfAddress', 'vmsOfSelector', 'inherited'];
const SEVERITIES: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Reads what a client sends as settings. Whatever is not as it should be, or not what it can show, is as if not set. */
export function readSettings(sent: unknown, client: ClientCapabilities = {}): Settings {
  const { changeMarks, codeLens, inlayHints, vmPlan } = record(sent);
  const rules = Object.entries(record(record(sent).rules)).filter(([, severity]) =>
    SEVERITIES.includes(String(severity)),
  );
  return {
    codeLens: switches(LENS_KINDS, codeLens),
    inlayHints: switches(HINT_KINDS, inlayHints),
    vmPlan: vmPlanFor(vmPlan, client),
    changeMarks: changeMarks !== false,
    rules: new Map(rules as [string, Severity | 'off'][]),
  };
}

/** Many clients show lenses without saying so; none is asked for what it does not show. */
function vmPlanFor(sent: unknown, { textDocument }: ClientCapabilities): Settings['vmPlan'] {
  if (sent === 'off' || sent === 'lens') return sent;
  if (!textDocument?.inlayHint) return 'lens';
  if (sent === 'hint') return sent;
  return textDocument.codeLens ? 'lens' : 'both';
}

/** Kinds that are on unless they are switched off. */
function switches<K extends string>(kinds: readonly K[], sent: unknown): { readonly [kind in K]: boolean } {
  const given = record(sent);
  return Object.fromEntries(kinds.map((kind) => [kind, given[kind] !== false])) as { [kind in K]: boolean };
}

function record(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : {};
}
