import { KINDS } from '../rules/_kinds.ts';
import { counted, named } from '../rules/_words.ts';
import * as format from '../schema/format.ts';
import { type Cut, cutTopLevel, cutTopLevelItems, itemExtent, prependTopLevel } from '../syntax/edit/index.ts';
import type { Located, Section, SyntaxTree } from '../syntax/index.ts';
import { hasAliases, type Refactoring, type Selection } from './refactoring.ts';

/** What of a section goes to the new file. */
interface Part {
  readonly section: Section;
  readonly what: string;
  /** A whole section begins with its key. */
  readonly whole: boolean;
  readonly cut: Cut;
}

const LISTS = new Map<string, string>(Object.values(KINDS).map(({ section, noun }) => [section, noun]));

/**
 * A section (the selection lies on its key), or the selected entities → a new file beside this one, which this one then
 * includes, first of all: so the lists keep their order over both files, which breaks ties.
 *
 * @param isTaken whether there is a file of that name in the folder
 */
export function extractToFile({ tree, start, end }: Selection, isTaken: (name: string) => boolean): Refactoring[] {
  if (tree.errors.length > 0) return [];
  const parts = tree.sections.flatMap((section) => {
    const part = partOf(tree, section, start, end);
    return part ? [part] : [];
  });
  if (parts.length === 0 || parts.some(({ cut }) => hasAliases(cut.lines))) return [];
  const name = freeName(tree.uri, parts.length === 1 ? parts[0]!.section.key : 'part', isTaken);
  const inclusion = prependTopLevel(tree, 'include', name, Object.keys(format.topology.fields));
  if (inclusion.length === 0) return [];
  return [
    {
      title: `Extract ${named(parts.map(({ what }) => what))} to the included file ${name}`,
      kind: 'extract',
      edits: [...inclusion, ...parts.map(({ cut }) => cut.edit)],
      creates: { name, text: textOf(parts, tree.text.includes('\r\n') ? '\r\n' : '\n') },
    },
  ];
}

function partOf(tree: SyntaxTree, section: Section, start: number, end: number): Part | undefined {
  const { key, keyPlace, items = [], value } = section;
  const noun = LISTS.get(key);
  if (noun === undefined && key !== 'backupServer') return undefined;
  if (items.length === 0 && value?.node.kind !== 'map') return undefined;
  const keyStart = keyPlace.unit.start + keyPlace.start;
  const onKey = keyStart <= start && end <= keyPlace.unit.start + keyPlace.end;
  const covers = start <= keyStart && keyStart < end;
  const touched = start === end ? [] : items.flatMap((item, index) => (touches(item, start, end) ? [index] : []));
  if (onKey || (noun === undefined ? covers : touched.length > 0 && touched.length === items.length)) {
    const cut = cutTopLevel(tree, section);
    return cut && { section, what: `\`${key}\``, whole: true, cut };
  }
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined || !mayGoLast(section, last)) return undefined;
  const cut = cutTopLevelItems(tree, section, first, last);
  return cut && { section, what: counted(touched.length, noun!), whole: false, cut };
}

function touches(item: Located, start: number, end: number): boolean {
  const extent = itemExtent(item);
  return item.unit.start + extent.start < end && start < item.unit.start + extent.end;
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

function textOf(parts: readonly Part[], lineBreak: string): string {
  const sections = parts.map(({ section, whole, cut }) =>
    whole ? cut.lines : `${section.key}:${lineBreak}${cut.lines}`,
  );
  return [`topology: ${format.FORMAT_VERSION}${lineBreak}`, ...sections].join(lineBreak);
}
