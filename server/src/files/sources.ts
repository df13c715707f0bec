import { type Files, isGlob, type Unread } from '../engine/model/include.ts';
import { openFile, readFile } from '../engine/model/read-file.ts';
import { atOnce, type Steps, type SyntaxTree } from '../engine/syntax/index.ts';
import { markOf, whyUnreadable } from './encoding.ts';
import { type FileSystem, MOST_OF_A_FILE, TOO_LARGE, withFoldersReadOnce } from './file-system.ts';
import { filesMatching } from './glob.ts';
import { resolvePath } from './paths.ts';
import { isMissing, reasonOf } from './reasons.ts';
import { inSlices } from './slices.ts';

export type Source = SyntaxTree | Unread;

/**
 * The files around topologies, read once and kept until someone says that they have changed. A tree that is held by its
 * owner (an open document) stands for the file on the disk.
 */
export class Sources implements Files {
  readonly #system: FileSystem;
  /** Where globs look, thousands of them perhaps into one folder. */
  #folders: FileSystem;
  /** The tree that stands for a file, whatever the disk says. */
  readonly #held: (uri: string) => SyntaxTree | undefined;
  readonly #read = new Map<string, Promise<Source> | Source>();
  /** By file and entry. */
  readonly #named = new Map<string, Promise<readonly string[]> | readonly string[]>();

  constructor(system: FileSystem, held: (uri: string) => SyntaxTree | undefined = () => undefined) {
    this.#system = system;
    this.#folders = system;
    this.#held = held;
  }

  /** Reads whatever the file includes, and what that includes in turn. Afterwards all of it is known. */
  async load(root: SyntaxTree): Promise<void> {
    const seen = new Set<string>();
    this.#folders = withFoldersReadOnce(this.#system);
    const visit = async (tree: SyntaxTree): Promise<void> => {
      if (seen.has(tree.uri)) return;
      seen.add(tree.uri);
      for (const { value } of readFile(tree).include) {
        const uris = await this.#lookUp(tree.uri, value);
        await Promise.all(
          uris.map(async (uri) => {
            const source = await this.fetch(uri);
            if (!('missing' in source)) await visit(source);
          }),
        );
      }
    };
    await visit(root);
    this.#folders = this.#system;
  }

  named(from: string, entry: string): readonly string[] | undefined {
    const known = this.#named.get(keyOf(from, entry));
    return known instanceof Promise ? undefined : known;
  }

  read(uri: string): Source | undefined {
    const known = this.#held(uri) ?? this.#read.get(uri);
    return known instanceof Promise ? undefined : known;
  }

  /** Gives away the tree of a file that someone holds from now on, if it was read. */
  take(uri: string): SyntaxTree | undefined {
    const known = this.#read.get(uri);
    this.#read.delete(uri);
    return known === undefined || known instanceof Promise || 'missing' in known ? undefined : known;
  }

  /** The text of the file is another one now. */
  changed(uri: string): void {
    this.#read.delete(uri);
  }

  /** Files have come or gone: what entries name is looked up again, and read where it was none. A folder comes with its files. */
  cameOrWent(): void {
    this.#folders = withFoldersReadOnce(this.#system);
    this.#named.clear();
    for (const [uri, source] of this.#read) if ('missing' in source) this.#read.delete(uri);
  }

  /** All is read anew when it is asked for. */
  forget(): void {
    this.#folders = withFoldersReadOnce(this.#system);
    this.#read.clear();
    this.#named.clear();
  }

  async #lookUp(from: string, entry: string): Promise<readonly string[]> {
    const key = keyOf(from, entry);
    const known = this.#named.get(key);
    if (known) return known;
    const looking = find(this.#folders, from, entry);
    this.#named.set(key, looking);
    const uris = await looking;
    if (this.#named.get(key) === looking) this.#named.set(key, uris);
    return uris;
  }

  /** Reads a file, unless it is known. */
  async fetch(uri: string): Promise<Source> {
    const known = this.#held(uri) ?? this.#read.get(uri);
    if (known) return known;
    const reading = this.#system.readFile(uri).then(
      (whole) => inSlices(sourceSteps(uri, whole)) as Promise<Source>,
      (error): Source => ({ missing: isMissing(error), why: reasonOf(error) }),
    );
    this.#read.set(uri, reading);
    const source = await reading;
    if (this.#read.get(uri) === reading) this.#read.set(uri, source);
    return source;
  }
}

async function find(system: FileSystem, from: string, entry: string): Promise<readonly string[]> {
  return isGlob(entry) ? filesMatching(system, from, entry) : [resolvePath(from, entry)];
}

function keyOf(from: string, entry: string): string {
  return JSON.stringify([from, entry]);
}

/** What a file is that was read as UTF-8. */
export function sourceOf(uri: string, whole: string): Source {
  return atOnce(sourceSteps(uri, whole));
}

function* sourceSteps(uri: string, whole: string): Steps<Source> {
  if (whole.length > MOST_OF_A_FILE) return { missing: false, why: TOO_LARGE };
  const text = whole.slice(markOf(whole).length);
  const why = whyUnreadable(text);
  if (why !== undefined) return { missing: false, why };
  return yield* openFile(uri, text);
}
