import type { Disposable } from 'vscode-languageserver';

/**
 * Calls back once, in a turn of its own, after the messages that have arrived are read. A web worker has no `setImmediate`,
 * and its timers are held up when they follow each other; a message to itself is not.
 * @returns keeps it from calling back when it is disposed before
 */
export const soon: (callback: () => void) => Disposable =
  typeof setImmediate === 'function' ? byImmediate : byMessages();

function byImmediate(callback: () => void): Disposable {
  const immediate = setImmediate(callback);
  return { dispose: () => clearImmediate(immediate) };
}

function byMessages(): (callback: () => void) => Disposable {
  const { port1, port2 } = new MessageChannel();
  const waiting: { callback?: (() => void) | undefined }[] = [];
  port1.addEventListener('message', () => waiting.shift()?.callback?.());
  port1.start();
  return (callback) => {
    const turn: (typeof waiting)[number] = { callback };
    waiting.push(turn);
    port2.postMessage(undefined);
    return {
      dispose: () => {
        turn.callback = undefined;
      },
    };
  };
}
