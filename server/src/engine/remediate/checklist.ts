import { printable } from '../explain/printable.ts';
import type { ChecklistItem } from './remediation.ts';
import { checklistText, type Origin } from './told.ts';

/** What is left to do by hand, as text, an item a line. */
export function checklistPage(checklist: readonly ChecklistItem[], { file, at }: Origin): string {
  if (checklist.length === 0) return `Nothing of ${printable(file)} is left to do by hand.\n`;
  const items = checklist.map((item) => `[ ] ${printable(checklistText(item, at))}\n`);
  return `Left to do by hand, of what ${printable(file)} says:\n${items.join('')}`;
}
