import { asMessage } from '../_words.ts';
import { rule } from '../rule.ts';

export default rule({
  code: 'format/yaml-syntax',
  title: 'The YAML does not parse',
  severity: 'error',
  what: 'A part of the file is not valid YAML, or a key stands twice in one mapping. The other parts of the file are read as usual.',
  why: 'What cannot be read is not planned: a VM, proxy or firewall rule in the broken part is missing from the plan, and other answers may change with it.',
  whatToDo:
    'Repair the line that is marked. Where a key stands twice, keep one of the two; the first one counts until then.',
  source: 'YAML 1.2.2',
  reads: ['problems', 'errors'],
  *check({ topology }) {
    for (const { tree } of topology.files) {
      for (const { code, message, place, related } of tree.errors) {
        if (code !== 'syntax' && code !== 'duplicate-key') continue;
        yield {
          place,
          message: asMessage(message),
          ...(related ? { related: [{ place: related, message: 'The first one' }] } : {}),
        };
      }
    }
  },
});
