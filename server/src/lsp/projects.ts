import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProjectEngine, type ProjectEngine } from '../engine/project/engine.ts';
import { PROJECT_FILE } from '../engine/project/format.ts';
import type { Severities } from '../engine/rules/severities.ts';
import { ProjectFinder, type ReadFile } from '../files/find-project.ts';
import { Documents } from './documents.ts';
import type { Encoding } from './positions.ts';
import { PROJECT_LANGUAGE_ID } from './protocol.ts';

const NONE: Severities = new Map();

/** The project files: those that are open, and what any of them says of a topology file. */
export class Projects {
  readonly engine: ProjectEngine = createProjectEngine();
  /** The open ones. They are no topology files. */
  readonly documents: Documents;
  /** Folder to look in for a document that is not on disk. */
  folder: string | undefined;
  readonly #finder: ProjectFinder;
  readonly #tell: (message: string) => void;
  readonly #told = new Set<string>();

  /** @param tell says to the user what keeps a project file from being read, once */
  constructor(readFile: ReadFile, encoding: () => Encoding, tell: (message: string) => void) {
    this.documents = new Documents(this.engine, encoding);
    this.#finder = new ProjectFinder(this.engine, async (path) => this.#openText(path) ?? (await readFile(path)));
    this.#tell = tell;
  }

  /** Whether a document that is opened is a project file. */
  isProject({ uri, languageId }: { readonly uri: string; readonly languageId: string }): boolean {
    return languageId === PROJECT_LANGUAGE_ID || isProjectUri(uri);
  }

  /** What the project file of a topology file sets, as it stands in the editor or on disk. Never rejects. */
  async severitiesFor(uri: string): Promise<Severities> {
    const path = pathOf(uri);
    const folder = path === undefined ? this.folder : dirname(path);
    const found = folder === undefined ? undefined : await this.#finder.find(folder);
    if (!found) return NONE;
    if (found.analysis) {
      this.#told.delete(found.path);
      return found.analysis.severities;
    }
    if (!this.#told.has(found.path)) {
      this.#told.add(found.path);
      this.#tell(`${found.path}: ${found.unreadable}. The severities of the rules are those of the settings.`);
    }
    return NONE;
  }

  /** A project file may have changed, come or gone: none is taken as known any more. */
  forget(): void {
    this.#finder.forget();
  }

  #openText(path: string): string | undefined {
    for (const { uri, analysis } of this.documents.all()) if (pathOf(uri) === path) return analysis.tree.text;
    return undefined;
  }
}

/** Whether the URI is that of a project file, by its name. */
export function isProjectUri(uri: string): boolean {
  return uri.endsWith(`/${PROJECT_FILE}`);
}

/** The path of a file on disk; `undefined` for all else, an untitled document, say. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
