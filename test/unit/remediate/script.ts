import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../../server/src/engine/engine.ts';
import type { Part } from '../../../server/src/engine/remediate/remediation.ts';
import { type Form, writeRemediation } from '../../../server/src/engine/remediate/write.ts';
import { filesUnder } from '../../support/files.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Every topology file among the samples and fixtures. */
export const TEXTS: readonly string[] = ['samples', 'test/fixtures'].flatMap((folder) =>
  filesUnder(join(ROOT, folder), '.topology.yaml').map((file) => readFileSync(file, 'utf8')),
);

/** What is made of a topology, in all forms. */
export function scriptsOf(text: string, parts?: readonly Part[]): Readonly<Record<Form, string>> {
  const { topology, diagnostics, tree } = createEngine().analyze('file:///sites/site.topology.yaml', text);
  const write = writeRemediation(topology, tree.uri, diagnostics, parts && new Set(parts));
  return { powershell: write.powershell(), esxcli: write.esxcli(), checklist: write.checklist() };
}

/** The lines of a PowerShell script that set something, without comments. */
export function settingLines(script: string): string[] {
  return script.split('\n').filter((line) => /^(Set|Add)-/.test(line));
}
