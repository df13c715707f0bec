import { PROJECT_FILE, project, severity as severityType } from '../../server/src/engine/project/format.ts';
import { fenced, MADE, table } from './markdown.ts';
import { fieldsTable } from './topology-format.ts';

/** docs/project-file.md. */
export function projectPage(): string {
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
