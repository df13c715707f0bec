import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver';
import { complete, wantsPaths } from '../engine/complete/complete.ts';
import { type Completion, plainText } from '../engine/complete/completion.ts';
import { describe } from '../engine/explain/describe.ts';
import type { EntityKind, Type } from '../engine/schema/types.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { markup } from './markup.ts';
import { snippetOf } from './snippet.ts';

/** Gives the paths that `include` of a file may go on with, after what is typed of one. */
export type Includable = (from: string, typed: string) => Promise<readonly string[]>;

/** What an item stands for whose documentation is made when someone looks at it. */
interface Named {
  readonly uri: string;
  readonly kind: EntityKind;
  readonly name: string;
}

const KINDS: { readonly [K in Completion['kind']]: CompletionItemKind } = {
  key: CompletionItemKind.Property,
  word: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
  value: CompletionItemKind.Value,
  path: CompletionItemKind.File,
  // No snippet, which VS Code would hide together with those of the extension, written without looking at the text.
  new: CompletionItemKind.Constructor,
};

/** What may be written at the position, the likeliest first. */
export async function completion(
  document: OpenDocument,
  format: Type,
  { position, context }: Pick<CompletionParams, 'position' | 'context'>,
  client: ClientCapabilities,
  includable: Includable,
): Promise<CompletionList> {
  const { analysis, positions, tree } = document;
  const offset = positions.offset(position);
  // Blanks that indent a line, or that stand in a text, ask for nothing.
  const asked = context?.triggerCharacter !== ' ' || /[:\-,[{] $/.test(tree.slice(Math.max(offset - 2, 0), offset));
  if (!asked) return { items: [], isIncomplete: false };
  const cursor = wantsPaths(format, tree, offset);
  const paths = cursor && (await includable(tree.uri, cursor.word.slice(0, offset - cursor.start)));
  const site = {
    get topology() {
      return analysis.topology;
    },
    get plan() {
      return analysis.plan;
    },
    ...(paths ? { paths } : {}),
  };
  const { items, isIncomplete } = complete(format, tree, offset, site);
  const shown = client.textDocument?.completion?.completionItem?.snippetSupport ? items : items.flatMap(onOneLine);
  return { items: shown.map((found, index) => itemOf(document, found, index, offset, client)), isIncomplete };
}

function itemOf(
  { uri, positions, tree }: OpenDocument,
  found: Completion,
  index: number,
  offset: number,
  client: ClientCapabilities,
): CompletionItem {
  const can = client.textDocument?.completion?.completionItem ?? {};
  const { label, start, end, entity, parts } = found;
  // VS Code goes on at Enter where what stands there is written already, unless a snippet would be.
  const isSnippet = can.snippetSupport === true && parts.some((part) => typeof part !== 'string');
  const newText = isSnippet ? snippetOf(parts) : plainText(parts);
  const replace = positions.range(start, end);
  // What closes a quote replaces the one that stands there.
  const keepsRest = can.insertReplaceSupport && offset < end && !/["']/.test(tree.slice(end - 1, end));
  return {
    label,
    kind: kindOf(found, client),
    ...(found.detail === undefined ? {} : { detail: found.detail }),
    ...(found.documentation === undefined
      ? {}
      : { documentation: markup(found.documentation, can.documentationFormat) }),
    ...(entity ? { data: { uri, kind: entity.kind, name: entity.name } satisfies Named } : {}),
    sortText: String(index).padStart(4, '0'),
    // The editor filters by what stands there, and a code has a slash.
    filterText: found.alias === undefined ? label : `${label} ${found.alias}`,
    textEdit: keepsRest ? { insert: positions.range(start, offset), replace, newText } : { range: replace, newText },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(newText.includes('\n') && can.insertTextModeSupport?.valueSet.includes(InsertTextMode.adjustIndentation)
      ? { insertTextMode: InsertTextMode.adjustIndentation }
      : {}),
  };
}

/** The document that an item was found for, if its documentation is still to be made. */
export function documentOf({ data }: CompletionItem): string | undefined {
  return (data as Named | undefined)?.uri;
}

/** The item with what it names described, as in its hover. */
export function resolved(item: CompletionItem, { analysis }: OpenDocument, client: ClientCapabilities): CompletionItem {
  const { kind, name } = item.data as Named;
  const entity = analysis.topology.names[kind].get(name);
  if (!entity?.namePlace) return item;
  const markdown = describe(analysis.plan, {
    kind: 'entity',
    entity,
    name,
    declares: true,
    place: entity.namePlace,
  });
  return {
    ...item,
    documentation: markup(markdown, client.textDocument?.completion?.completionItem?.documentationFormat),
  };
}

/** A client that names no kinds knows the first ones of LSP. */
function kindOf({ kind }: Completion, client: ClientCapabilities): CompletionItemKind {
  const known = client.textDocument?.completion?.completionItemKind?.valueSet;
  const wanted = KINDS[kind];
  return (known ? known.includes(wanted) : wanted <= CompletionItemKind.Reference) ? wanted : CompletionItemKind.Value;
}

/**
 * The same on one line: a key without what it begins. Editors that know no snippets may know no lines either: Neovim
 * before 0.10 writes a NUL for a line break.
 */
function onOneLine(found: Completion): Completion[] {
  const [first, ...more] = plainText(found.parts).split('\n');
  if (more.length === 0) return [found];
  return found.kind === 'key' ? [{ ...found, parts: [first!.trimEnd()] }] : [];
}
