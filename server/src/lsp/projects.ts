import { createProjectEngine, type ProjectEngine } from '../engine/project/engine.ts';
import { PROJECT_FILE } from '../engine/project/format.ts';
import type { Severities } from '../engine/rules/severities.ts';
import { NO_FILE_SYSTEM } from '../files/file-system.ts';
import { ProjectFinder } from '../files/find-project.ts';
import { folderAbove, readablePath } from '../files/paths.ts';
import { Documents } from './documents.ts';
import type { Encoding } from './positions.ts';
import { PROJECT_LANGUAGE_ID } from './protocol.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

const NONE: Severities = new Map();

/** The project files: those that are open, and what any of them says of a topology file. */
export class Projects {
  readonly engine: ProjectEngine = createProjectEngine();
  /** The open ones. They are no topology files, and include none. */
  readonly documents: Documents;
  /** URI of the folder to look in for a document that is not saved. */
  folder: string | undefined;
  readonly #files: WorkspaceFiles;
  readonly #finder: ProjectFinder;
  readonly #tell: (message: string) => void;
  readonly #told = new Set<string>();
  #changes = 0;

  /**
   * @param isFolder whether it is a folder of the workspace: above it the client may not look, or only over a network
   * @param tell says to the user what keeps a project file from being read, once
   */
  constructor(
    files: WorkspaceFiles,
    encoding: () => Encoding,
    isFolder: (uri: string) => boolean,
    tell: (message: string) => void,
  ) {
    this.#files = files;
    this.documents = new Documents(this.engine, NO_FILE_SYSTEM, encoding);
    this.#finder = new ProjectFinder(
      this.engine,
      files,
      (uri) => this.documents.treeOf(uri),
      (folder) => !files.readsItself(folder) && isFolder(folder),
    );
    this.#tell = tell;
  }

  /** Whether a document that is opened is a project file. */
  isProject({ uri, languageId }: { readonly uri: string; readonly languageId: string }): boolean {
    return languageId === PROJECT_LANGUAGE_ID || isProjectUri(uri);
  }

  /** What the project file of a topology file sets, as it stands in the editor or on disk. Never rejects. */
  async severitiesFor(uri: string): Promise<Severities> {
    const folder = this.#files.reaches(uri) ? folderAbove(uri) : this.folder;
    const changes = this.#changes;
    const found = folder !== undefined && this.#files.reaches(folder) ? await this.#finder.find(folder) : undefined;
    if (changes !== this.#changes) return this.severitiesFor(uri);
    if (!found) return NONE;
    if (found.analysis) {
      this.#told.delete(found.uri);
      return found.analysis.severities;
    }
    if (!this.#told.has(found.uri)) {
      this.#told.add(found.uri);
      this.#tell(
        `${readablePath(found.uri)}: ${found.unreadable}. The severities of the rules are those of the settings.`,
      );
    }
    return NONE;
  }

  /** A project file may have changed, come or gone: none is taken as known any more. */
  forget(): void {
    this.#changes++;
    this.#finder.forget();
  }
}

/** Whether the URI is that of a project file, by its name. */
export function isProjectUri(uri: string): boolean {
  return uri.endsWith(`/${PROJECT_FILE}`);
}
