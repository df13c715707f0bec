/**
 * Calls back once, in a turn of its own, after the messages that have arrived are read. A web worker has no `setImmediate`,
 * and its timers are held up when they follow each other; a message to itself is not.
 * @returns keeps it from calling back
 */
export const soon: (callback: () => void) => () => void =
  typeof setImmediate === 'function' ? byImmediate : byMessages();

/** A turn of the event loop: others go on meanwhile. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void soon(resolve));
}

function byImmediate(callback: () => void): () => void {
  const immediate = setImmediate(callback);
  return () => clearImmediate(immediate);
}

function byMessages(): typeof soon {
  const { port1, port2 } = new MessageChannel();
  const waiting: { callback?: (() => void) | undefined }[] = [];
  port1.addEventListener('message', () => waiting.shift()?.callback?.());
  port1.start();
  return (callback) => {
    const turn: (typeof waiting)[number] = { callback };
    waiting.push(turn);
    port2.postMessage(undefined);
    return () => {
      turn.callback = undefined;
    };
  };
}
