import { createEngine } from '../../engine/engine.ts';
import { RULES } from '../../engine/rules/index.generated.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import type { Severities } from '../../engine/rules/severities.ts';
import { oneOfWords, readArguments } from '../arguments.ts';
import { checkedFiles } from '../checked-files.ts';
import type { Command } from '../command.ts';
import { fixFiles } from '../fix-files.ts';
import { readInputs } from '../inputs.ts';
import { CommandError, EXIT, PLAIN } from '../io.ts';
import { readProjects } from '../projects.ts';
import { checkGithub } from '../reporters/check-github.ts';
import { checkJson } from '../reporters/check-json.ts';
import { checkJunit } from '../reporters/check-junit.ts';
import { checkSarif } from '../reporters/check-sarif.ts';
import { checkText } from '../reporters/check-text.ts';

const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const;

export const checkCommand: Command = {
  name: 'check',
  summary: 'what is wrong or missing in topology files',
  help: `Usage: hxtopo check [options] FILE...

Reports what is wrong or missing in topology files. '-' reads standard input.
The severities of the rules may be set in a project file, '.hxtopo.yaml', in the
folder of the topology file or the nearest one above it that has one; for
standard input, from the current folder.

Options:
  --format text|json|sarif|github|junit
                               how to write it (default: text): sarif for code
                               scanning, github for workflow annotations, junit for
                               test reports, with a failed test for each finding at
                               or above the failing severity
  --fail-on error|warning|information
                               exit with 1 from this severity on (default: error)
  --rule CODE=SEVERITY         set a rule to error, warning, information, hint
                               or off, whatever the project file says; may be
                               given several times
  --fix                        write the safe fixes into the files, and report what
                               is left
  --dry-run                    with --fix: write no file; show as a diff what would
                               change, and nothing else
  --plain                      write to a terminal as to a pipe, neither coloured nor
                               fitted to its width: for programs that read along
  -h, --help                   show this help

Exit status: 0 nothing at or above the failing severity, 1 something is,
2 the command could not do its work, or not all of a project file can be
understood. With --fix: of what is left.
`,
  run: async (argv, io) => {
    const { values, positionals } = readArguments(argv, {
      format: { type: 'string', default: 'text' },
      'fail-on': { type: 'string', default: 'error' },
      rule: { type: 'string', multiple: true, default: [] },
      fix: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      plain: { type: 'boolean', default: false },
    });
    const format = oneOfWords('format', values.format, ['text', 'json', 'sarif', 'github', 'junit']);
    const failOn = oneOfWords('fail-on', values['fail-on'], ['error', 'warning', 'information']);
    const given = readSeverities(values.rule as readonly string[]);
    if (positionals.length === 0) throw new CommandError('check wants at least one FILE');
    const dryRun = values['dry-run'] === true;
    if (dryRun && !values.fix) throw new CommandError('--dry-run belongs to --fix');
    const engine = createEngine();
    const read = await readInputs(io, engine, positionals);
    const files = read.inputs.flatMap(({ analysis }) => analysis.topology.files.map(({ tree }) => tree.uri));
    const { projectOf, complete: understood } = await readProjects(io, files);
    const severitiesOf = (uri: string): Severities => new Map([...(projectOf(uri)?.severities ?? []), ...given]);
    const left = values.fix ? await fixFiles(io, engine, read.inputs, { severitiesOf, dryRun }) : read;
    const checked = checkedFiles(left.inputs, severitiesOf);
    const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1) as readonly Severity[];
    if (!dryRun) {
      const write = {
        text: () => checkText(values.plain ? PLAIN : io.terminal, checked),
        json: () => checkJson(checked),
        sarif: () => checkSarif(checked),
        github: () => checkGithub(checked),
        junit: () => checkJunit(checked, failing),
      };
      io.out(write[format]());
    }
    if (!read.complete || !left.complete || !understood) return EXIT.trouble;
    return checked.some(({ diagnostics }) => diagnostics.some(({ severity }) => failing.includes(severity)))
      ? EXIT.found
      : EXIT.ok;
  },
};

function readSeverities(settings: readonly string[]): Severities {
  return new Map(
    settings.map((setting) => {
      const [code, severity] = setting.split('=');
      if (severity === undefined) {
        throw new CommandError(`--rule wants CODE=SEVERITY, as in '${setting}=off', not '${setting}'`);
      }
      if (!RULES.some((rule) => rule.code === code)) throw new CommandError(`--rule: there is no rule '${code}'`);
      return [code!, oneOfWords('rule', severity, [...SEVERITIES, 'off'])];
    }),
  );
}
