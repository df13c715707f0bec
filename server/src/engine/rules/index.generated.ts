// Made by `npm run generate`.
import type { Rule } from './rule.ts';

/** All rules, in the order of their codes. */
export const RULES: readonly Rule[] = [
];
