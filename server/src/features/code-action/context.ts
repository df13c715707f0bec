import type { ClientCapabilities } from 'vscode-languageserver';
import type { Engine } from '../../engine/engine.ts';
import type { ClientOptions, Settings } from '../../lsp/settings.ts';

/** What code actions depend on, besides the document. */
export interface Context {
  readonly client: ClientCapabilities;
  readonly engine: Engine;
  readonly options: ClientOptions;
  readonly settings: Settings;
  /** The names of what lies in the document's folder; `undefined` where it lies in none. */
  readonly besides: ReadonlySet<string> | undefined;
}
