import type { ChangeKind } from '../../engine/compare/compare.ts';

/**
 * The fields of `hxtopo diff --format json` and what they mean: part of its contract. `docs/diff.md` is made from these
 * texts, and a test holds them against what comes out.
 */
export const DIFF_FIELDS = {
  schemaVersion: 'The version of this contract: `1`.',
  'before.file': 'OLD as it was given.',
  'before.summary':
    'Numbers of VMs of the plan before, one for each job that plans it, by outcome: by mode, and `fails`.',
  'after.file': 'NEW as it was given.',
  'after.summary': 'The same of the plan after.',
  'changes[].kind': 'How the answer for a VM in a job moved, see below.',
  'changes[].job': 'The name of the job; `(implied)` in a file without jobs.',
  'changes[].vm': 'The name of the VM.',
  'changes[].before': 'What the plan before says of it; `null` for a VM that is `added`.',
  'changes[].before.outcome': '`planned` or `fails`.',
  'changes[].before.mode': 'The transport mode; `null` when it fails.',
  'changes[].before.source': 'What it is read from; `null` when it fails.',
  'changes[].before.proxy': 'The name of the backup proxy; `null` when it fails.',
  'changes[].before.failure': 'Only when it fails: why.',
  'changes[].after': 'What the plan after says of it, with the same fields; `null` for a VM that is `removed`.',
  'changes[].decision.step': 'The first step of the flow chart at which the two plans part; `null` where they do not.',
  'changes[].decision.condition':
    'The condition that turned; `null` where none did: a VM is new, the load is spread anew.',
  'changes[].decision.proxy': 'Only where the condition is one of a proxy: its name.',
  'changes[].decision.side': '`before` or `after`: which of the two files the decision speaks of.',
  'changes[].decision.file': 'Only where a place in a file decided: that file.',
  'changes[].decision.line': 'Only where a place in a file decided: its line.',
  'changes[].decision.message': 'Why, in a sentence.',
  'counts.worse': 'How many VMs changed in this way; likewise `better`, `changed`, `added` and `removed`.',
  'counts.unchanged': 'How many kept mode, source and proxy.',
  degraded: 'How many make `--fail-on-degraded` fail: those that are worse, and new ones that fail.',
} as const;

/** What the kinds of a change mean. */
export const CHANGES: { readonly [K in ChangeKind]: string } = {
  worse: 'a mode further down the list of modes, or it fails and did not',
  better: 'a mode further up, or it no longer fails',
  changed: 'as good a mode, by another proxy or from another source; or it fails for another reason',
  added: 'planned after only',
  removed: 'planned before only',
};
