import type { Location } from 'vscode-languageserver';
import { type Comparison, comparison, noChange } from '../engine/compare/compare.ts';
import type { Analysis, Engine } from '../engine/engine.ts';
import type { Steps } from '../engine/syntax/index.ts';
import type { Place } from '../engine/syntax/nodes.ts';
import type { FileSystem } from '../files/file-system.ts';
import { baseName, normalized } from '../files/paths.ts';
import { inSlices } from '../files/slices.ts';
import { Sources } from '../files/sources.ts';
import type { PlanBase, RevisionContentParams, RevisionContentResult } from './compare-protocol.ts';
import type { OpenDocument } from './documents.ts';
import { type Encoding, Positions } from './positions.ts';

/** The plan of a topology, and that of its base. */
export interface Compared {
  readonly base: PlanBase;
  /** The base in words, as after `worse`. */
  readonly since: string;
  readonly comparison: Comparison;
  /** A place in the base; `undefined` where nothing shows its text: what was saved or committed has other lines now. */
  readonly locate: (place: Place) => Location | undefined;
  /** Why there is nothing to compare with. */
  readonly unreadable?: string;
  /** Files that are not in the base, and counted as they are now. */
  readonly present: readonly string[];
}

/** A base that was read, or could not be. */
interface Read {
  readonly before: Analysis | undefined;
  readonly unreadable?: string;
  readonly present: readonly string[];
}

interface Base {
  readonly base: PlanBase;
  reading?: Promise<void>;
  read?: Read;
  /** The comparison with a state of the topology, by the revision of its document. */
  last?: { readonly revision: string; readonly compared: Compared };
}

const SAVED: PlanBase = { kind: 'saved' };

/**
 * What the plans of topologies are compared with. A base is read when it is first asked for, by an analysis of its own: that
 * of the topology goes on with each edit.
 */
export class PlanBases {
  readonly #engine: Engine;
  readonly #files: FileSystem;
  readonly #encoding: () => Encoding;
  readonly #atRevision: (params: RevisionContentParams) => Promise<RevisionContentResult>;
  /** By the file that a topology starts from. */
  readonly #bases = new Map<string, Base>();
  /** Open documents that were edited since they were opened or saved. */
  readonly #edited = new Set<string>();

  constructor(
    engine: Engine,
    files: FileSystem,
    encoding: () => Encoding,
    atRevision: (params: RevisionContentParams) => Promise<RevisionContentResult>,
  ) {
    this.#engine = engine;
    this.#files = files;
    this.#encoding = encoding;
    this.#atRevision = atRevision;
  }

  edited(uri: string): void {
    this.#edited.add(normalized(uri));
  }

  /** The document is as on the disk, whatever that was before: it was saved, or closed. */
  saved(uri: string): void {
    this.#edited.delete(normalized(uri));
    this.forget();
  }

  /** Files may be others than before: bases are read again when they are asked for. */
  forget(): void {
    for (const [root, { base }] of this.#bases) this.#bases.set(root, { base });
  }

  /** From now on the topology of the document is compared with this. */
  set({ analysis }: OpenDocument, base: PlanBase): void {
    this.#bases.set(analysis.tree.uri, { base });
  }

  /** Reads the base of the topology of a document. Gives whether there was something to be read. */
  async ready({ analysis }: OpenDocument): Promise<boolean> {
    const root = analysis.tree.uri;
    if (this.#isAsSaved(analysis) || this.#base(root).read) return false;
    for (;;) {
      const known = this.#base(root);
      known.reading ??= this.#read(root, known.base).then((read) => {
        known.read = read;
      });
      await known.reading;
      if (this.#bases.get(root) === known) return true;
    }
  }

  /** Compares a document with its base, where that is read: the work to be done before one asks with {@link of}. */
  *steps({ analysis, revision }: OpenDocument): Steps<void> {
    const known = this.#base(analysis.tree.uri);
    if (!known.read || this.#isAsSaved(analysis) || known.last?.revision === revision) return;
    const { before, ...read } = known.read;
    const locate = (place: Place): Location | undefined => {
      const tree = known.base.kind === 'file' ? before?.treeOf(place.unit.uri) : undefined;
      return tree && { uri: tree.uri, range: new Positions(tree, this.#encoding()).placeRange(place) };
    };
    const found = before ? yield* comparison(before.plan, analysis.plan) : noChange(analysis.plan);
    const compared: Compared = { base: known.base, since: sinceOf(known.base), comparison: found, locate, ...read };
    known.last = { revision, compared };
  }

  /** The comparison of a document with its base; `undefined` where that is not read, or not compared with. */
  of({ analysis, revision }: OpenDocument): Compared | undefined {
    const { base, last } = this.#base(analysis.tree.uri);
    if (this.#isAsSaved(analysis)) {
      const unchanged = noChange(analysis.plan);
      return { base: SAVED, since: sinceOf(base), comparison: unchanged, locate: () => undefined, present: [] };
    }
    return last?.revision === revision ? last.compared : undefined;
  }

  #base(root: string): Base {
    const known = this.#bases.get(root) ?? { base: SAVED };
    this.#bases.set(root, known);
    return known;
  }

  /** Whether it is compared with the files as saved, and these are what it is made of: none needs to be read again. */
  #isAsSaved({ tree, topology }: Analysis): boolean {
    return (
      this.#base(tree.uri).base.kind === 'saved' && !topology.files.some((file) => this.#edited.has(file.tree.uri))
    );
  }

  async #read(root: string, base: PlanBase): Promise<Read> {
    const present: string[] = [];
    const start = base.kind === 'file' ? normalized(base.uri) : root;
    const sources = new Sources(base.kind === 'revision' ? this.#revision(root, base.revision, present) : this.#files);
    const tree = await sources.fetch(start);
    if ('missing' in tree) {
      return { before: undefined, unreadable: `${baseName(start)} cannot be compared with: ${tree.why}`, present };
    }
    await sources.load(tree);
    const before = this.#engine.analyzeFiles(tree, sources);
    await inSlices(before.steps('plan'));
    return { before, present };
  }

  /** The files as they are at the revision; besides the one that all starts from, those that it has not as on the disk. */
  #revision(root: string, revision: string, present: string[]): FileSystem {
    return {
      ...this.#files,
      readFolder: (uri) => this.#files.readFolder(uri),
      readFile: async (uri) => {
        const text = await this.#atRevision({ uri, revision });
        if (text !== null) return text;
        if (uri === root) throw new Error(`it is not there at ${revision}`);
        const now = await this.#files.readFile(uri);
        present.push(uri);
        return now;
      },
    };
  }
}

function sinceOf(base: PlanBase): string {
  if (base.kind === 'saved') return 'since the last save';
  return base.kind === 'revision' ? `since ${base.revision}` : `compared with ${baseName(base.uri)}`;
}
