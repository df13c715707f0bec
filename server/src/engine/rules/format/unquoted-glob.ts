import type { ReadProblem } from '../../schema/read.ts';
import { text as freeText } from '../../schema/scalars.ts';
import type { Type } from '../../schema/types.ts';
import type { Place } from '../../syntax/nodes.ts';
import type { SyntaxError } from '../../syntax/tree.ts';
import { asMessage } from '../_words.ts';
import { type Finding, type Fix, type RuleContext, rule } from '../rule.ts';

export default rule({
  code: 'format/unquoted-glob',
  title: 'A text that wants quotes',
  severity: 'error',
  what: 'A text without quotes starts with a star, as in `[*-sql]`, which YAML reads as an alias; or a Windows path stands in double quotes, where its backslashes start escapes.',
  why: 'Other readers of YAML refuse the file or read another text. Here the text is taken as it was most likely meant.',
  whatToDo:
    "Put it in single quotes: `['*-sql']`, `'HKLM\\SOFTWARE\\Veeam'`. Where an alias was meant, set its anchor before it.",
  source: 'YAML 1.2.2, 7.1 Alias Nodes and 5.7 Escaped Characters',
  fixes: 'mixed',
  reads: ['problems', 'errors', 'references'],
  *check(context) {
    for (const { tree } of context.topology.files) {
      for (const error of tree.errors) {
        if (error.code === 'bad-escape') {
          yield { place: error.place, message: asMessage(error.message), fixes: () => quoteAgain(error.place) };
        } else if (error.code === 'unresolved-alias') yield starred(context, error);
      }
    }
  },
});

function starred(context: RuleContext, { place, message }: SyntaxError): Finding {
  const written = textOf(place);
  const problems = context.fact(misread);
  const at = place.unit.start + place.start;
  if (!isMergeKey(place) && !problems.has(at)) return quoted(place, message, single(written), true);
  const element = problems.get(at)?.element;
  if (element && takesGlobs(element)) {
    const list = `[${single(written)}]`;
    const why = `YAML reads \`${written}\` as an alias, because it starts with a star, and a list is wanted here. Write ${list}.`;
    // A star alone is no alias; any other may be one whose anchor is missing.
    return quoted(place, why, list, written === '*');
  }
  // An alias of a whole rule or a host: quotes would not make it one.
  return { place, message: `\`${written}\` is an alias, but no \`&${written.slice(1)}\` stands before it` };
}

function quoted(place: Place, message: string, newText: string, safe: boolean): Finding {
  return {
    place,
    message: asMessage(message),
    fixes: () => [{ title: `Write ${newText}`, safe, edits: [{ ...place, newText }] }],
  };
}

/** What stands behind `<<` must be an alias. */
function isMergeKey({ unit, start }: Place): boolean {
  return /<<\s*:[\s[]*$/.test(unit.text.slice(0, start));
}

/** Whether a text with a star means something there: of VMs, or of files. */
function takesGlobs(element: Type): boolean {
  return element.kind === 'oneKey' || element === freeText;
}

/** Where something stands that the format does not take, or a name that nothing declares: offsets in the files. */
function misread({ topology }: RuleContext): ReadonlyMap<number, ReadProblem | undefined> {
  const problems = topology.files.flatMap((file) => file.problems);
  const unknown = topology.references.unresolved();
  return new Map<number, ReadProblem | undefined>([
    ...unknown.map(({ at }) => [at.unit.start + at.start, undefined] as const),
    ...problems.map((problem) => [problem.place.unit.start + problem.place.start, problem] as const),
  ]);
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
