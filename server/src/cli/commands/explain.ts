import { RULES } from '../../engine/rules/index.generated.ts';
import { nearestCodes } from '../../engine/rules/nearest-code.ts';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { CommandError, EXIT } from '../io.ts';
import { readProjects } from '../projects.ts';
import { rulePage } from '../reporters/rule-page.ts';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'what a rule reports, why, and what to do',
  help: `Usage: hxtopo explain CODE

Shows the page of a rule: what it reports, why, what to do, and where the
behaviour is documented. CODE is the rule's code as 'hxtopo check' writes it:
'firewall/disabled', say. Where the project file ('.hxtopo.yaml') of the current
folder sets its severity, it says so.
`,
  run: async (argv, io) => {
    const { positionals } = readArguments(argv, {});
    const [code] = positionals;
    if (code === undefined || positionals.length > 1) throw new CommandError('explain wants one CODE');
    const rule = RULES.find((candidate) => candidate.code === code);
    if (!rule) throw new CommandError(`there is no rule '${code}'${didYouMean(code)}`);
    const here = io.toUri('-');
    const { projectOf } = await readProjects(io, [here]);
    const project = projectOf(here);
    const severity = project?.severities.get(code);
    io.out(rulePage(io.terminal, rule, severity && { severity, by: project!.file }));
    return EXIT.ok;
  },
};

function didYouMean(code: string): string {
  const near = nearestCodes(
    code,
    RULES.map((rule) => rule.code),
  );
  if (near.length > 0) return `; did you mean ${near.map((name) => `'${name}'`).join(' or ')}?`;
  return '; the codes are those that hxtopo check writes';
}
