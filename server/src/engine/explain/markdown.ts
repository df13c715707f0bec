import type { Place } from '../syntax/nodes.ts';
import type { ExplainedStep, Explanation, Reason } from './explain.ts';

export interface MarkdownOptions {
  /** The heading level of the VM's name. */
  readonly heading: string;
  /** For a hover: of the steps that did not turn the VM away only the answer, and what would make it better first. */
  readonly brief?: boolean;
  /** Link target of a place, where the reader can follow one. */
  readonly link?: (place: Place) => string | undefined;
}

const VERDICTS = { yes: 'Yes', no: 'No', forced: 'Forced' } as const;

/** The explanation as Markdown, fit for a hover, a preview, or a ticket. Names from the file cannot act as markup. */
export function explanationMarkdown(explanation: Explanation, { heading, brief, link }: MarkdownOptions): string {
  const { vm, job, answer, steps, alternatives, disks, assumptions, improvement } = explanation;
  const reasonLine = (reason: Reason): string => {
    const target = reason.place && link?.(reason.place);
    const text = escapeMarkdown(reason.text);
    return target ? `[${text}](${target})` : text;
  };
  const stepLine = ({ question, verdict, reasons }: ExplainedStep): string => {
    const lines = brief && verdict === 'yes' ? [] : distinct(reasons.map(reasonLine));
    const head = `${escapeMarkdown(question)} **${VERDICTS[verdict]}**`;
    if (lines.length === 0) return head;
    return lines.length === 1
      ? `${head}: ${lines[0]}`
      : [`${head}:`, ...lines.map((line) => `   - ${line}`)].join('\n');
  };
  const road = steps.map((step, index) => `${index + 1}. ${stepLine(step)}`).join('\n');
  const better =
    improvement && improvement.changes.length > 0
      ? `**To get it onto the IO Visor path** (by ${escapeMarkdown(improvement.proxy)}):\n\n${improvement.changes
          .map((change) => `- ${reasonLine(change)}`)
          .join('\n')}`
      : '';
  const parts = [
    `${heading} ${escapeMarkdown(vm)} in ${escapeMarkdown(job)}`,
    escapeMarkdown(answer),
    brief ? better : road,
    brief ? road : '',
    disks.map((disk) => `- ${escapeMarkdown(disk)}`).join('\n'),
    alternatives.length > 0 ? `Could also be picked: ${alternatives.map(escapeMarkdown).join(', ')}.` : '',
    brief ? '' : better,
    assumptions.length > 0
      ? `**Assumed**\n\n${assumptions.map((assumption) => `- ${escapeMarkdown(assumption)}`).join('\n')}`
      : '',
  ].filter((part) => part !== '');
  return parts.join('\n\n');
}

/** Text of the file inside Markdown: it can be no link, image, HTML, code, list or emphasis. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|~&@$]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/^(\s*)([-+#])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/[\r\n]+/g, ' ');
}

function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}
