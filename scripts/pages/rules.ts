import { createEngine } from '../../server/src/engine/engine.ts';
import { fixesInWords } from '../../server/src/engine/rules/fixability.ts';
import { RULES } from '../../server/src/engine/rules/index.generated.ts';
import type { Rule } from '../../server/src/engine/rules/rule.ts';
import { applyEdits, combineByFile } from '../../server/src/engine/syntax/edit/placed.ts';
import { stripAnnotations } from '../../test/support/annotate.ts';
import { analyzeFixture, splitFixture } from '../../test/support/topology-files.ts';
import { fenced, MADE, table } from './markdown.ts';

const SAFE =
  'A fix is *safe* when it has one possible outcome, opens no firewall, removes no entity, and no VM is planned worse after it. *Fix all* in the editor and `hxtopo check --fix` apply safe fixes only.';

/** docs/rules.md: all rules by category. */
export function rulesIndex(): string {
  const parts = ['# Rules', MADE, SAFE];
  for (const category of new Set(RULES.map(({ code }) => code.split('/')[0]!))) {
    const rules = RULES.filter(({ code }) => code.startsWith(`${category}/`));
    const rows = rules.map((rule) => [
      `[\`${rule.code}\`](rules/${rule.code}.md)`,
      rule.severity,
      rule.title,
      fixesInWords(rule).word,
    ]);
    parts.push(`## ${category}`, table(['code', 'severity', 'what', 'fixes'], rows));
  }
  return `${parts.join('\n\n')}\n`;
}

/** The page of a rule. `fixture`: a file that triggers it. */
export async function rulePage(rule: Rule, fixture: string | undefined): Promise<string> {
  const { code, title, severity, what, why, whatToDo, source } = rule;
  const parts = [
    `# ${code}`,
    MADE,
    `**${title}** (${severity})`,
    what,
    '## Why it matters',
    why,
    '## What to do',
    whatToDo,
    fixesInWords(rule).sentence,
  ];
  if (source) parts.push(`Source: ${source}.`);
  if (fixture !== undefined) parts.push(...(await example(code, stripAnnotations(fixture))));
  return `${parts.join('\n\n')}\n`;
}

/** The place that the rule reports, what it says, and what its first fix changes. */
async function example(code: string, fixture: string): Promise<string[]> {
  const analysis = await analyzeFixture(createEngine(), splitFixture('/example.topology.yaml', fixture));
  const diagnostic = analysis.diagnostics.find((candidate) => candidate.code === code)!;
  const tree = analysis.treeOf(diagnostic.place.unit.uri)!;
  const { text } = tree;
  const { line } = tree.positionAt(diagnostic.place.unit.start + diagnostic.place.start);
  const lines = text.split(/\r?\n/);
  const excerpt = lines.slice(Math.max(0, line - CONTEXT), line + CONTEXT + 1);
  const parts = ['## Example', fenced('yaml', excerpt), `> ${diagnostic.message.replaceAll('*', '\\*')}`];
  const [fix, ...others] = diagnostic.fixes;
  if (!fix) return parts;
  const edits = combineByFile(fix.edits, (uri) => analysis.treeOf(uri)?.text)!.get(tree.uri) ?? [];
  const after = applyEdits(text, edits).split(/\r?\n/);
  return [
    ...parts,
    `*${fix.title}* (${fix.safe ? 'safe' : 'not safe'}) changes:`,
    fenced('diff', difference(lines, after)),
    ...(others.length > 0 ? [`Also offered: ${others.map(({ title }) => `*${title}*`).join(', ')}.`] : []),
  ];
}

/** Lines that are shown around a place. */
const CONTEXT = 5;

/** The lines that differ, in one hunk, with some around them. */
function difference(before: readonly string[], after: readonly string[]): string[] {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && before.at(-1 - tail) === after.at(-1 - tail) && tail < after.length - head)
    tail++;
  const around = (lines: readonly string[]): string[] => lines.map((line) => ` ${line}`);
  return [
    ...around(before.slice(Math.max(0, head - 3), head)),
    ...before.slice(head, before.length - tail).map((line) => `-${line}`),
    ...after.slice(head, after.length - tail).map((line) => `+${line}`),
    ...around(after.slice(after.length - tail, after.length - tail + 3)),
  ];
}
