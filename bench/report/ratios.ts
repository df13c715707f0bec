import { median } from '../measure/samples.ts';
import type { SizeResult } from '../run.ts';

/** A ratio of two medians that holds on any machine, and what it is to stay below. */
export interface Ratio {
  readonly label: string;
  readonly value: number;
  readonly goal: number;
}

/** The ratios with a goal; NaN where one side was not measured. */
export function ratios(results: readonly SizeResult[]): Ratio[] {
  const at = (vms: number, measure: string): number =>
    median(results.find((result) => result.vms === vms)?.own.of(measure) ?? []);
  return [
    {
      label: 'keystroke at 10,000 VMs : keystroke at 1,000',
      value: at(10_000, 'keystroke') / at(1_000, 'keystroke'),
      goal: 2,
    },
    {
      label: 'keystroke at 10,000 VMs : `parseDocument` of the text',
      value: at(10_000, 'keystroke') / at(10_000, 'parse/yaml'),
      goal: 0.01,
    },
    {
      label: 'cold open at 10,000 VMs : `JSON.parse` of the same as JSON',
      value: at(10_000, 'open') / at(10_000, 'parse/json'),
      goal: 30,
    },
    {
      label: 'cold open at 10,000 VMs : `parseDocument` of the text',
      value: at(10_000, 'open') / at(10_000, 'parse/yaml'),
      goal: 0.25,
    },
  ];
}
