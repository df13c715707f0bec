import { nameBeside, placeName } from '../explain/file-names.ts';
import type { Diagnostic } from '../rules/check.ts';
import type { Place } from '../syntax/nodes.ts';
import { commentLines } from './quote.ts';
import type { ChecklistItem } from './remediation.ts';

/** What a script says of the file that it was made from. */
export interface Origin {
  /** The file's name. */
  readonly file: string;
  /** Where a place is, for a person: `munich.topology.yaml:28`. */
  readonly at: (place: Place) => string;
  /** What the checks still find. */
  readonly findings: readonly Diagnostic[];
}

/**
 * What is said of the topology that starts from `root`.
 *
 * @param root the URI of its file
 */
export function originOf(root: string, findings: readonly Diagnostic[]): Origin {
  return { file: nameBeside(root, root), at: (place) => placeName(root, place), findings };
}

/** Of the findings, in a script's head. */
const MOST_FINDINGS = 10;

/** The errors and warnings of the file as comment lines: what is brought about is what the file says, faults and all. */
export function findingLines({ findings, at, file }: Origin): string[] {
  const severe = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  if (severe.length === 0) return [];
  const number = (severity: string): number => severe.filter((each) => each.severity === severity).length;
  const counts = [
    [number('error'), 'error'],
    [number('warning'), 'warning'],
  ].flatMap(([count, noun]) => (count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`]));
  const more = severe.length - MOST_FINDINGS;
  return [
    ...commentLines(
      `The checks find ${counts.join(' and ')} in ${file}. This script brings about what is written there all the same: mend the file first (hxtopo check), then make the script again.`,
    ),
    ...severe
      .slice(0, MOST_FINDINGS)
      .flatMap(({ severity, place, message, code }) =>
        commentLines(`${at(place)}: ${severity}: ${message} (${code})`, { first: '  ' }),
      ),
    ...(more > 0 ? commentLines(`and ${more} more`, { first: '  ' }) : []),
  ];
}

/** What is left to do by hand, as comment lines. */
export function checklistLines(checklist: readonly ChecklistItem[], { at }: Origin): string[] {
  return checklist.flatMap((item) => commentLines(checklistText(item, at), { first: '[ ] ' }));
}

/** An item of the checklist with where the file says so. */
export function checklistText({ text, place }: ChecklistItem, at: Origin['at']): string {
  return place ? `${text} (${at(place)})` : text;
}
