import { KINDS } from '../rules/_kinds.ts';
import { counted, named } from '../rules/_words.ts';
import * as format from '../schema/format.ts';
import { type Cut, cutTopLevel, cutTopLevelItems, itemExtent, prependTopLevel } from '../syntax/edit/index.ts';
import { lineBreakOf } from '../syntax/edit/placed.ts';
import type { Located, Section, SyntaxTree } from '../syntax/index.ts';
import type { Refactoring, Refusal, Selection } from './refactoring.ts';
import { hasAliases } from './shared.ts';

/** What of a section goes to the new file. */
interface Part {
  readonly section: Section;
  readonly what: string;
  /** A whole section begins with its key. */
  readonly whole: boolean;
  readonly items: readonly Located[];
  /** Why not, where it is no cut. */
  readonly cut: Cut | string;
}

const LISTS = new Map<string, string>(Object.values(KINDS).map(({ section, noun }) => [section, noun]));

/**
 * A section (the selection lies on its key), or the selected entities → a new file beside this one, which this one then
 * includes, first of all: so the lists keep their order over both files, which breaks ties.
 *
 * @param isTaken whether there is a file of that name in the folder
 */
export function extractToFile(
  { tree, start, end }: Selection,
  isTaken: (name: string) => boolean,
): (Refactoring | Refusal)[] {
  const parts = tree.sections.flatMap((section) => partOf(tree, section, start, end) ?? []);
  if (parts.length === 0) return [];
  const name = freeName(tree.uri, parts.length === 1 ? parts[0]!.section.key : 'part', isTaken);
  const title = `Extract ${named(parts.map(({ what }) => what))} to the included file ${name}`;
  const refused = (reason: string): Refusal[] => [{ title, kind: 'extract', reason }];
  if (tree.errors.length > 0) return refused('the file does not parse');
  const cuts: Cut[] = [];
  for (const { what, items, cut } of parts) {
    if (typeof cut === 'string') return refused(cut);
    if (hasAliases(cut.lines, cut.start, items)) return refused(`an anchor or an alias ties ${what} to the rest`);
    cuts.push(cut);
  }
  const inclusion = prependTopLevel(tree, 'include', name, Object.keys(format.topology.fields));
  if (inclusion.length === 0) return refused('`include` is no list');
  const edits = [...inclusion, ...cuts.map(({ edit }) => edit)];
  const text = textOf(parts, cuts, lineBreakOf(tree.text));
  return [{ title, kind: 'extract', edits, creates: { name, text } }];
}

function partOf(tree: SyntaxTree, section: Section, start: number, end: number): Part | undefined {
  const { key, keyPlace, value } = section;
  const items = section.items?.slice() ?? [];
  const noun = LISTS.get(key);
  if (noun === undefined && key !== 'backupServer') return undefined;
  if (items.length === 0 && value?.node.kind !== 'map') return undefined;
  const keyStart = keyPlace.unit.start + keyPlace.start;
  const onKey = keyStart <= start && end <= keyPlace.unit.start + keyPlace.end;
  const covers = start <= keyStart && keyStart < end;
  const touched = start === end ? [] : items.flatMap((item, index) => (touches(item, start, end) ? [index] : []));
  if (onKey || (noun === undefined ? covers : touched.length > 0 && touched.length === items.length)) {
    const cut = cutTopLevel(tree, section) ?? `\`${key}\` does not stand on lines of its own`;
    return { section, what: `\`${key}\``, whole: true, items: section.items ? items : [value!], cut };
  }
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const cut = mayGoLast(section, last)
    ? (cutTopLevelItems(tree, section, first, last) ?? `\`${key}\` is written within brackets`)
    : `the order of \`${key}\` counts, and others stand behind`;
  return { section, what: counted(touched.length, noun!), whole: false, items: items.slice(first, last + 1), cut };
}

function touches(item: Located, start: number, end: number): boolean {
  const { unit } = item;
  if (end <= unit.start || unit.start + unit.text.length <= start) return false;
  const extent = itemExtent(item);
  return unit.start + extent.start < end && start < unit.start + extent.end;
}

/** Sections whose order the plan reads: among proxies it breaks ties, and VMs are given to the least busy in turn. */
const ORDERED: ReadonlySet<string> = new Set(['proxies', 'vms']);

/** Whether items of a list, up to `last`, may stand after its others. Of entities with the same name the first counts. */
function mayGoLast({ key, items }: Section, last: number): boolean {
  if (last === items!.length - 1) return true;
  const names = items!.map(({ node }) => {
    const value = node.kind === 'map' ? node.pairs.find((pair) => pair.key.text === 'name')?.value : undefined;
    return value?.kind === 'scalar' ? value.text.toLowerCase() : undefined;
  });
  return !ORDERED.has(key) && new Set(names).size === names.length;
}

function freeName(uri: string, stem: string, isTaken: (name: string) => boolean): string {
  const ending = uri.endsWith('.yml') ? 'yml' : 'yaml';
  const name = (number: number): string => `${stem}${number === 1 ? '' : `-${number}`}.topology.${ending}`;
  let number = 1;
  while (isTaken(name(number))) number++;
  return name(number);
}

function textOf(parts: readonly Part[], cuts: readonly Cut[], lineBreak: string): string {
  const sections = parts.map(({ section, whole }, index) =>
    whole ? cuts[index]!.lines : `${section.key}:${lineBreak}${cuts[index]!.lines}`,
  );
  return [`topology: ${format.FORMAT_VERSION}${lineBreak}`, ...sections].join(lineBreak);
}
