import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { StreamMessageReader } from 'vscode-languageserver-protocol/node';

/* A client that does not keep to the protocol: the server answers what it can, and does not outlive the client. */

const SERVER = join(import.meta.dirname, '../../dist/server.cjs');

interface Answer {
  readonly id?: number | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number };
}

let server: ChildProcess;
afterEach(() => server.kill());

/** Starts the server, with what it writes as messages. */
function start(): {
  send: (text: string) => void;
  answerTo: (id: number) => Promise<Answer>;
  ended: Promise<number | null>;
} {
  server = spawn('node', [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const answers = new Map<number, Answer>();
  const waiting = new Map<number, (answer: Answer) => void>();
  new StreamMessageReader(server.stdout!).listen((message) => {
    const answer = message as unknown as Answer & { readonly method?: string };
    if (typeof answer.id !== 'number' || answer.method !== undefined) return;
    answers.set(answer.id, answer);
    waiting.get(answer.id)?.(answer);
  });
  return {
    send: (text) => void server.stdin!.write(text),
    answerTo: (id) =>
      new Promise((resolve) => {
        const answer = answers.get(id);
        if (answer) resolve(answer);
        else waiting.set(id, resolve);
      }),
    ended: new Promise((resolve) => server.once('exit', resolve)),
  };
}

const framed = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const message = (method: string, params: unknown, id?: number): string =>
  framed(JSON.stringify({ jsonrpc: '2.0', method, params, ...(id === undefined ? {} : { id }) }));
const initialize = message('initialize', { processId: null, rootUri: null, capabilities: {} }, 1);
const hover = (id: number): string =>
  message('textDocument/hover', { textDocument: { uri: 'file:///none' }, position: { line: 9, character: 9 } }, id);

describe('a client that does not keep to the protocol', () => {
  it('is answered about a document that is not open, far outside of it', async () => {
    const { send, answerTo } = start();
    send(initialize + message('initialized', {}) + hover(2));
    expect(await answerTo(2)).toMatchObject({ result: null });
  });

  it('changes, saves and closes what is not open, and is served on', async () => {
    const { send, answerTo } = start();
    const textDocument = { uri: 'file:///none', version: -1 };
    send(initialize + message('initialized', {}));
    send(message('textDocument/didChange', { textDocument, contentChanges: [{ text: 'a' }] }));
    send(message('textDocument/didSave', { textDocument }) + message('textDocument/didClose', { textDocument }));
    send(
      message('$/cancelRequest', { id: 77 }) + message('no/such/notification', {}) + message('no/such/request', {}, 2),
    );
    expect(await answerTo(2)).toMatchObject({ error: { code: -32601 } });
    send(hover(3));
    expect(await answerTo(3)).toMatchObject({ result: null });
  });

  it('is refused what it asks before it says who it is, and heard then', async () => {
    const { send, answerTo } = start();
    const open = { textDocument: { uri: 'file:///a.topology.yaml', languageId: 'yaml', version: 1, text: 'vms: 1\n' } };
    send(hover(2) + message('textDocument/didOpen', open) + message('shutdown', null, 3) + initialize + hover(4));
    expect(await answerTo(2)).toMatchObject({ error: { code: -32002 } });
    expect(await answerTo(3)).toMatchObject({ error: { code: -32002 } });
    expect(await answerTo(1)).toMatchObject({ result: { capabilities: {} } });
    expect(await answerTo(4)).toMatchObject({ result: null });
    const of = { textDocument: { uri: 'file:///a.topology.yaml' } };
    send(message('textDocument/documentSymbol', of, 5));
    expect(await answerTo(5)).toMatchObject({ result: [] });
  });

  it('is initialized once', async () => {
    const { send, answerTo } = start();
    send(initialize);
    await answerTo(1);
    send(message('initialize', { processId: null, rootUri: null, capabilities: {} }, 2) + hover(3));
    expect(await answerTo(2)).toMatchObject({ error: { code: -32600 } });
    expect(await answerTo(3)).toMatchObject({ result: null });
  });

  it('is refused what it asks after it shut the server down, which still exits when told to', async () => {
    const { send, answerTo, ended } = start();
    send(
      initialize +
        message('initialized', {}) +
        message('shutdown', null, 2) +
        hover(3) +
        initialize.replace('"id":1', '"id":4'),
    );
    expect(await answerTo(2)).toMatchObject({ result: null });
    expect(await answerTo(3)).toMatchObject({ error: { code: -32600 } });
    expect(await answerTo(4)).toMatchObject({ error: { code: -32600 } });
    send(message('exit', null));
    expect(await ended).toBe(0);
  });

  it('exits at once, with an error, when it never shut down', async () => {
    const { send, ended } = start();
    send(initialize + message('exit', null));
    expect(await ended).toBe(1);
  });

  it.each(['X-Other: 1', 'Content-Length: many', 'no header'])('is served on after the header "%s"', async (header) => {
    const { send, answerTo } = start();
    send(initialize);
    await answerTo(1);
    send(`${header}\r\n\r\n`);
    send(hover(2));
    // What came in one piece with such a header is read when more comes.
    const more = setInterval(() => send(message('$/setTrace', { value: 'off' })), 20);
    expect(await answerTo(2)).toMatchObject({ result: null });
    clearInterval(more);
  });

  it.each(['-5', '99999999999'])('is not outlived when it promised %s bytes', async (length) => {
    const { send, answerTo, ended } = start();
    send(initialize);
    await answerTo(1);
    send(`Content-Length: ${length}\r\n\r\n{}`);
    server.stdin!.end();
    expect(await ended).not.toBeNull();
  });

  it('ends its session in order', async () => {
    const { send, answerTo, ended } = start();
    send(initialize + message('initialized', {}) + message('shutdown', null, 2));
    expect(await answerTo(2)).toMatchObject({ result: null });
    send(message('exit', null));
    expect(await ended).toBe(0);
  });

  it('is served on after a message that is no JSON', async () => {
    const { send, answerTo } = start();
    send(initialize + framed('{"jsonrpc": "2.0", "method": ') + hover(2));
    expect(await answerTo(2)).toMatchObject({ result: null });
  });

  it('is not outlived when it dies, whatever it was saying', async () => {
    const { send, answerTo, ended } = start();
    send(`${initialize}`);
    await answerTo(1);
    send('Content-Length: 100\r\n\r\n{"jsonrpc"');
    server.stdin!.end();
    expect(await ended).not.toBeNull();
  });

  it('gets an answer to each of thousands of requests at once', async () => {
    const { send, answerTo } = start();
    const ids = Array.from({ length: 3_000 }, (_, index) => index + 2);
    send(initialize + message('initialized', {}) + ids.map(hover).join(''));
    const answers = await Promise.all(ids.map(answerTo));
    expect(answers.every(({ result }) => result === null)).toBe(true);
  });
});
