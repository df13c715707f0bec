import type { Reference } from '../model/names.ts';
import { type PlacedEdit, replaceScalar } from '../syntax/edit/index.ts';

/** Writes another name for a reference; its quotes, and the `proxy:` of an allowed address, stay. */
export function renameReference({ at, name }: Pick<Reference, 'at' | 'name'>, newName: string): PlacedEdit[] {
  const { text } = at.node;
  const start = Math.max(0, text.lastIndexOf(name));
  const newText = text.slice(0, start) + newName + text.slice(start + name.length);
  return replaceScalar({ unit: at.unit, node: at.node }, newText);
}
