import * as format from '../schema/format.ts';
import type { EntityKind, Value } from '../schema/types.ts';
import type { Place } from '../syntax/nodes.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { ENTITY_KINDS, type FileReading, readFile } from './read-file.ts';

/** The files around a topology file, as far as someone has read them. */
export interface Files {
  /**
   * What an entry of `include` in the file `from` names: URIs in path order, none where no file is there. `undefined`
   * where nobody has looked.
   */
  named(from: string, entry: string): readonly string[] | undefined;
  /** A file as it was read; `undefined` where nobody has tried. */
  read(uri: string): SyntaxTree | Unread | undefined;
}

/** A file that is not there, or that cannot be read. */
export interface Unread {
  readonly missing: boolean;
  /** The reason in a line. */
  readonly why: string;
}

/** More includes than this, one behind another, are not followed: each takes room on the stack. */
const DEEPEST = 500;

/** For a file that is looked at by itself. */
export const NO_FILES: Files = { named: () => undefined, read: () => undefined };

/** An entry of `include`, and what came of it. */
export interface Inclusion {
  readonly at: Value<string>;
  /** The files that it names; those that could be read are part of the topology. */
  readonly uris: readonly string[];
  readonly fault?: IncludeFault;
}

export type IncludeFault =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly uri: string; readonly why: string }
  | { readonly kind: 'noTopology'; readonly uri: string }
  /** The file `uri` includes the one that the entry stands in, itself or by others; `by` are the entries from there to here. */
  | { readonly kind: 'cycle'; readonly uri: string; readonly by: readonly Place[] };

/** The files of one topology. */
export interface Whole {
  /** The file that it starts from, then those that it includes, each followed by what it includes itself. */
  readonly files: readonly FileReading[];
  readonly inclusions: readonly Inclusion[];
  /** The kinds of entities that may be declared where nobody has read them: all, where a file is not read. */
  readonly unread: ReadonlySet<EntityKind>;
}

/** Gathers the files of a topology. One that is included twice counts once, where it is named first. */
export function gather(root: SyntaxTree, files: Files): Whole {
  const readings: FileReading[] = [];
  const inclusions: Inclusion[] = [];
  const seen = new Set<string>();
  /** The entries on the way from the root to the file at hand, by the file that they stand in. */
  const way = new Map<string, Place>();
  const unread = new Set<EntityKind>();
  const notRead = (kinds: Iterable<EntityKind>): void => {
    for (const kind of kinds) unread.add(kind);
  };

  const enter = (tree: SyntaxTree): void => {
    seen.add(tree.uri);
    const reading = readFile(tree);
    readings.push(reading);
    notRead(reading.misspelt);
    for (const at of reading.include) {
      const named = files.named(tree.uri, at.value);
      // A glob that the file itself matches does not mean it.
      const uris = (named ?? []).filter((uri) => uri !== tree.uri || !isGlob(at.value));
      way.set(tree.uri, at);
      const faults = uris.map((uri) => follow(uri)).filter((fault) => fault !== undefined);
      const fault = named?.length === 0 ? ({ kind: 'missing' } as const) : faults[0];
      inclusions.push({ at, uris, ...(fault ? { fault } : {}) });
      if (!named || (fault && fault.kind !== 'cycle')) notRead(ENTITY_KINDS);
    }
    way.delete(tree.uri);
  };

  const follow = (uri: string): IncludeFault | undefined => {
    if (way.has(uri)) {
      const uris = [...way.keys()];
      return { kind: 'cycle', uri, by: uris.slice(uris.indexOf(uri)).map((each) => way.get(each)!) };
    }
    if (seen.has(uri)) return undefined;
    const tree = files.read(uri);
    if (!tree) notRead(ENTITY_KINDS);
    else if ('missing' in tree) return tree.missing ? { kind: 'missing' } : { kind: 'unreadable', uri, why: tree.why };
    else if (!isTopology(tree)) return { kind: 'noTopology', uri };
    else if (way.size >= DEEPEST) return { kind: 'unreadable', uri, why: `it lies behind ${DEEPEST} other files` };
    else enter(tree);
    return undefined;
  };

  enter(root);
  return { files: readings, inclusions, unread };
}

/** Whether an entry of `include` is a glob: `*` and `?` within a name, `**` over folders. */
export function isGlob(entry: string): boolean {
  return entry.includes('*') || entry.includes('?');
}

/** Whether a file has anything of a topology. An empty one may become one. */
function isTopology({ sections, text }: SyntaxTree): boolean {
  return text.trim() === '' || sections.some(({ key }) => key in format.topology.fields);
}
