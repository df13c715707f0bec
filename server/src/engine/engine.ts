import { readFile } from './model/read-file.ts';
import { buildTopology, type Topology } from './model/topology.ts';
import { type Plan, planTopology } from './planner/plan.ts';
import { type Checked, check, type Diagnostic, type Suppressed } from './rules/check.ts';
import { RULES } from './rules/index.generated.ts';
import { parse, type SyntaxTree, type TextEdit, update } from './syntax/index.ts';

/** Everything that is known of one topology file at one version of its text. Computed when it is first asked for. */
export interface Analysis {
  readonly tree: SyntaxTree;
  readonly topology: Topology;
  readonly plan: Plan;
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments in the file keep silent. */
  readonly suppressed: readonly Suppressed[];
}

/**
 * The engine's facade: text → tree → model → plan → diagnostics, each computed once for a text. It does no I/O and never
 * throws on any text.
 */
export interface Engine {
  /** Analyses a text. `uri` is only carried along, to tell files apart. */
  analyze(uri: string, text: string): Analysis;
  /**
   * Analyses the text after `edits` (offsets in the text before, not overlapping). What they did not touch is reused, so
   * `before` must not be used afterwards.
   */
  reanalyze(before: Analysis, edits: readonly TextEdit[]): Analysis;
}

export function createEngine(): Engine {
  return {
    analyze: (uri, text) => new LazyAnalysis(parse(uri, text)),
    reanalyze: (before, edits) => new LazyAnalysis(update(before.tree, edits)),
  };
}

class LazyAnalysis implements Analysis {
  readonly tree: SyntaxTree;
  #topology: Topology | undefined;
  #plan: Plan | undefined;
  #checked: Checked | undefined;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
  }

  get topology(): Topology {
    this.#topology ??= buildTopology([readFile(this.tree)]);
    return this.#topology;
  }

  get plan(): Plan {
    this.#plan ??= planTopology(this.topology);
    return this.#plan;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#check().diagnostics;
  }

  get suppressed(): readonly Suppressed[] {
    return this.#check().suppressed;
  }

  #check(): Checked {
    this.#checked ??= check(this.plan, RULES);
    return this.#checked;
  }
}
