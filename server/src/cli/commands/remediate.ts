import { createEngine } from '../../engine/engine.ts';
import { PARTS, type Part } from '../../engine/remediate/remediation.ts';
import { FORMS, writeRemediation } from '../../engine/remediate/write.ts';
import { withSeveritiesOf } from '../../engine/rules/severities.ts';
import { oneOfWords, readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { isUnreadable, readInputs, warnOfErrors } from '../inputs.ts';
import { CommandError, EXIT } from '../io.ts';
import { readProjects } from '../projects.ts';
import { saveOutput } from '../save-output.ts';

export const remediateCommand: Command = {
  name: 'remediate',
  summary: 'a script that brings the real systems to what a file says',
  help: `Usage: hxtopo remediate [options] FILE

Writes a script that brings the backup server's registry, the firewalls of the
ESXi hosts, the backup proxies and the storage to the state that the file
describes. It runs nothing itself. The script sets what differs and nothing else,
asks before each change, and takes -WhatIf. What cannot be scripted is a checklist
at its end. Only what is written in the file is brought about, as it stands there;
the script's head tells what the checks still find. '-' reads standard input.

Options:
  --format powershell|esxcli|checklist
                    how to write it (default: powershell): for PowerCLI and
                    Veeam's module; esxcli for the firewalls alone, in the shell
                    of each ESXi host; checklist for what is left to do by hand
  --only PART,PART  registry, firewall, proxies, storage or jobs, several of them
                    with commas between (default: all)
  -o, --output OUT  write it to this file, and the checklist to standard output
  -h, --help        show this help

Exit status: 0 the script is written, 2 the command could not do its work.
`,
  run: async (argv, io) => {
    const { values, positionals } = readArguments(argv, {
      format: { type: 'string', default: 'powershell' },
      only: { type: 'string' },
      output: { type: 'string', short: 'o' },
    });
    const format = oneOfWords('format', values.format, FORMS);
    const parts = values.only === undefined ? undefined : readParts(values.only as string);
    if (positionals.length !== 1) throw new CommandError('remediate wants one FILE');
    const { inputs } = await readInputs(io, createEngine(), positionals);
    const [input] = inputs;
    if (!input) return EXIT.trouble;
    warnOfErrors(io, input);
    if (isUnreadable(input)) return EXIT.trouble;
    const { analysis } = input;
    const { projectOf } = await readProjects(
      io,
      analysis.topology.files.map(({ tree }) => tree.uri),
    );
    const findings = withSeveritiesOf(analysis.diagnostics, (uri) => projectOf(uri)?.severities ?? new Map());
    const write = writeRemediation(analysis.topology, analysis.tree.uri, findings, parts);
    if (values.output === undefined) io.out(write[format]());
    else {
      await saveOutput(io, values.output as string, write[format]());
      if (format !== 'checklist') io.out(write.checklist());
    }
    return EXIT.ok;
  },
};

function readParts(text: string): ReadonlySet<Part> {
  return new Set(text.split(',').map((part) => oneOfWords('only', part.trim(), PARTS)));
}
