import type { Diagnostic, Suppressed } from '../engine/rules/check.ts';
import { type Severities, withSeveritiesOf } from '../engine/rules/severities.ts';
import type { SyntaxTree } from '../engine/syntax/index.ts';
import type { Input } from './inputs.ts';

/** A file of a topology with the diagnostics that are left of it after severities were set. */
export interface CheckedFile extends Pick<Input, 'analysis' | 'nameOf'> {
  readonly file: string;
  readonly tree: SyntaxTree;
  readonly diagnostics: readonly Diagnostic[];
  /** Those that comments keep silent, but for rules that are off. */
  readonly suppressed: readonly Suppressed[];
}

/**
 * The files of the topologies, each once. Of one that belongs to several topologies, what is found in any of them.
 * `severitiesOf` gives what was set for a file, by its URI.
 */
export function checkedFiles(inputs: readonly Input[], severitiesOf: (uri: string) => Severities): CheckedFile[] {
  const files = new Map<string, Gathered>();
  for (const { analysis, nameOf } of inputs) {
    for (const { tree } of analysis.topology.files) {
      if (!files.has(tree.uri)) {
        const file = nameOf(tree.uri);
        files.set(tree.uri, { file, tree, analysis, nameOf, diagnostics: new Map(), suppressed: new Map() });
      }
    }
    for (const diagnostic of withSeveritiesOf(analysis.diagnostics, severitiesOf)) {
      const { diagnostics } = files.get(diagnostic.place.unit.uri)!;
      const id = idOf(diagnostic);
      if (!diagnostics.has(id)) diagnostics.set(id, diagnostic);
    }
    for (const { diagnostic, reason } of analysis.suppressed) {
      const [judged] = withSeveritiesOf([diagnostic], severitiesOf);
      if (judged) files.get(judged.place.unit.uri)!.suppressed.set(idOf(judged), { diagnostic: judged, reason });
    }
  }
  return [...files.values()].map((file) => ({
    ...file,
    diagnostics: [...file.diagnostics.values()],
    suppressed: [...file.suppressed.values()],
  }));
}

interface Gathered extends Omit<CheckedFile, 'diagnostics' | 'suppressed'> {
  readonly diagnostics: Map<string, Diagnostic>;
  readonly suppressed: Map<string, Suppressed>;
}

function idOf({ code, message, place: { unit, start, end } }: Diagnostic): string {
  return JSON.stringify([code, message, unit.start + start, end]);
}
