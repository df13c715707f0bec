import { CHANGES, DIFF_FIELDS } from '../server/src/cli/reporters/diff-fields.ts';
import { CHANGE_KINDS } from '../server/src/engine/compare/compare.ts';
import { createEngine } from '../server/src/engine/engine.ts';
import {
  ASSUMPTIONS,
  CONDITIONS,
  DISK_REASONS,
  FAILURES,
  MODES,
  SOURCES,
  STEPS,
} from '../server/src/engine/planner/ids.ts';
import { PROJECT_FILE, project, severity as severityType } from '../server/src/engine/project/format.ts';
import { projectJsonSchema } from '../server/src/engine/project/json-schema.ts';
import { fixesInWords } from '../server/src/engine/rules/fixability.ts';
import { RULES } from '../server/src/engine/rules/index.generated.ts';
import type { Rule } from '../server/src/engine/rules/rule.ts';
import { topology } from '../server/src/engine/schema/format.ts';
import { jsonSchema } from '../server/src/engine/schema/json-schema.ts';
import type { Field, Fields, Type } from '../server/src/engine/schema/types.ts';
import { applyEdits, combineByFile } from '../server/src/engine/syntax/edit/placed.ts';
import { stripAnnotations } from '../test/support/annotate.ts';
import { analyzeFixture, splitFixture } from '../test/support/topology-files.ts';

/**
 * The committed files that follow from the engine: path from the project's root, and content. `fixtureOf` gives a file that
 * triggers a rule.
 */
export async function generatedFiles(
  fixtureOf: (code: string) => string | undefined,
): Promise<{ readonly [path: string]: string }> {
  const pages = RULES.map(
    async (rule) => [`docs/rules/${rule.code}.md`, await rulePage(rule, fixtureOf(rule.code))] as const,
  );
  return {
    'schemas/topology.schema.json': `${JSON.stringify(jsonSchema(), undefined, 2)}\n`,
    'schemas/project.schema.json': `${JSON.stringify(projectJsonSchema(), undefined, 2)}\n`,
    'docs/topology-format.md': formatPage(),
    'docs/project-file.md': projectPage(),
    'docs/plan.md': planPage(),
    'docs/diff.md': diffPage(),
    'docs/rules.md': rulesIndex(),
    ...Object.fromEntries(await Promise.all(pages)),
  };
}

const MADE = '<!-- Made by `npm run generate`. -->';

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function formatPage(): string {
  const parts = [
    '# The topology file',
    MADE,
    'A topology file (`*.topology.yaml`, `*.topology.yml`) is YAML 1.2. It describes one backup infrastructure as it is meant to be. Keys that start with `x-` are yours. Lists keep their order, and the order breaks ties.',
    '## Top level',
    fieldsTable(topology.fields),
  ];
  for (const [key, field] of Object.entries(topology.fields as Fields)) {
    const inner = mapOf(field.type);
    if (inner) parts.push(...mapSection(`\`${key}\``, field.doc, inner, 2));
  }
  return `${parts.join('\n\n')}\n`;
}

function mapSection(title: string, doc: string, fields: Fields, level: number): string[] {
  const parts = [`${'#'.repeat(level)} ${title}`, doc, fieldsTable(fields)];
  for (const [key, field] of Object.entries(fields)) {
    const inner = mapOf(field.type);
    if (inner) parts.push(...mapSection(`${title} → \`${key}\``, field.doc, inner, Math.min(level + 1, 4)));
  }
  return parts;
}

/** The fields of a mapping, or of the mappings in a list. */
function mapOf(type: Type): Fields | undefined {
  if (type.kind === 'map') return type.fields as Fields;
  return type.kind === 'list' ? mapOf(type.element) : undefined;
}

function fieldsTable(fields: Fields): string {
  return table(
    ['key', 'value', 'default', 'meaning'],
    Object.entries(fields).map(([key, field]) => [
      `\`${key}\``,
      typeText(field.type),
      field.required ? '**required**' : (field.default ?? ''),
      meaning(field),
    ]),
  );
}

function meaning({ doc, source, type }: Field): string {
  const values =
    type.kind === 'scalar' && type.values && !('true' in type.values)
      ? ` ${Object.entries(type.values)
          .map(([value, text]) => `\`${value}\`: ${text}`)
          .join(' ')}`
      : '';
  return `${doc}${values}${source ? ` *(${source})*` : ''}`;
}

function typeText(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return type.values
        ? Object.keys(type.values)
            .map((value) => `\`${value}\``)
            .join(', ')
        : type.is;
    case 'list':
      return type.orOne ? `${typeText(type.element)}, or a list of them` : `list: ${typeText(type.element)}`;
    case 'wordOrList':
      return `\`${type.word}\`, or a list: ${typeText(type.element)}`;
    case 'map':
      return type.names ? `mapping of each ${type.names.noun} to its value, see below` : 'mapping, see below';
    case 'oneKey':
      return `a name, or a mapping with one of ${Object.keys(type.fields as Fields)
        .map((key) => `\`${key}\``)
        .join(', ')}`;
    case 'dictionary':
      return 'mapping of names to values';
  }
}

function projectPage(): string {
  return `${[
    '# The project file',
    MADE,
    `A project file is called \`${PROJECT_FILE}\`. It is YAML 1.2, and holds for the topology files in its folder and in all folders below it, in the editor and on the command line alike.`,
    fenced('yaml', [
      'rules:',
      '  firewall/not-persistent: error # our hosts are rebuilt often',
      '  proxy/single-path: off # one proxy per site is on purpose',
    ]),
    '## Keys',
    fieldsTable(project.fields),
    'Keys that start with `x-` are yours. Any other key is reported, so that later versions can give it a meaning.',
    '## `rules`',
    'The codes of the rules, and the severity of each by itself, are in [rules.md](rules.md); `hxtopo explain CODE` tells of one. A rule is set to:',
    table(
      ['severity', 'meaning'],
      Object.entries(severityType.values ?? {}).map(([word, meaning]) => [`\`${word}\``, meaning]),
    ),
    '## Which file counts',
    [
      `- The nearest \`${PROJECT_FILE}\` counts alone: from the folder of the topology file upwards, to the root of the file system. Files further up are not merged in.`,
      '- In a topology over several files, each finding has the severity that holds for the file that it stands in.',
      '- Standard input (`-`) has that of the current folder; a document of the editor that was never saved has that of the first workspace folder.',
      '- Of the severities of one rule, the first counts: `--rule` of the command line, the project file, the setting `hyperflexTopology.rules` of the editor, the rule’s own.',
      '- In the editor a change takes effect at once, before it is saved.',
    ].join('\n'),
    '## Mistakes in it',
    'Broken YAML, unknown keys and rules, and what is no severity are reported in the editor, with quick fixes where it is clear what was meant. They keep their built-in severity, whatever the file says; a comment `# topology-ignore: CODE reason` silences one.',
    'A bad entry leaves the others alive. But it may have made a rule stricter, so `hxtopo check` reports it to standard error and exits with 2, as it does when the file cannot be read.',
    'Other editors complete and check it by [its JSON Schema](../schemas/project.schema.json), which `hxtopo schema --project` prints.',
  ].join('\n\n')}\n`;
}

function diffPage(): string {
  const fields = (of: { readonly [path: string]: string }): string =>
    table(
      ['field', 'meaning'],
      Object.entries(of).map(([path, text]) => [`\`${path}\``, text]),
    );
  return `${[
    '# The JSON of a comparison',
    MADE,
    'What `hxtopo diff --format json OLD NEW` writes. The order of keys and lists is stable; lines count from zero. The ids of modes, sources, failures, steps and conditions are listed in [plan.md](plan.md).',
    fields(DIFF_FIELDS),
    '## `changes[].kind`',
    table(
      ['id', 'meaning'],
      CHANGE_KINDS.map((kind) => [`\`${kind}\``, CHANGES[kind]]),
    ),
  ].join('\n\n')}\n`;
}

function planPage(): string {
  const list = (ids: { readonly [id: string]: string }): string =>
    table(
      ['id', 'meaning'],
      Object.entries(ids).map(([id, text]) => [`\`${id}\``, text]),
    );
  return `${[
    '# The ids of a plan',
    MADE,
    'These lists are closed. They are what `hxtopo plan --format json` writes, and what hovers and explanations put into words.',
    '## `mode`',
    list(MODES),
    '## `source`',
    list(SOURCES),
    '## `failure`',
    list(FAILURES),
    '## `steps[].step`',
    'In the order in which the flow charts ask them; `verdict` is `yes`, `no` or `forced`.',
    list(STEPS),
    '## `steps[].because[].condition`',
    '`holds` is `true`, `false`, or `null` where the file does not say; `null` counts as holding, and an assumption says so.',
    list(CONDITIONS),
    '## `disks[].reason`',
    'Why a disk goes over Network mode instead.',
    list(DISK_REASONS),
    '## `assumptions[].id`',
    list(ASSUMPTIONS),
  ].join('\n\n')}\n`;
}

const SAFE =
  'A fix is *safe* when it has one possible outcome, opens no firewall, removes no entity, and no VM is planned worse after it. *Fix all* in the editor and `hxtopo check --fix` apply safe fixes only.';

function rulesIndex(): string {
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

async function rulePage(rule: Rule, fixture: string | undefined): Promise<string> {
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
  const [fix] = diagnostic.fixes;
  if (!fix) return parts;
  const edits = combineByFile(fix.edits, (uri) => analysis.treeOf(uri)?.text)!.get(tree.uri) ?? [];
  const after = applyEdits(text, edits).split(/\r?\n/);
  return [
    ...parts,
    `*${fix.title}* (${fix.safe ? 'safe' : 'not safe'}) changes:`,
    fenced('diff', difference(lines, after)),
  ];
}

const CONTEXT = 5;

function fenced(language: string, lines: readonly string[]): string {
  return `\`\`\`${language}\n${lines.join('\n')}\n\`\`\``;
}

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
