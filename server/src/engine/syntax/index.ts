/** The syntax layer: text to positioned YAML, item by item, kept up to date edit by edit. */
export type * from './nodes.ts';
export { parse, parseSteps } from './parse.ts';
export { atOnce, type Steps } from './steps.ts';
export * from './tree.ts';
export { unitAt } from './unit-at.ts';
export { update } from './update.ts';
