import { printable } from '../engine/explain/printable.ts';
import type { Io } from './io.ts';

/** Tells on standard error, in one line, what is in the way. No name in it can send anything else to the terminal. */
export function complain(io: Io, what: string): void {
  io.err(`hxtopo: ${printable(what)}\n`);
}
