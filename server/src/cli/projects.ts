import { dirname, relative, resolve } from 'node:path';
import { createProjectEngine } from '../engine/project/engine.ts';
import type { Severities } from '../engine/rules/severities.ts';
import { type ProjectFile, ProjectFinder } from '../files/find-project.ts';
import type { Io } from './io.ts';
import { printable } from './style.ts';

export interface Project {
  /** As one would name it from the current folder. */
  readonly file: string;
  readonly severities: Severities;
}

/**
 * The project file of each of the files; that of standard input (`-`) is looked for from the current folder. What cannot
 * be read or understood is reported to standard error, a line each, and `complete` is then false: it might have made a
 * rule stricter. What can be understood counts all the same.
 */
export async function readProjects(
  io: Io,
  files: readonly string[],
): Promise<{ projectOf: (file: string) => Project | undefined; complete: boolean }> {
  const finder = new ProjectFinder(createProjectEngine(), io.readFile);
  const projects = new Map<string, Project | undefined>();
  const reported = new Set<string>();
  for (const file of files) {
    const found = await finder.find(file === '-' ? resolve('.') : dirname(resolve(file)));
    projects.set(file, found && { file: nameOf(found), severities: found.analysis?.severities ?? new Map() });
    const problems = found && !reported.has(found.path) ? problemsOf(found) : [];
    for (const problem of problems) io.err(`hxtopo: ${printable(problem)}\n`);
    if (problems.length > 0) reported.add(found!.path);
  }
  return { projectOf: (file) => projects.get(file), complete: reported.size === 0 };
}

function nameOf({ path }: ProjectFile): string {
  return relative('', path);
}

/** What is wrong with a project file, as `file:line:column: message`. */
function problemsOf(found: ProjectFile): string[] {
  const file = nameOf(found);
  if (!found.analysis) return [`${file}: ${found.unreadable}`];
  const { tree, diagnostics } = found.analysis;
  return diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ place, message }) => {
      const { line, character } = tree.positionAt(place.unit.start + place.start);
      return `${file}:${line + 1}:${character + 1}: ${message}`;
    });
}
