import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { serveInWebWorker } from './web-worker.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** A server that runs, and the connection to it. */
export interface Served {
  readonly connection: ProtocolConnection;
  /** Its exit status, when it has ended. */
  readonly exited: Promise<number | null>;
  /** Ends it, whatever it does. */
  readonly kill: () => void;
}

/** The ways in which the built server is started. */
export const TRANSPORTS = {
  stdio: () => overStreams('server.cjs', '--stdio'),
  hxtopo: () => overStreams('hxtopo.cjs', 'lsp', '--stdio'),
  'node-ipc': () => {
    const process = fork(join(DIST, 'server.cjs'), ['--node-ipc']);
    return served(process, createProtocolConnection(new IPCMessageReader(process), new IPCMessageWriter(process)));
  },
  'web-worker': () => serveInWebWorker(join(DIST, 'web/server.js')),
} satisfies { readonly [transport: string]: () => Served };

/** Over streams, with so many megabytes for all objects that live: the server ends where it needs more. */
export const withHeap = (megabytes: number): Served =>
  overNode(`--max-old-space-size=${megabytes}`, join(DIST, 'server.cjs'), '--stdio');

function overStreams(program: string, ...args: string[]): Served {
  return overNode(join(DIST, program), ...args);
}

function overNode(...args: string[]): Served {
  const process = spawn('node', args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const streams = [new StreamMessageReader(process.stdout!), new StreamMessageWriter(process.stdin!)] as const;
  return served(process, createProtocolConnection(...streams));
}

function served(process: ChildProcess, connection: ProtocolConnection): Served {
  return {
    connection,
    exited: new Promise((resolve) => process.once('exit', resolve)),
    kill: () => process.kill(),
  };
}
