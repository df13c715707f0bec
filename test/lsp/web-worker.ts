import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  type DataCallback,
  type Message,
} from 'vscode-languageserver-protocol/node';
import type { Served } from './transports.ts';

/** What a web worker has as the server may use it; nothing of Node is there besides. */
const KNOWN = {
  ...{ setTimeout, clearTimeout, queueMicrotask, MessageChannel, performance },
  ...{ TextEncoder, TextDecoder, URL, crypto, console },
};

/** Runs a bundle as a web worker would: a script with a global scope of its own, to which messages are sent. */
export function serveInWebWorker(bundle: string): Served {
  const { port1: inner, port2: outer } = new MessageChannel();
  let end!: (status: number | null) => void;
  const exited = new Promise<number | null>((resolve) => {
    end = resolve;
  });
  const close = (): void => {
    inner.close();
    end(0);
  };
  const scope = createContext({
    ...KNOWN,
    addEventListener: () => {},
    postMessage: (message: Message) => inner.postMessage(message),
    close,
  });
  scope.self = scope;
  runInContext(readFileSync(bundle, 'utf8'), scope, { filename: bundle });
  inner.on('message', (data: Message) => scope.onmessage({ data }));
  return {
    connection: createProtocolConnection(new PortReader(outer), new PortWriter(outer)),
    exited,
    kill: close,
  };
}

class PortReader extends AbstractMessageReader {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
  }

  listen(callback: DataCallback): { dispose: () => void } {
    this.#port.on('message', callback);
    return { dispose: () => void this.#port.off('message', callback) };
  }
}

class PortWriter extends AbstractMessageWriter {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
  }

  async write(message: Message): Promise<void> {
    this.#port.postMessage(message);
  }

  end(): void {}
}
