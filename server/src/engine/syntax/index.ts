/** The syntax layer: text to positioned YAML, item by item, kept up to date edit by edit. */
export type * from './nodes.ts';
export { parse } from './parse.ts';
export type * from './tree.ts';
export { unitAt } from './unit-at.ts';
export { update } from './update.ts';
