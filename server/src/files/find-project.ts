import { NO_FILES } from '../engine/model/include.ts';
import type { ProjectAnalysis, ProjectEngine } from '../engine/project/engine.ts';
import { PROJECT_FILE } from '../engine/project/format.ts';
import type { SyntaxTree } from '../engine/syntax/index.ts';
import type { FileSystem } from './file-system.ts';
import { folderAbove, inFolder } from './paths.ts';
import { Sources } from './sources.ts';

/** The project file that holds for a folder: what it says, or why it cannot be read, in a few words. */
export type ProjectFile =
  | { readonly uri: string; readonly analysis: ProjectAnalysis }
  | { readonly uri: string; readonly analysis?: undefined; readonly unreadable: string };

/** Finds project files, and remembers what it found: the command line and the language server ask alike. */
export class ProjectFinder {
  readonly #engine: ProjectEngine;
  readonly #system: FileSystem;
  readonly #held: ((uri: string) => SyntaxTree | undefined) | undefined;
  readonly #isTop: (folder: string) => boolean;
  #sources: Sources;
  #found = new Map<string, Promise<ProjectFile | undefined>>();

  /**
   * @param held the tree that stands for a file, whatever the disk says
   * @param isTop whether nothing is looked for above a folder
   */
  constructor(
    engine: ProjectEngine,
    system: FileSystem,
    held?: (uri: string) => SyntaxTree | undefined,
    isTop: (folder: string) => boolean = () => false,
  ) {
    this.#engine = engine;
    this.#system = system;
    this.#held = held;
    this.#isTop = isTop;
    this.#sources = new Sources(system, held);
  }

  /**
   * The nearest project file in the folder (a URI) or above it, up to the root of the file system; it counts alone, and
   * those further up do not. One that is there but cannot be read is told as such. Never rejects.
   */
  find(folder: string): Promise<ProjectFile | undefined> {
    let found = this.#found.get(folder);
    if (!found) {
      found = this.#look(folder);
      this.#found.set(folder, found);
    }
    return found;
  }

  /** Files may have changed: they are looked for and read again. */
  forget(): void {
    this.#sources = new Sources(this.#system, this.#held);
    this.#found = new Map();
  }

  async #look(folder: string): Promise<ProjectFile | undefined> {
    const uri = inFolder(folder, PROJECT_FILE);
    const source = await this.#sources.fetch(uri);
    if (!('missing' in source)) return { uri, analysis: this.#engine.analyzeFiles(source, NO_FILES) };
    if (!source.missing) return { uri, unreadable: source.why };
    const above = this.#isTop(folder) ? undefined : folderAbove(folder);
    return above === undefined ? undefined : this.find(above);
  }
}
