import { RULES } from '../../engine/rules/index.generated.ts';
import { nearest } from '../../engine/schema/nearest.ts';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { CommandError, EXIT } from '../io.ts';
import { rulePage } from '../reporters/rule-page.ts';
import { printable } from '../style.ts';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'what a rule reports, why, and what to do',
  help: `Usage: hxtopo explain CODE

Shows the page of a rule: what it reports, why, what to do, and where the
behaviour is documented. CODE is the rule's code as 'hxtopo check' writes it:
'firewall/disabled', say.
`,
  run: async (argv, io) => {
    const { positionals } = readArguments(argv, {});
    const [code] = positionals;
    if (code === undefined || positionals.length > 1) throw new CommandError('explain wants one CODE');
    const rule = RULES.find((candidate) => candidate.code === code);
    if (!rule) throw new CommandError(`there is no rule '${printable(code)}'${didYouMean(code)}`);
    io.out(rulePage(io.terminal, rule));
    return EXIT.ok;
  },
};

/** A code is also meant by its name alone, without the category. */
function didYouMean(code: string): string {
  const codes = RULES.map((rule) => rule.code);
  const near = nearest(code, codes);
  const byName = near === undefined ? nearestName(code, codes) : [near];
  if (byName.length > 0) return `; did you mean ${byName.map((name) => `'${name}'`).join(' or ')}?`;
  return '; the codes are those that hxtopo check writes';
}

function nearestName(code: string, codes: readonly string[]): string[] {
  const nameOf = (full: string): string => full.slice(full.indexOf('/') + 1);
  const wanted = nameOf(code).toLowerCase();
  const names = codes.map(nameOf);
  const name = names.includes(wanted) ? wanted : nearest(wanted, names);
  return codes.filter((full) => nameOf(full) === name);
}
