import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { CodeAction, CodeLens, Diagnostic, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { TestClient } from './client.ts';

/** Where the sample is open. */
export const URI = 'file:///site/munich.topology.yaml';
export const MUNICH = readFileSync(join(import.meta.dirname, '../../samples/munich.topology.yaml'), 'utf8');
/** The rule that it breaks. */
export const RULE = 'firewall/iovisor-rule-missing';

const clients: TestClient[] = [];
/** A client that ends with the test. */
export async function start(options?: Parameters<typeof TestClient.start>[0]): Promise<TestClient> {
  const client = await TestClient.start(options);
  clients.push(client);
  return client;
}
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
});

/** Position of the n-th occurrence of `text`, plus `into` characters. */
export function find(source: string, text: string, occurrence = 1, into = 0): { line: number; character: number } {
  let offset = -1;
  for (let i = 0; i < occurrence; i++) offset = source.indexOf(text, offset + 1);
  const before = source.slice(0, offset + into).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

export function codes(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

/** The titles of all lenses. */
export async function titles(client: TestClient, uri = URI): Promise<string[]> {
  const lenses: CodeLens[] = await client.request('textDocument/codeLens', { textDocument: { uri } });
  return lenses.map(({ command }) => command!.title);
}

export async function actionsAt(
  client: TestClient,
  position: { line: number; character: number },
  only?: string[],
): Promise<CodeAction[]> {
  return client.request('textDocument/codeAction', {
    textDocument: { uri: URI },
    range: { start: position, end: position },
    context: { diagnostics: [], ...(only ? { only } : {}) },
  });
}

export function editsOf(action: CodeAction): TextEdit[] {
  const edit = action.edit!;
  return (
    edit.documentChanges ? (edit.documentChanges[0] as TextDocumentEdit).edits : edit.changes![URI]
  ) as TextEdit[];
}
