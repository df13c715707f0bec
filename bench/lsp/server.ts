import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';

const ROOT = path.join(import.meta.dirname, '../..');

/** A language server as the bench drives it: each as it serves its clients best. */
export interface Server {
  readonly name: string;
  /** The script that Node runs, with `--stdio`. */
  readonly script: string;
  readonly languageId: string;
  readonly capabilities: ClientCapabilities;
  /** What the client answers when it is asked for a section of its settings. */
  readonly settings: { readonly [section: string]: unknown };
  /** In ms: for so long the server waits for more edits before it begins. It is taken off what is measured. */
  readonly debounce: number;
  /** Whether names lead to what they name: then definitions and lenses are measured as well. */
  readonly resolvesNames: boolean;
}

/** This project's server, as `npm run build` has built it. The client asks for diagnostics, as VS Code does. */
export const HXTOPO: Server = {
  name: 'hxtopo',
  script: path.join(ROOT, 'dist/server.cjs'),
  languageId: 'hyperflex-topology',
  capabilities: {
    textDocument: { diagnostic: {} },
    workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
  },
  settings: {},
  debounce: 0,
  resolvesNames: true,
};

/**
 * yaml-language-server with the JSON Schema of topology files and nothing that goes over the network.
 *
 * @param folder where the package is installed
 */
export function yamlLanguageServer(folder: string): Server {
  const schema = pathToFileURL(path.join(ROOT, 'schemas/topology.schema.json')).href;
  return {
    name: 'yaml-language-server',
    script: path.join(folder, 'bin/yaml-language-server'),
    languageId: 'yaml',
    capabilities: { workspace: { configuration: true, workspaceFolders: true } },
    settings: {
      yaml: {
        schemas: { [schema]: ['*.topology.yaml'] },
        schemaStore: { enable: false },
        kubernetesCRDStore: { enable: false },
        validate: true,
        hover: true,
        completion: true,
      },
    },
    // `validationDelayMs` of its settings, which a client cannot change.
    debounce: 200,
    resolvesNames: false,
  };
}
