import { expect } from 'vitest';
import { readPlain } from '../../../server/src/engine/syntax/plain.ts';
import { readByLibrary } from '../../../server/src/engine/syntax/unit.ts';

/** Where the quick reader reads a text at all, the library reads the same, without an error. Gives whether it did. */
export function agrees(text: string): boolean {
  const plain = readPlain(text);
  if (plain === undefined) return false;
  const { root, errors, names } = readByLibrary(text);
  expect(errors, JSON.stringify(text)).toEqual([]);
  expect(names, JSON.stringify(text)).toBeUndefined();
  expect(plain === 'empty' ? undefined : plain, JSON.stringify(text)).toEqual(root);
  return true;
}
