import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { nextTurn } from '../files/turns.ts';

export interface Log {
  readonly error: (message: string) => void;
}

/** How many messages have been read. */
let read = 0;

let quiet: Promise<void> | undefined;

/**
 * Whatever has arrived is read first: a cancellation, or newer edits. So a burst of edits is worked on once, as it ends, and
 * those who wait for it go on in the order in which they came.
 */
function everythingRead(): Promise<void> {
  read++;
  quiet ??= untilQuiet();
  return quiet;
}

/** The connection reads one message a turn, perhaps after this one has gone on: only a second turn tells whether it did. */
async function untilQuiet(): Promise<void> {
  let before: number;
  do {
    before = read;
    await turnsOfLoop(2);
  } while (before !== read);
  quiet = undefined;
}

let answered = Promise.resolve();

/** One handler after another: the answer of the one before goes out first, for which the connection takes two turns. */
function ownTurn(): Promise<void> {
  answered = answered.then(() => turnsOfLoop(3));
  return answered;
}

async function turnsOfLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await nextTurn();
}

/**
 * Every handler runs through here: a cancelled request is answered as such, an exception is logged and answered with
 * `neutral`, and the server lives on.
 */
export async function guarded<R>(
  log: Log,
  name: string,
  token: CancellationToken | undefined,
  neutral: R,
  work: () => R | Promise<R>,
): Promise<R> {
  await everythingRead();
  await ownTurn();
  if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
  try {
    return await work();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    report(log, name, error);
    return neutral;
  }
}

/** The same for what must happen before the next message is read: an edit, say. */
export function guardedNow(log: Log, name: string, work: () => void): void {
  read++;
  try {
    work();
  } catch (error) {
    report(log, name, error);
  }
}

function report(log: Log, name: string, error: unknown): void {
  log.error(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
