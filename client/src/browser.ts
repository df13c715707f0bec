import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { start, type TopologyApi } from './extension.ts';

export { deactivate } from './extension.ts';

/** As far as it is needed of what a web worker knows. */
declare class Worker {
  constructor(address: string);
  terminate(): void;
}

/** The entry point on the web (vscode.dev): the server is a web worker. */
export function activate(context: vscode.ExtensionContext): TopologyApi {
  const address = vscode.Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  let worker: Worker | undefined;
  const end = (): void => worker?.terminate();
  context.subscriptions.push({ dispose: end });
  // The transports, not the worker itself: what VS Code makes is for the library no instance of `Worker`.
  const startWorker = async (): Promise<MessageTransports> => {
    // A server that hangs would not end by itself.
    end();
    worker = new Worker(address);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return start(context, (id, name, options) => new LanguageClient(id, name, startWorker, options));
}
