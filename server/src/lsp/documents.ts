import type { Location, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Analysis, Engine, Stage } from '../engine/engine.ts';
import { gather } from '../engine/model/include.ts';
import { readFile } from '../engine/model/read-file.ts';
import { type Steps, type SyntaxTree, update } from '../engine/syntax/index.ts';
import type { Place } from '../engine/syntax/nodes.ts';
import type { FileSystem } from '../files/file-system.ts';
import { includable } from '../files/includable.ts';
import { folderAbove, normalized } from '../files/paths.ts';
import { isTopologyFile, topologyFiles } from '../files/scan.ts';
import { inSlices } from '../files/slices.ts';
import { Sources } from '../files/sources.ts';
import { Opened } from './opened.ts';
import { type Encoding, Positions } from './positions.ts';

/** A topology file with what the engine makes of the topology that it belongs to. */
export interface OpenDocument {
  /** As the client writes it. */
  readonly uri: string;
  /** `null` for a file that is not open. */
  readonly version: number | null;
  /** Never the same for two states of its topologies, also when a file is opened again. */
  readonly revision: string;
  readonly tree: SyntaxTree;
  /** The topology that starts from it, or that another open file makes of it and others. */
  readonly analysis: Analysis;
  /** All topologies that it is part of; `analysis` is the first. */
  readonly analyses: readonly Analysis[];
  readonly positions: Positions;
  /** All topologies that a file is part of which shares one with the document. */
  analysesOf(uri: string): readonly Analysis[];
  /** A place in any file of these topologies, as the client names it. */
  locate(place: Place): Location;
  /** The text of a file of its topologies. */
  textOf(uri: string): string | undefined;
  /** Offsets in a file of its topologies. */
  rangeIn(uri: string, start: number, end: number): Range;
  /** The version of a file that is open, and how the client writes its URI; `null` where it is not open. */
  identify(uri: string): { uri: string; version: number | null };
}

/** A file with what belongs to it left aside. */
export interface KnownFile {
  /** As the client writes it. */
  readonly uri: string;
  readonly tree: SyntaxTree;
  readonly positions: Positions;
}

/** Work that an edit makes void. */
export type MoreWork = (document: OpenDocument) => Steps<unknown>;

interface Known {
  readonly analysis: Analysis;
  readonly revision: number;
  /** What it was made of. */
  readonly made: readonly unknown[];
}

/**
 * The open documents, kept up to date edit by edit, and the topologies that they make together with the files around: a
 * file that another one in the workspace includes is a part of that one's topology, whether that is open or not.
 */
export class Documents {
  readonly #engine: Engine;
  readonly #system: FileSystem;
  readonly #encoding: () => Encoding;
  readonly #sources: Sources;
  /** By normalized URI. */
  readonly #open = new Map<string, Opened>();
  /** By the file that they start from. */
  readonly #topologies = new Map<string, Known>();
  /** The topology files on the disk, by folder of the workspace. */
  readonly #folders = new Map<string, Promise<readonly string[]>>();
  /** Whether a file on the disk includes others, once it was looked at. */
  readonly #includesOnDisk = new Map<string, boolean>();
  #revisions = 0;
  /** Counts whatever may change a topology: work on one of before is dropped. */
  #changes = 0;

  constructor(engine: Engine, system: FileSystem, encoding: () => Encoding) {
    this.#engine = engine;
    this.#system = system;
    this.#encoding = encoding;
    this.#sources = new Sources(system, (uri) => this.#open.get(uri)?.tree);
  }

  /** The URIs of the open documents, as the client writes them. */
  uris(): string[] {
    return [...this.#open.values()].map(({ uri }) => uri);
  }

  isOpen(uri: string): boolean {
    return this.#open.has(normalized(uri));
  }

  /** The topology files of the workspace that are not open. */
  async unopened(): Promise<string[]> {
    const found = await Promise.all(this.#folders.values());
    return [...new Set(found.flat())].filter((uri) => !this.#open.has(uri));
  }

  /** Looks for topology files in a folder of the workspace. */
  addFolder(uri: string): void {
    const key = normalized(uri);
    this.#folders.set(key, topologyFiles(this.#system, key));
  }

  /** The folders of the workspace, and those of the open documents. */
  folders(): string[] {
    return [...this.#folders.keys(), ...[...this.#open.keys()].flatMap((uri) => folderAbove(uri) ?? [])];
  }

  /** Whether it is a folder of the workspace. */
  isFolder(uri: string): boolean {
    return this.#folders.has(normalized(uri));
  }

  removeFolder(uri: string): void {
    this.#folders.delete(normalized(uri));
  }

  /** The names of what lies in the folder of a file; `undefined` where it lies in none that can be read. */
  async besides(uri: string): Promise<ReadonlySet<string> | undefined> {
    const folder = folderAbove(normalized(uri));
    if (folder === undefined) return undefined;
    return this.#system.readFolder(folder).then(
      (entries) => new Set(entries.map(({ name }) => name)),
      () => undefined,
    );
  }

  /** An open document as it stands, without what belongs to it. */
  treeOf(uri: string): SyntaxTree | undefined {
    return this.#open.get(normalized(uri))?.tree;
  }

  open(uri: string, version: number, text: string): void {
    const key = normalized(uri);
    this.#changes++;
    // Its edits move places in the tree, and void it: the files on the disk must not keep it.
    this.#open.set(key, new Opened(uri, version, key, text, this.#sources.take(key)));
  }

  /** Changes apply one after another, each to the text that the one before left. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const key = normalized(uri);
    const opened = this.#open.get(key);
    if (!opened) return;
    let { tree } = opened;
    for (const change of changes) {
      const positions = new Positions(tree, this.#encoding());
      const whole = !('range' in change);
      const start = whole ? 0 : positions.offset(change.range.start);
      const end = whole ? tree.length : positions.offset(change.range.end);
      tree = update(tree, [{ start: Math.min(start, end), end: Math.max(start, end), newText: change.text }]);
    }
    this.#changes++;
    this.#open.set(key, opened.edited(version, tree));
  }

  close(uri: string): void {
    const key = normalized(uri);
    this.#changes++;
    this.#open.delete(key);
    this.#topologies.delete(key);
    // From now on the disk speaks for it.
    this.#sources.changed(key);
    this.#includesOnDisk.delete(key);
  }

  /** Files have changed on the disk; some of them have come or gone. */
  changedOnDisk(uris: readonly string[], cameOrWent: readonly string[]): void {
    this.#changes++;
    for (const uri of uris.map(normalized)) {
      this.#sources.changed(uri);
      this.#includesOnDisk.delete(uri);
    }
    if (cameOrWent.length > 0) this.#sources.cameOrWent();
    if (cameOrWent.some(isTopologyFile)) for (const folder of this.#folders.keys()) this.addFolder(folder);
  }

  /** Whatever was read of the disk may be old. */
  lookAgain(): void {
    this.#changes++;
    this.#sources.forget();
    this.#includesOnDisk.clear();
    for (const folder of this.#folders.keys()) this.addFolder(folder);
  }

  /**
   * An open document with its topology, when all that belongs to it is read; `undefined` when it is not open (any more).
   *
   * @param upTo what is worked out already, while others had their turns
   * @param more what else is, of the document as it is returned
   */
  async settled(uri: string, upTo: Stage = 'plan', more?: MoreWork): Promise<OpenDocument | undefined> {
    const key = normalized(uri);
    return this.#workedOut(
      upTo,
      (including) => {
        const opened = this.#open.get(key);
        return opened && this.#document(opened, including);
      },
      more,
    );
  }

  /** The same of any topology file; `undefined` when it cannot be read. */
  async look(uri: string, upTo: Stage = 'plan'): Promise<OpenDocument | undefined> {
    const key = normalized(uri);
    const source = await this.#sources.fetch(key);
    return this.#workedOut(upTo, (including) => {
      const opened = this.#open.get(key);
      if (opened) return this.#document(opened, including);
      return 'missing' in source ? undefined : this.#document({ uri: key, version: null, tree: source }, including);
    });
  }

  /** Works the topologies of a document out, and begins anew when something changes meanwhile. */
  async #workedOut(
    upTo: Stage,
    find: (including: readonly SyntaxTree[]) => OpenDocument | undefined,
    more?: MoreWork,
  ): Promise<OpenDocument | undefined> {
    for (;;) {
      const document = find(await this.#including());
      const changes = this.#changes;
      const isWanted = (): boolean => changes === this.#changes;
      for (const analysis of document?.analyses ?? []) {
        if (isWanted()) await inSlices(analysis.steps(upTo), isWanted);
      }
      if (document && more && isWanted()) await inSlices(more(document), isWanted);
      if (isWanted()) return document;
    }
  }

  /** Every topology file that is open or in the workspace, and all that these include, each once. */
  async everyFile(): Promise<KnownFile[]> {
    const onDisk = await this.unopened();
    await Promise.all(onDisk.map((uri) => this.#sources.fetch(uri)));
    const including = await this.#including();
    const trees = new Map([...this.#open.values()].map(({ tree }) => [tree.uri, tree]));
    const add = (tree: SyntaxTree): void => void (trees.has(tree.uri) || trees.set(tree.uri, tree));
    for (const uri of onDisk) {
      const source = this.#sources.read(uri);
      if (source && !('missing' in source)) add(source);
    }
    for (const root of including) for (const { tree } of gather(root, this.#sources).files) add(tree);
    return [...trees.values()].map((tree) => ({
      uri: this.#open.get(tree.uri)?.uri ?? tree.uri,
      tree,
      positions: new Positions(tree, this.#encoding()),
    }));
  }

  /** What `include` of a file can go on with, after what is typed of a path. */
  includable(from: string, typed: string): Promise<readonly string[]> {
    return includable(this.#system, from, typed);
  }

  /** The files that include others, with all that they include read. */
  async #including(): Promise<SyntaxTree[]> {
    for (;;) {
      const [key, opened] = [...this.#open].find(([, { isReady }]) => !isReady) ?? [];
      if (!opened) break;
      await inSlices(opened.steps(), () => this.#open.get(key!) === opened);
    }
    const onDisk = (await this.unopened()).filter((uri) => this.#includesOnDisk.get(uri) !== false);
    await Promise.all(onDisk.map((uri) => this.#sources.fetch(uri)));
    const current = (): SyntaxTree[] => {
      const trees = [...this.#open.values()].map(({ tree }) => tree);
      for (const uri of onDisk) {
        const source = this.#open.has(uri) ? undefined : this.#sources.read(uri);
        if (!source || 'missing' in source) continue;
        this.#includesOnDisk.set(uri, includes(source));
        trees.push(source);
      }
      return trees.filter(includes);
    };
    await Promise.all(current().map((tree) => this.#sources.load(tree)));
    // Edits may have come meanwhile.
    return current();
  }

  /** Files from which topologies start that the file is part of, in the order of their paths; itself where there is none. */
  #rootsOf(tree: SyntaxTree, including: readonly SyntaxTree[]): SyntaxTree[] {
    const members = new Map<SyntaxTree, ReadonlySet<SyntaxTree>>();
    for (const root of including) {
      members.set(root, new Set(gather(root, this.#sources).files.map((file) => file.tree)));
    }
    const holders = [...members.keys()]
      .filter((root) => members.get(root)!.has(tree))
      .sort((a, b) => (a.uri < b.uri ? -1 : 1));
    // Of files that include each other, the first speaks for the topology; of those in a chain, the outermost.
    const roots = holders.filter(
      (root, index) =>
        !holders.some(
          (other, by) =>
            by !== index && members.get(other)!.has(root) && (by < index || !members.get(root)!.has(other)),
        ),
    );
    return roots.length > 0 ? roots : [tree];
  }

  #topology(root: SyntaxTree): Known {
    const whole = gather(root, this.#sources);
    const made = [...whole.files, ...whole.inclusions.map(({ uris, fault }) => JSON.stringify([uris, fault?.kind]))];
    const known = this.#topologies.get(root.uri);
    if (known?.made.length === made.length && known.made.every((part, index) => part === made[index])) return known;
    const analysis = this.#engine.analyzeFiles(root, this.#sources, known?.analysis);
    const topology = { analysis, revision: ++this.#revisions, made };
    this.#topologies.set(root.uri, topology);
    return topology;
  }

  #document(
    { uri, version, tree }: Pick<OpenDocument, 'uri' | 'version' | 'tree'>,
    including: readonly SyntaxTree[],
  ): OpenDocument {
    const topologiesOf = (own: SyntaxTree): Known[] =>
      this.#rootsOf(own, including).map((root) => this.#topology(root));
    const topologies = topologiesOf(tree);
    const analyses = topologies.map(({ analysis }) => analysis);
    const positions = new Positions(tree, this.#encoding());
    const identify = (other: string) => {
      const { uri: written, version: current } = this.#open.get(other) ?? { uri: other, version: null };
      return { uri: written, version: current };
    };
    const treeOf = (other: string): SyntaxTree | undefined => {
      if (other === tree.uri) return tree;
      const source = this.#sources.read(other);
      return source && 'missing' in source ? undefined : source;
    };
    const byFile = new Map([[tree.uri, analyses]]);
    const analysesOf = (other: string): readonly Analysis[] => {
      const source = byFile.has(other) ? undefined : treeOf(other);
      if (source)
        byFile.set(
          other,
          topologiesOf(source).map(({ analysis }) => analysis),
        );
      return byFile.get(other) ?? [];
    };
    const positionsIn = (other: string): Positions =>
      other === tree.uri ? positions : new Positions(treeOf(other) ?? tree, this.#encoding());
    return {
      uri,
      version,
      revision: topologies.map(({ revision }) => revision).join('+'),
      tree,
      analysis: analyses[0]!,
      analyses,
      positions,
      analysesOf,
      locate: (place) => ({
        uri: identify(place.unit.uri).uri,
        range: positionsIn(place.unit.uri).placeRange(place),
      }),
      textOf: (other) => treeOf(other)?.text,
      rangeIn: (other, start, end) => positionsIn(other).range(start, end),
      identify,
    };
  }
}

function includes(tree: SyntaxTree): boolean {
  return readFile(tree).include.length > 0;
}
