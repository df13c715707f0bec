import type { Place } from '../syntax/nodes.ts';
import type { ExplainedStep, Explanation, Reason } from './explain.ts';
import { printable } from './printable.ts';

export interface MarkdownOptions {
  /** The heading level of the VM's name. */
  readonly heading: string;
  /** For a hover: of each step the gist of what decided it, at most three reasons, and what would make it better first. */
  readonly brief?: boolean;
  /** Link target of a place, where the reader can follow one. */
  readonly link?: (place: Place) => string | undefined;
  /** What a place is called, where the reader cannot follow a link; it stands behind what was decided there. */
  readonly cite?: (place: Place) => string;
}

/** In a hover, of one step. */
const MOST_REASONS = 3;

const VERDICTS = { yes: 'Yes', no: 'No', forced: 'Forced' } as const;

/** The explanation as Markdown, fit for a hover, a preview, or a ticket. Names from the file cannot act as markup. */
export function explanationMarkdown(explanation: Explanation, { heading, brief, link, cite }: MarkdownOptions): string {
  const { vm, job, answer, steps, alternatives, disks, assumptions, improvement } = explanation;
  const reasonLine = (reason: Reason): string => {
    const target = reason.place && link?.(reason.place);
    const where = reason.place && cite ? ` (${cite(reason.place)})` : '';
    const text = escapeMarkdown(reason.text + where);
    return target ? `[${text}](${target})` : text;
  };
  const stepLine = ({ question, verdict, reasons, gist }: ExplainedStep): string => {
    const told = brief ? gist.slice(0, MOST_REASONS) : reasons;
    const more = brief && gist.length > told.length ? [`and ${gist.length - told.length} more`] : [];
    const lines = [...told.map(reasonLine), ...more];
    const head = `${escapeMarkdown(question)} **${VERDICTS[verdict]}**`;
    if (lines.length === 0) return head;
    // What held needs no list of its own in a hover.
    return lines.length === 1 || (brief && verdict === 'yes')
      ? `${head}: ${lines.join('; ')}`
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
  return printable(text.replace(/[ \t\r\n\u2028\u2029]+/g, ' '))
    .replace(/[\\`*_{}[\]<>|~&@$]/g, '\\$&')
    .replace(/\/(?=\/)/g, '\\/')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/^(\s*)([-+#])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}
