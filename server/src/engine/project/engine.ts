import type { Analysis, Engine } from '../engine.ts';
import { type Files, NO_FILES } from '../model/include.ts';
import { buildTopology } from '../model/live-topology.ts';
import type { FileReading } from '../model/read-file.ts';
import type { Topology } from '../model/topology.ts';
import { planTopology } from '../planner/live-plan.ts';
import type { Plan } from '../planner/plan.ts';
import { type Checked, Checker, type Diagnostic, type Suppressed } from '../rules/check.ts';
import { RULES } from '../rules/index.generated.ts';
import type { Severities } from '../rules/severities.ts';
import type { SyntaxTree } from '../syntax/index.ts';
import { parseWhole } from '../syntax/parse.ts';
import { PersistentList } from '../syntax/persistent-list.ts';
import { atOnce, type Steps } from '../syntax/steps.ts';
import { type ProjectReading, readProject } from './read.ts';

/**
 * Everything that is known of one project file: its topology is empty, so that whatever shows the diagnostics and fixes
 * of a topology file serves a project file just as well.
 */
export interface ProjectAnalysis extends Analysis {
  /** The severities that the file sets and that can be understood. */
  readonly severities: Severities;
}

/** The engine of project files (`.hxtopo.yaml`). It does no I/O and never throws on any text. */
export interface ProjectEngine extends Engine {
  analyze(uri: string, text: string): ProjectAnalysis;
  /** A project file stands by itself: there are no files around it that count. */
  analyzeFiles(root: SyntaxTree, files: Files): ProjectAnalysis;
  analyzeEdited(before: Analysis, texts: ReadonlyMap<string, string>): ProjectAnalysis;
}

export function createProjectEngine(): ProjectEngine {
  const analyze = (uri: string, text: string): ProjectAnalysis => new LazyProjectAnalysis(parseWhole(uri, text));
  return {
    analyze,
    analyzeFiles: ({ uri, text }) => analyze(uri, text),
    analyzeEdited: ({ tree: { uri, text } }, texts) => analyze(uri, texts.get(uri) ?? text),
  };
}

/** The rules of the format speak of a project file, too; but it has no version, and all others find nothing in it. */
const RULES_OF_PROJECTS = RULES.filter(({ code }) => code !== 'format/version');

class LazyProjectAnalysis implements ProjectAnalysis {
  readonly tree: SyntaxTree;
  readonly files = NO_FILES;
  readonly #reading: ProjectReading;
  #plan: Plan | undefined;
  #checked: Checked | undefined;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
    this.#reading = readProject(tree);
  }

  get severities(): Severities {
    return this.#reading.severities;
  }

  get topology(): Topology {
    return this.plan.topology;
  }

  get plan(): Plan {
    this.#plan ??= planTopology(
      buildTopology({ files: [emptyFile(this.tree, this.#reading)], inclusions: [], unread: new Set() }),
    );
    return this.#plan;
  }

  // biome-ignore lint/correctness/useYield: a project file is small.
  *steps(): Steps<void> {
    this.#check();
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#check().diagnostics;
  }

  get suppressed(): readonly Suppressed[] {
    return this.#check().suppressed;
  }

  treeOf(uri: string): SyntaxTree | undefined {
    return uri === this.tree.uri ? this.tree : undefined;
  }

  #check(): Checked {
    this.#checked ??= atOnce(new Checker(this.plan, RULES_OF_PROJECTS).check('all'));
    return this.#checked;
  }
}

const NONE = PersistentList.of<never>([]);

function emptyFile(tree: SyntaxTree, { problems }: ProjectReading): FileReading {
  return {
    tree,
    lists: { hyperflex: NONE, clusters: NONE, hosts: NONE, datastores: NONE, proxies: NONE, vms: NONE, jobs: NONE },
    hasJobs: true,
    backupServer: undefined,
    version: undefined,
    name: undefined,
    include: [],
    misspelt: new Set(),
    problems,
  };
}
