import type { Severity } from '../engine/rules/rule.ts';
import type { Severities } from '../engine/rules/severities.ts';

/** The settings under `hyperflexTopology`. */
export interface Settings {
  readonly codeLens: { readonly [K in LensKind]: boolean };
  readonly rules: Severities;
}

/** What a client tells at the start, besides settings, as `initializationOptions`. */
export interface ClientOptions {
  /** URI of the folder with the rules' pages, which the codes of diagnostics then link to. */
  readonly rulePages: string | undefined;
}

export function readClientOptions(sent: unknown): ClientOptions {
  const { rulePages } = record(sent);
  return { rulePages: typeof rulePages === 'string' && rulePages !== '' ? rulePages.replace(/\/+$/, '') : undefined };
}

export type LensKind = 'vm' | 'job' | 'proxy' | 'host' | 'hyperflex' | 'file';

const LENS_KINDS: readonly LensKind[] = ['vm', 'job', 'proxy', 'host', 'hyperflex', 'file'];
const SEVERITIES: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Reads what a client sends as settings. Whatever is not as it should be is as if not set. */
export function readSettings(sent: unknown): Settings {
  const lenses = record(record(sent).codeLens);
  const codeLens = Object.fromEntries(LENS_KINDS.map((kind) => [kind, lenses[kind] !== false]));
  const rules = Object.entries(record(record(sent).rules)).filter(([, severity]) =>
    SEVERITIES.includes(String(severity)),
  );
  return { codeLens: codeLens as Settings['codeLens'], rules: new Map(rules as [string, Severity | 'off'][]) };
}

function record(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : {};
}
