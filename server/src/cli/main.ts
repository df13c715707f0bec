import type { Command } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { diffCommand } from './commands/diff.ts';
import { explainCommand } from './commands/explain.ts';
import { graphCommand } from './commands/graph.ts';
import { lspCommand } from './commands/lsp.ts';
import { planCommand } from './commands/plan.ts';
import { remediateCommand } from './commands/remediate.ts';
import { schemaCommand } from './commands/schema.ts';
import { complain } from './complain.ts';
import { CommandError, EXIT, type Io } from './io.ts';

const COMMANDS: readonly Command[] = [
  checkCommand,
  planCommand,
  diffCommand,
  graphCommand,
  remediateCommand,
  explainCommand,
  schemaCommand,
  lspCommand,
];

/** Runs `hxtopo` with the arguments after its name. Gives the exit status; errors go to `io.err`, one line each. */
export async function main(argv: readonly string[], io: Io, version: string): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? io.err : io.out)(help());
    return name === undefined ? EXIT.trouble : EXIT.ok;
  }
  if (name === '--version' || name === '-V') {
    io.out(`${version}\n`);
    return EXIT.ok;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    complain(io, `there is no command '${name}'; see 'hxtopo --help'`);
    return EXIT.trouble;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(command.help);
    return EXIT.ok;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    const hint = error instanceof CommandError ? '' : ' (this is a bug in hxtopo)';
    complain(io, `${message}${hint}`);
    return EXIT.trouble;
  }
}

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: hxtopo COMMAND [options] FILE...

Checks and plans the backup topology of a VMware site on Cisco HyperFlex that is
protected by Veeam Backup & Replication.

Commands:
${lines.join('\n')}

'hxtopo COMMAND --help' explains a command.
`;
}
