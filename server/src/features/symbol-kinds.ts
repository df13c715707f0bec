import { SymbolKind } from 'vscode-languageserver';
import type { OutlineRole } from '../engine/navigate/outline.ts';

/** LSP has no kinds of its own for machines: what stands for each is chosen by its icon. */
const SYMBOL_KINDS: { readonly [K in OutlineRole | 'section']: SymbolKind } = {
  section: SymbolKind.Namespace,
  hyperflex: SymbolKind.Package,
  cluster: SymbolKind.Module,
  host: SymbolKind.Class,
  datastore: SymbolKind.Struct,
  proxy: SymbolKind.Interface,
  vm: SymbolKind.Object,
  job: SymbolKind.Event,
  firewallRule: SymbolKind.Property,
  controller: SymbolKind.Constructor,
  registryValue: SymbolKind.Key,
};

/** The kind of an entry for a client that knows these kinds; where it does not say, the first ones of LSP. */
export function symbolKind(role: OutlineRole | 'section', known: readonly SymbolKind[] | undefined): SymbolKind {
  const wanted = SYMBOL_KINDS[role];
  return (known ? known.includes(wanted) : wanted <= SymbolKind.Array) ? wanted : SymbolKind.Field;
}
