import { comparePlans, isDegraded } from '../../engine/compare/compare.ts';
import { createEngine } from '../../engine/engine.ts';
import { oneOfWords, readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { isUnreadable, readInputs, warnOfErrors } from '../inputs.ts';
import { CommandError, EXIT } from '../io.ts';
import { diffJson } from '../reporters/diff-json.ts';
import { diffMarkdown } from '../reporters/diff-markdown.ts';
import { diffText } from '../reporters/diff-text.ts';

export const diffCommand: Command = {
  name: 'diff',
  summary: 'which VMs are backed up another way, and what decided it',
  help: `Usage: hxtopo diff [options] OLD NEW

Compares the plans of two topology files: which VMs change transport mode, source
or proxy, which are new or gone, and which condition decided it. '-' reads
standard input. OLD may be 'git:REV': NEW as it stands at that revision.

Options:
  --format text|json|markdown
                       how to write it (default: text); markdown is fit for a
                       comment on a pull request
  --fail-on-degraded   exit with 1 when a VM gets a worse mode, or fails that did
                       not
  -h, --help           show this help

Exit status: 0 the plans are compared, 1 with --fail-on-degraded: a VM is worse
off, 2 the command could not do its work.
`,
  run: async (argv, io) => {
    const { values, positionals } = readArguments(argv, {
      format: { type: 'string', default: 'text' },
      'fail-on-degraded': { type: 'boolean', default: false },
    });
    const format = oneOfWords('format', values.format, ['text', 'json', 'markdown']);
    const [old, file] = positionals;
    if (old === undefined || file === undefined || positionals.length > 2) {
      throw new CommandError('diff wants two files: OLD and NEW');
    }
    if (old === '-' && file === '-') throw new CommandError("'-' can be given once: there is one standard input");
    const engine = createEngine();
    const older = old.startsWith(GIT)
      ? await readInputs(io, engine, [file], {
          system: io.filesAt(revisionOf(old, file)),
          call: (name) => (name === file ? old : `${old}:${name}`),
        })
      : await readInputs(io, engine, [old]);
    const newer = await readInputs(io, engine, [file]);
    const inputs = [...older.inputs, ...newer.inputs];
    const [before, after] = inputs;
    if (!before || !after) return EXIT.trouble;
    for (const input of inputs) warnOfErrors(io, input);
    // A file that cannot be read has no VMs: all of them would seem added, or gone.
    if (inputs.some(isUnreadable)) return EXIT.trouble;
    const comparison = comparePlans(before.analysis.plan, after.analysis.plan);
    const compared = { before, after, comparison };
    const write = {
      text: () => diffText(io.terminal, compared),
      json: () => diffJson(compared),
      markdown: () => diffMarkdown(compared),
    };
    io.out(write[format]());
    return values['fail-on-degraded'] && comparison.changes.some(isDegraded) ? EXIT.found : EXIT.ok;
  },
};

const GIT = 'git:';

/** The revision that OLD names. Throws a {@link CommandError} when it is none. */
function revisionOf(old: string, file: string): string {
  const revision = old.slice(GIT.length);
  if (file === '-') throw new CommandError('git:REV wants a file as NEW, not standard input');
  // Git would take a leading `-` for an option, and what follows a `:` for a path.
  if (revision === '' || revision.startsWith('-') || revision.includes(':')) {
    throw new CommandError(`'${revision}' is no revision`);
  }
  return revision;
}
