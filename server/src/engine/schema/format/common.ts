import { optional, wordOrList } from '../build.ts';
import * as scalar from '../scalars.ts';

/** What several things of the format have. */

export const description = optional(scalar.text, 'Free text for people.');

export const allowedAddresses = wordOrList('all', 'Every address.', scalar.allowedSource);
