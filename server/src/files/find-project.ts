import { dirname, join } from 'node:path';
import type { ProjectAnalysis, ProjectEngine } from '../engine/project/engine.ts';
import { PROJECT_FILE } from '../engine/project/format.ts';
import { looksLikeUtf16, reasonOf } from './reading.ts';

/** Reads a file as UTF-8. Rejects with an error whose `code` is the system's (`ENOENT`, …). */
export type ReadFile = (path: string) => Promise<string>;

/** The project file that holds for a folder: what it says, or why it cannot be read, in a few words. */
export type ProjectFile =
  | { readonly path: string; readonly analysis: ProjectAnalysis }
  | { readonly path: string; readonly analysis?: undefined; readonly unreadable: string };

/** Finds project files, and remembers what it found: the command line and the language server ask alike. */
export class ProjectFinder {
  readonly #engine: ProjectEngine;
  readonly #read: ReadFile;
  #found = new Map<string, Promise<ProjectFile | undefined>>();

  constructor(engine: ProjectEngine, read: ReadFile) {
    this.#engine = engine;
    this.#read = read;
  }

  /**
   * The nearest project file in the folder (an absolute path) or above it, up to the root of the file system; it counts
   * alone, and those further up do not. One that is there but cannot be read is told as such. Never rejects.
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
    this.#found = new Map();
  }

  async #look(folder: string): Promise<ProjectFile | undefined> {
    const path = join(folder, PROJECT_FILE);
    try {
      const text = await this.#read(path);
      if (looksLikeUtf16(text)) return { path, unreadable: 'is not UTF-8: it looks like UTF-16; save it as UTF-8' };
      return { path, analysis: this.#engine.analyze(path, text) };
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code !== 'ENOENT' && code !== 'ENOTDIR') return { path, unreadable: reasonOf(error) };
    }
    const above = dirname(folder);
    return above === folder ? undefined : this.find(above);
  }
}
