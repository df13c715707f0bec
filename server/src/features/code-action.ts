import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic as LspDiagnostic,
  type Range,
  type SnippetTextEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Analysis, Engine } from '../engine/engine.ts';
import { fixAll } from '../engine/fix-all.ts';
import { thingAt } from '../engine/model/at.ts';
import { hurtBy } from '../engine/repair/hurt.ts';
import { preferredPath } from '../engine/repair/preferred-path.ts';
import { named } from '../engine/rules/_words.ts';
import type { Fix } from '../engine/rules/rule.ts';
import { withSeverities } from '../engine/rules/severities.ts';
import { applyEdits, combineByFile } from '../engine/syntax/edit/placed.ts';
import { type TextEdit as EngineEdit, unitAt } from '../engine/syntax/index.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import type { ClientOptions, Settings } from '../lsp/settings.ts';
import { ownDiagnostics, toLsp } from './diagnostics.ts';

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.hyperflexTopology`;

interface Context {
  readonly client: ClientCapabilities;
  readonly engine: Engine;
  readonly options: ClientOptions;
  readonly settings: Settings;
}

/** The quick fixes of the diagnostics that the range touches, and *Fix all* when it is asked for. */
export function codeActions(
  document: OpenDocument,
  { range, context }: CodeActionParams,
  { client, engine, options, settings }: Context,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    context.only === undefined ||
    context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    actions.push(...quickFixes(document, range, context.diagnostics, client, settings, options));
    actions.push(...preferredPathActions(document, range, client, engine));
  }
  // Without being asked, VS Code would run it on every save where source actions are on; it is offered by name only.
  if (context.only !== undefined && wants(FIX_ALL_KIND))
    actions.push(...fixAllAction(document, client, engine, settings));
  return actions;
}

function quickFixes(
  document: OpenDocument,
  range: Range,
  shown: readonly LspDiagnostic[],
  client: ClientCapabilities,
  settings: Settings,
  options: ClientOptions,
): CodeAction[] {
  const start = document.positions.offset(range.start);
  const end = document.positions.offset(range.end);
  const actions: CodeAction[] = [];
  for (const diagnostic of withSeverities(ownDiagnostics(document), settings.rules)) {
    const { unit } = diagnostic.place;
    if (unit.start + diagnostic.place.start > end || unit.start + diagnostic.place.end < start) continue;
    const own = toLsp(document, diagnostic, options);
    const sent = shown.find(({ code, message }) => code === own.code && message === own.message) ?? own;
    for (const [index, fix] of diagnostic.fixes.entries()) {
      const edit = workspaceEdit(document, fix, client);
      if (!edit) continue;
      actions.push({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [sent],
        edit,
        // What is preferred, an editor may apply without asking.
        ...(index === 0 && fix.safe ? { isPreferred: true } : {}),
      });
    }
    const ignore = ignoreAction(document, diagnostic.code, own.range.start.line, client);
    if (ignore) actions.push({ ...ignore, diagnostics: [sent] });
  }
  return actions;
}

/** A comment above the line that keeps the rule silent there; the cursor goes to its reason. */
function ignoreAction(
  { uri, version, tree }: OpenDocument,
  code: string,
  line: number,
  client: ClientCapabilities,
): CodeAction | undefined {
  // Below text that does not parse, a comment may be no comment.
  if (code === 'format/yaml-syntax' || !client.workspace?.workspaceEdit?.snippetEditSupport) return undefined;
  const start = tree.offsetAt({ line, character: 0 });
  const indentation = /^[ ]*/.exec(tree.text.slice(start, tree.offsetAt({ line: line + 1, character: 0 })))![0];
  const lineBreak = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const value = `${indentation}# topology-ignore: ${escapeSnippet(code)} \${1:reason}${lineBreak}`;
  const at = { line, character: 0 };
  const edits: SnippetTextEdit[] = [{ range: { start: at, end: at }, snippet: { kind: 'snippet', value } }];
  return {
    title: `Ignore ${code} on this line`,
    kind: CodeActionKind.QuickFix,
    edit: { documentChanges: [{ textDocument: { uri, version }, edits }] },
  };
}

/** Above so many VMs the file is not planned again just to tell whom a change hurts. */
const MOST_VMS_TO_PLAN_AGAIN = 1000;

/** For a VM at the range that is not on the IO Visor path: all the edits that get it there, as one action. */
function preferredPathActions(
  document: OpenDocument,
  range: Range,
  client: ClientCapabilities,
  engine: Engine,
): CodeAction[] {
  const { analysis, positions, tree } = document;
  const offset = positions.offset(range.start);
  const unit = unitAt(tree, offset);
  const thing = unit && thingAt(analysis.topology, unit, offset - unit.start);
  if (thing?.kind !== 'entity' || thing.entity.kind !== 'vm') return [];
  const actions = new Map<string, CodeAction>();
  for (const plan of analysis.plan.byVm.get(thing.entity) ?? []) {
    const path = preferredPath(plan, analysis.topology);
    const edits = path && combineByFile(path.edits, (uri) => analysis.treeOf(uri)?.text);
    if (!edits) continue;
    const hurts = path.mayHurtOthers ? warning(engine, analysis, edits) : '';
    const opens = path.alsoOpens.length > 0 ? `, which opens ${named(path.alsoOpens.map(({ name }) => name))} too` : '';
    const title = `Bring ${plan.vm.name} onto the IO Visor path by ${path.proxy.name}${opens}${hurts}`;
    const edit = asWorkspaceEdit(document, client, edits);
    actions.set(title, { title, kind: CodeActionKind.QuickFix, edit });
  }
  return [...actions.values()];
}

/** Whom the edits hurt, for the title. */
function warning(engine: Engine, analysis: Analysis, edits: FileEdits): string {
  const { plan, topology } = analysis;
  if (topology.vms.length > MOST_VMS_TO_PLAN_AGAIN) return ' (changes the plan of other VMs too)';
  const texts = new Map([...edits].map(([uri, own]) => [uri, applyEdits(analysis.treeOf(uri)!.text, own)]));
  const names = hurtBy(plan, engine.analyzeEdited(analysis, texts).plan);
  if (names.length === 0) return '';
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return ` (worse for ${names.slice(0, 3).join(', ')}${more})`;
}

function fixAllAction(
  document: OpenDocument,
  client: ClientCapabilities,
  engine: Engine,
  settings: Settings,
): CodeAction[] {
  const edits = fixAll(engine, document.analysis, {
    judged: (diagnostics) => withSeverities(diagnostics, settings.rules),
    within: (uri) => uri === document.tree.uri,
  });
  if (edits.size === 0) return [];
  return [
    {
      title: 'Fix all that is safe to fix',
      kind: FIX_ALL_KIND,
      edit: asWorkspaceEdit(document, client, edits),
    },
  ];
}

/** `undefined` where the client cannot show what the fix asks. */
function workspaceEdit(document: OpenDocument, fix: Fix, client: ClientCapabilities): WorkspaceEdit | undefined {
  const { analyses } = document;
  const textOf = (uri: string) =>
    analyses.map((analysis) => analysis.treeOf(uri)?.text).find((text) => text !== undefined);
  const edits = combineByFile(fix.edits, textOf);
  if (!edits) return undefined;
  if (!fix.asks) return asWorkspaceEdit(document, client, edits);
  if (!client.workspace?.workspaceEdit?.snippetEditSupport) return undefined;
  let stop = 0;
  const withStops = (text: string): string => {
    let snippet = escapeSnippet(text);
    for (const { text: placeholder } of fix.asks ?? []) {
      const escaped = escapeSnippet(placeholder);
      if (snippet.includes(escaped)) snippet = snippet.replace(escaped, () => `\${${++stop}:${escaped}}`);
    }
    return snippet;
  };
  return {
    documentChanges: inFiles(document, edits).map(({ textDocument, edits: own }) => ({
      textDocument,
      edits: own.map(
        ({ range, newText }): SnippetTextEdit => ({ range, snippet: { kind: 'snippet', value: withStops(newText) } }),
      ),
    })),
  };
}

/** Edits by the URI of their file, in the offsets of its text. */
type FileEdits = ReadonlyMap<string, readonly EngineEdit[]>;

function inFiles(document: OpenDocument, edits: FileEdits) {
  return [...edits].map(([uri, own]) => ({
    textDocument: document.identify(uri),
    edits: own.map(({ start, end, newText }): TextEdit => ({ range: document.rangeIn(uri, start, end), newText })),
  }));
}

function asWorkspaceEdit(document: OpenDocument, client: ClientCapabilities, edits: FileEdits): WorkspaceEdit {
  const files = inFiles(document, edits);
  return client.workspace?.workspaceEdit?.documentChanges
    ? { documentChanges: files }
    : { changes: Object.fromEntries(files.map(({ textDocument, edits: own }) => [textDocument.uri, own])) };
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
