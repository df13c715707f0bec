// Made by `npm run generate`.
import formatDuplicateName from './format/duplicate-name.ts';
import formatInvalidValue from './format/invalid-value.ts';
import formatMissingKey from './format/missing-key.ts';
import formatNameCase from './format/name-case.ts';
import formatShortAndLong from './format/short-and-long.ts';
import formatUnknownKey from './format/unknown-key.ts';
import formatUnquotedGlob from './format/unquoted-glob.ts';
import formatVersion from './format/version.ts';
import formatYamlSyntax from './format/yaml-syntax.ts';
import jobVmFails from './job/vm-fails.ts';
import referenceDatastoreNotMounted from './reference/datastore-not-mounted.ts';
import referenceUnknown from './reference/unknown.ts';
import referenceUnused from './reference/unused.ts';
import type { Rule } from './rule.ts';

/** All rules, in the order of their codes. */
export const RULES: readonly Rule[] = [
  formatDuplicateName,
  formatInvalidValue,
  formatMissingKey,
  formatNameCase,
  formatShortAndLong,
  formatUnknownKey,
  formatUnquotedGlob,
  formatVersion,
  formatYamlSyntax,
  jobVmFails,
  referenceDatastoreNotMounted,
  referenceUnknown,
  referenceUnused,
];
