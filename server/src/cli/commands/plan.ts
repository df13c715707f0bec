import { createEngine } from '../../engine/engine.ts';
import { ticketPage } from '../../engine/explain/ticket.ts';
import { globMatches } from '../../engine/model/selectors.ts';
import { summarize } from '../../engine/planner/plan.ts';
import { oneOfWords, readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { type Input, isUnreadable, readInputs, warnOfErrors } from '../inputs.ts';
import { CommandError, EXIT } from '../io.ts';
import { planJson } from '../reporters/plan-json.ts';
import { planCsv, planMarkdown } from '../reporters/plan-table.ts';
import { type PlannedInput, planText } from '../reporters/plan-text.ts';

export const planCommand: Command = {
  name: 'plan',
  summary: 'which proxy and transport mode each VM gets, and why',
  help: `Usage: hxtopo plan [options] FILE...

Tells which proxy and which transport mode each VM of each job gets. '-' reads
standard input.

Options:
  --format text|json|csv|markdown
                     how to write it (default: text; with --explain markdown)
  --job NAME         only this job ('*' and '?' match as in a glob)
  --vm NAME          only this VM ('*' and '?' match as in a glob)
  --explain          the road through the flow chart, with what decided each step
                     and where: Markdown for a ticket, or text or json
  -h, --help         show this help

Exit status: 0 every VM is planned, 1 a VM fails, 2 the command could not do
its work.
`,
  run: async (argv, io) => {
    const { values, positionals } = readArguments(argv, {
      format: { type: 'string' },
      job: { type: 'string' },
      vm: { type: 'string' },
      explain: { type: 'boolean', default: false },
    });
    const usual = values.explain ? 'markdown' : 'text';
    const format = oneOfWords('format', values.format ?? usual, ['text', 'json', 'csv', 'markdown']);
    if (values.explain && format === 'csv') {
      throw new CommandError('--explain goes with --format markdown, text or json, not csv');
    }
    if (positionals.length === 0) throw new CommandError('plan wants at least one FILE');
    const { inputs, complete } = await readInputs(io, createEngine(), positionals);
    const planned = inputs.map((input) =>
      only(input, values.job as string | undefined, values.vm as string | undefined),
    );
    const filtered = values.job !== undefined || values.vm !== undefined;
    if (planned.length > 0 && filtered && planned.every(({ vms }) => vms.length === 0)) {
      throw new CommandError(`no ${wanted(values.job, values.vm)} is planned in ${positionals.join(', ')}`);
    }
    switch (format) {
      case 'json':
        io.out(planJson(planned));
        break;
      case 'csv':
        io.out(planCsv(planned));
        break;
      case 'markdown':
        io.out(values.explain ? ticketPages(planned) : planMarkdown(planned));
        break;
      default:
        io.out(planText(io.terminal, planned, values.explain === true));
    }
    for (const input of inputs) warnOfErrors(io, input);
    if (!complete || inputs.some(isUnreadable)) return EXIT.trouble;
    return planned.some(({ vms }) => vms.some(({ outcome }) => outcome === 'fails')) ? EXIT.found : EXIT.ok;
  },
};

/** Of each file that has VMs to tell of. */
function ticketPages(inputs: readonly PlannedInput[]): string {
  return inputs
    .filter(({ vms }) => vms.length > 0)
    .map(({ vms, analysis }) => ticketPage(vms, analysis.tree.uri))
    .join('\n---\n\n');
}

function wanted(job: unknown, vm: unknown): string {
  const parts = [...(vm === undefined ? [] : [`VM '${vm}'`]), ...(job === undefined ? [] : [`job '${job}'`])];
  return parts.join(' of ');
}

function only(input: Input, job: string | undefined, vm: string | undefined): PlannedInput {
  const { plan } = input.analysis;
  if (job === undefined && vm === undefined) {
    return { ...input, vms: plan.vms, unprotected: plan.unprotected, summary: plan.summary };
  }
  const vms = plan.vms.filter(
    (planned) =>
      (job === undefined || globMatches(job, planned.job.name)) &&
      (vm === undefined || globMatches(vm, planned.vm.name)),
  );
  return { ...input, vms, unprotected: [], summary: summarize(vms) };
}
