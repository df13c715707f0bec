import { createProjectEngine } from '../engine/project/engine.ts';
import type { Severities } from '../engine/rules/severities.ts';
import { type ProjectFile, ProjectFinder } from '../files/find-project.ts';
import { folderAbove } from '../files/paths.ts';
import { complain } from './complain.ts';
import type { Io } from './io.ts';

export interface Project {
  /** As one would name it from the current folder. */
  readonly file: string;
  readonly severities: Severities;
}

/**
 * The project file of each of the files, by URI. What cannot be read or understood is reported to standard error, a line
 * each, and `complete` is then false: it might have made a rule stricter. What can be understood counts all the same.
 */
export async function readProjects(
  io: Io,
  uris: Iterable<string>,
): Promise<{ projectOf: (uri: string) => Project | undefined; complete: boolean }> {
  const finder = new ProjectFinder(createProjectEngine(), io.files);
  const projects = new Map<string, Project | undefined>();
  const seen = new Set<string>();
  let complete = true;
  for (const uri of uris) {
    const folder = folderAbove(uri);
    const found = folder === undefined ? undefined : await finder.find(folder);
    if (!found) continue;
    projects.set(uri, { file: io.toPath(found.uri), severities: found.analysis?.severities ?? new Map() });
    if (seen.has(found.uri)) continue;
    seen.add(found.uri);
    for (const problem of problemsOf(found, io.toPath(found.uri))) {
      complain(io, problem);
      complete = false;
    }
  }
  return { projectOf: (uri) => projects.get(uri), complete };
}

/** What is wrong with a project file, as `file:line:column: message`. */
function problemsOf(found: ProjectFile, file: string): string[] {
  if (!found.analysis) return [`${file}: ${found.unreadable}`];
  const { tree, diagnostics } = found.analysis;
  return diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ place, message }) => {
      const { line, character } = tree.positionAt(place.unit.start + place.start);
      return `${file}:${line + 1}:${character + 1}: ${message}`;
    });
}
