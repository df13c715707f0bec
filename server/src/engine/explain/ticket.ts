import type { VmPlan } from '../planner/plan.ts';
import { explain } from './explain.ts';
import { nameBeside, placeName } from './file-names.ts';
import { escapeMarkdown, explanationMarkdown } from './markdown.ts';

/**
 * Why VMs get their proxy and mode, as a page of Markdown for a ticket: who reads it has no editor, so that places are
 * named (`munich.topology.yaml:28`), not linked.
 *
 * @param root the URI of the file that the topology starts from
 */
export function ticketPage(plans: readonly VmPlan[], root: string): string {
  const cite = (place: Parameters<typeof placeName>[1]): string => placeName(root, place);
  const pages = plans.map((plan) => explanationMarkdown(explain(plan), { heading: '#', cite }));
  return `${[...pages, `Planned by hxtopo from ${escapeMarkdown(nameBeside(root, root))}.`].join('\n\n---\n\n')}\n`;
}
