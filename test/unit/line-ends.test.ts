import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ClientCapabilities, type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { createEngine } from '../../server/src/engine/engine.ts';
import { codeActions } from '../../server/src/features/code-action/code-actions.ts';
import { documentDiagnostics } from '../../server/src/features/diagnostics.ts';
import { readClientOptions, readSettings } from '../../server/src/lsp/settings.ts';
import { stripAnnotations } from '../support/annotate.ts';
import { openText } from '../support/cursor.ts';
import { filesUnder } from '../support/files.ts';

const TEST = join(import.meta.dirname, '..');
const OPTIONS = readClientOptions({});
const SETTINGS = readSettings({});
const CLIENT: ClientCapabilities = {
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      snippetEditSupport: true,
      resourceOperations: ['create', 'rename', 'delete'],
    },
  },
};

const texts = [join(TEST, 'fixtures/rules'), join(TEST, '../samples')]
  .flatMap((folder) => filesUnder(folder, '.topology.yaml'))
  .filter((file) => !/\.fix-\d+\.topology\.yaml$/.test(file))
  .map((file) => [relative(TEST, file), stripAnnotations(readFileSync(file, 'utf8')).split(/^# \/\/- /m)[0]!] as const)
  .filter(([, text]) => !text.includes('\r') && text.length < 20_000);

const windows = (text: string): string => text.replaceAll('\n', '\r\n');

/** What is found in a text, and every edit that is offered for it. */
async function answers(text: string): Promise<{ found: unknown[]; actions: CodeAction[] }> {
  const document = await openText(text);
  const context = { client: CLIENT, engine: createEngine(), options: OPTIONS, settings: SETTINGS, besides: undefined };
  const diagnostics = documentDiagnostics(document, SETTINGS, OPTIONS);
  const starts = new Map(diagnostics.map(({ range: { start } }) => [start.line, start]));
  // Where an entry begins: what can be written another way.
  for (const [line, each] of text.split(/\r?\n/).entries()) {
    if (/^ {2}- /.test(each) && !starts.has(line)) starts.set(line, { line, character: 4 });
  }
  const asked = [...starts.values()].slice(0, 25).map((start) => ({ start, end: start }));
  const textDocument = { uri: document.uri };
  const actions = asked.flatMap((range) =>
    codeActions(document, { textDocument, range, context: { diagnostics } }, context),
  );
  const only = [CodeActionKind.SourceFixAll];
  const whole = { start: { line: 0, character: 0 }, end: document.positions.position(text.length) };
  actions.push(...codeActions(document, { textDocument, range: whole, context: { diagnostics, only } }, context));
  return { found: diagnostics.map(({ code, message, range }) => ({ code, message, range })), actions };
}

/** The same with every new text as Windows writes it. */
function asOnWindows(actions: readonly CodeAction[]): unknown {
  return JSON.parse(JSON.stringify(actions), (key, value) =>
    (key === 'newText' || key === 'value') && typeof value === 'string' ? windows(value) : value,
  );
}

describe('with line ends of Windows', () => {
  it.each(texts)('%s has the same findings, and edits with the same line ends', async (_, text) => {
    const unix = await answers(text);
    const crlf = await answers(windows(text));
    expect(crlf.found).toEqual(unix.found);
    expect(JSON.parse(JSON.stringify(crlf.actions))).toEqual(asOnWindows(unix.actions));
  });
});
