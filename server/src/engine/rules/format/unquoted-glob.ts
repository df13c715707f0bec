import type { Place } from '../../syntax/nodes.ts';
import type { SyntaxError } from '../../syntax/tree.ts';
import { type Fix, type RuleContext, rule } from '../rule.ts';

export default rule({
  code: 'format/unquoted-glob',
  title: 'A text that wants quotes',
  severity: 'error',
  what: 'A text without quotes starts with a star, as in `[*-sql]`, which YAML reads as an alias; or a Windows path stands in double quotes, where its backslashes start escapes.',
  why: 'Other readers of YAML refuse the file or read another text. Here the text is taken as it was most likely meant.',
  whatToDo:
    "Put it in single quotes: `['*-sql']`, `'HKLM\\SOFTWARE\\Veeam'`. Where an alias was meant, set its anchor before it.",
  source: 'YAML 1.2.2, 7.1 Alias Nodes and 5.7 Escaped Characters',
  fixes: 'safe',
  *check(context) {
    for (const { tree } of context.topology.files) {
      for (const error of tree.errors) {
        if (error.code === 'bad-escape') {
          yield { place: error.place, message: error.message, fixes: () => quoteAgain(error.place) };
        } else if (error.code === 'unresolved-alias') yield starred(context, error);
      }
    }
  },
});

function starred(context: RuleContext, { place, message }: SyntaxError) {
  const written = textOf(place);
  // An alias of a whole rule or a host: quotes would not make it one.
  if (isMergeKey(place) || !fits(context, place)) {
    return { place, message: `\`${written}\` is an alias, but no \`&${written.slice(1)}\` stands before it.` };
  }
  const edits = [{ ...place, newText: single(written) }];
  return { place, message, fixes: (): Fix[] => [{ title: `Write ${single(written)}`, safe: true, edits }] };
}

/** What stands behind `<<` must be an alias. */
function isMergeKey({ unit, start }: Place): boolean {
  return /<<\s*:[\s[]*$/.test(unit.text.slice(0, start));
}

/** Whether the text itself is what the format takes there. */
function fits({ fact }: RuleContext, place: Place): boolean {
  return !fact(misread).has(place.unit.start + place.start);
}

/** Where something stands that the format does not take, or a name that nothing declares: offsets in the files. */
function misread({ topology }: RuleContext): ReadonlySet<number> {
  const problems = topology.files.flatMap((file) => file.problems.map(({ place }) => place));
  const unknown = topology.references.filter(({ target }) => !target).map(({ at }) => at);
  return new Set([...problems, ...unknown].map(({ unit, start }) => unit.start + start));
}

function quoteAgain(place: Place): Fix[] {
  const written = textOf(place);
  if (!/^".*"$/s.test(written)) return [];
  const newText = single(written.slice(1, -1));
  return [{ title: 'Put it in single quotes', safe: true, edits: [{ ...place, newText }] }];
}

function textOf({ unit, start, end }: Place): string {
  return unit.text.slice(start, end);
}

function single(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
