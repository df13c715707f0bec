import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, test } from './harness.ts';
import { codeOf, fileUri, open } from './topology.ts';

/** What `hxtopo check --format json` prints, as far as it is compared. */
interface CheckReport {
  readonly files: readonly {
    readonly file: string;
    readonly diagnostics: readonly { code: string; range: { start: { line: number; character: number } } }[];
  }[];
}

test('each broken sample has the diagnostics that the command line tells', async () => {
  const report = await vscode.workspace.fs.readFile(fileUri('broken.check.json'));
  const { files } = JSON.parse(new TextDecoder().decode(report)) as CheckReport;
  assert.ok(files.length > 0);
  for (const { file, diagnostics } of files) {
    const document = await open(file);
    const told = diagnostics.map(({ code, range }) => `${range.start.line}:${range.start.character} ${code}`).sort();
    assert.ok(told.length > 0, file);
    const shown = await eventually(`diagnostics of ${file}`, () => {
      const all = vscode.languages.getDiagnostics(document.uri);
      return all.length > 0 && all;
    });
    const found = shown.map((one) => `${one.range.start.line}:${one.range.start.character} ${codeOf(one)}`).sort();
    assert.deepEqual(found, told, file);
  }
}, 90_000);
