import { counted, named } from '../_words.ts';
import { rule } from '../rule.ts';
import { type EmptySelector, emptySelectors } from './_empty-selectors.ts';

export default rule({
  code: 'job/matches-nothing',
  title: 'A selector of a job matches no VM',
  severity: 'warning',
  what: 'An entry of `include` or `exclude` matches no VM of the topology: a glob that fits no name, or a host, cluster, datastore or HX system that has no VM. In globs case matters.',
  why: 'What it was meant for is not backed up, or is not left out.',
  whatToDo: 'Correct the entry, or remove it.',
  *check(context) {
    for (const empty of context.fact(emptySelectors)) {
      yield {
        place: empty.selector.value.value,
        message: `${nothing(empty)}: ${cost(empty)}. Correct it, or remove it${advice(empty)}`,
      };
    }
  },
});

function nothing({ selector: { value } }: EmptySelector): string {
  const name = value.value.value;
  switch (value.key) {
    case 'vm':
      return `No VM is named like ${name}`;
    case 'host':
      return `No VM runs on ${name}`;
    case 'cluster':
      return `No VM runs on a host of ${name}`;
    case 'datastore':
    case 'hyperflex':
      return `No VM has a disk on ${name}`;
  }
}

function cost({ job, excludes }: EmptySelector): string {
  if (excludes) return `${job.name} leaves out nothing by it`;
  return job.vms.length === 0 ? `${job.name} processes no VM` : `${job.name} processes nothing by it`;
}

function advice({ butForCase }: EmptySelector): string {
  if (butForCase.length === 0) return '';
  const names = named(butForCase.map(({ name }) => name));
  const would = `${counted(butForCase.length, 'VM')} would fit but for case (${names})`;
  return `; ${would}`;
}
