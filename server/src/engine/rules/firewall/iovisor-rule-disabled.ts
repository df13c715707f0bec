import { rule } from '../rule.ts';
import { defectiveRules } from './_defects.ts';
import { GUIDE } from './_guide.ts';

export default rule({
  code: 'firewall/iovisor-rule-disabled',
  title: 'The firewall rule for the IO Visor is disabled',
  severity: 'warning',
  what: 'A host’s rule for the IO Visor is disabled, and no other rule lets in a proxy that could use it.',
  why: 'A disabled rule lets nobody in: VBR falls back to the controller cluster IP.',
  whatToDo: 'Enable the rule.',
  source: GUIDE,
  fixes: 'unsafe',
  reads: ['hosts'],
  check: (context) =>
    defectiveRules(context, {
      key: 'enabled',
      isFaulty: ({ enabled }) => !enabled,
      is: 'is disabled',
      are: 'are disabled',
      right: 'true',
    }),
});
