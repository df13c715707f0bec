import { Following } from './follow.ts';
import { type Files, gather, NO_FILES } from './model/include.ts';
import { openFile } from './model/read-file.ts';
import type { Topology } from './model/topology.ts';
import type { Plan } from './planner/plan.ts';
import type { Checked, Diagnostic, Suppressed } from './rules/check.ts';
import type { SyntaxTree } from './syntax/index.ts';
import { atOnce, type Steps } from './syntax/steps.ts';

/** How far a topology is worked out. */
export type Stage = 'topology' | 'plan' | 'diagnostics';

/** Everything that is known of a topology at one version of its files. Computed when it is first asked for. */
export interface Analysis {
  /** The file that the topology starts from. */
  readonly tree: SyntaxTree;
  readonly topology: Topology;
  readonly plan: Plan;
  /** File by file, each in its order. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments in the files keep silent. */
  readonly suppressed: readonly Suppressed[];
  /** Works out what is known up to here, step by step: as far as it is not. To be dropped when a file is edited meanwhile. */
  steps(upTo: Stage): Steps<void>;
  /** What is known of the files around it. */
  readonly files: Files;
  /** The tree of one of the topology's files. */
  treeOf(uri: string): SyntaxTree | undefined;
}

/**
 * The engine's facade: text → tree → model → plan → diagnostics, each computed once for a text. It does no I/O and never
 * throws on any text. A tree is kept up to date with `syntax/update.ts`; analyses from before an update are void.
 */
export interface Engine {
  /** Analyses a file by itself. What it includes is taken as there, and not known. */
  analyze(uri: string, text: string): Analysis;
  /**
   * Analyses the topology that starts from `root`, over all files that it includes. `before`, an analysis of the same
   * topology before edits, is void then: what the edits left alone is not worked out again.
   */
  analyzeFiles(root: SyntaxTree, files: Files, before?: Analysis): Analysis;
  /** The same topology with other texts for some of its files, by URI. */
  analyzeEdited(before: Analysis, texts: ReadonlyMap<string, string>): Analysis;
}

export function createEngine(): Engine {
  return {
    analyze: (uri, text) => new LazyAnalysis(atOnce(openFile(uri, text)), NO_FILES),
    analyzeFiles: (root, files, before) =>
      new LazyAnalysis(root, files, before instanceof LazyAnalysis ? before : undefined),
    analyzeEdited: (before, texts) => {
      const trees = new Map([...texts].map(([uri, text]) => [uri, atOnce(openFile(uri, text))]));
      const files: Files = {
        named: (from, entry) => before.files.named(from, entry),
        read: (uri) => trees.get(uri) ?? before.files.read(uri),
      };
      return new LazyAnalysis(trees.get(before.tree.uri) ?? before.tree, files);
    },
  };
}

class LazyAnalysis implements Analysis {
  readonly tree: SyntaxTree;
  readonly files: Files;
  #following: Following;
  #topology: Topology | undefined;
  #plan: Plan | undefined;
  #checked: Checked | undefined;
  #trees: ReadonlyMap<string, SyntaxTree> | undefined;
  /** Goes on from where it is, whoever asks for more. */
  #work = this.#working();

  constructor(tree: SyntaxTree, files: Files, before?: LazyAnalysis) {
    this.tree = tree;
    this.files = files;
    this.#following = before ? before.#handOver() : new Following();
  }

  /** What is followed has one owner: an analysis that is void would take it back to its own files. */
  #handOver(): Following {
    const following = this.#following;
    this.#following = new Following();
    this.#topology = undefined;
    this.#plan = undefined;
    this.#checked = undefined;
    this.#work = this.#working();
    return following;
  }

  *#working(): Steps<void> {
    this.#topology = yield* this.#following.topology(gather(this.tree, this.files));
    yield;
    this.#plan = yield* this.#following.plan();
    yield;
    this.#checked = yield* this.#following.check();
  }

  *steps(upTo: Stage): Steps<void> {
    while (!this.#isThere(upTo)) {
      if (this.#work.next().done) this.#work = this.#working();
      yield;
    }
  }

  #isThere(stage: Stage): boolean {
    return (stage === 'topology' ? this.#topology : stage === 'plan' ? this.#plan : this.#checked) !== undefined;
  }

  get topology(): Topology {
    atOnce(this.steps('topology'));
    return this.#topology!;
  }

  get plan(): Plan {
    atOnce(this.steps('plan'));
    return this.#plan!;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#check().diagnostics;
  }

  get suppressed(): readonly Suppressed[] {
    return this.#check().suppressed;
  }

  treeOf(uri: string): SyntaxTree | undefined {
    this.#trees ??= new Map(this.topology.files.map(({ tree }) => [tree.uri, tree]));
    return this.#trees.get(uri);
  }

  #check(): Checked {
    atOnce(this.steps('diagnostics'));
    return this.#checked!;
  }
}
