import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
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
  /** Of the requests that were answered, as often as they were. */
  answered: readonly number[];
  ended: Promise<number | null>;
} {
  server = spawn('node', [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const answers = new Map<number, Answer>();
  const answered: number[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  new StreamMessageReader(server.stdout!).listen((message) => {
    const answer = message as unknown as Answer & { readonly method?: string };
    if (typeof answer.id !== 'number' || answer.method !== undefined) return;
    answered.push(answer.id);
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
    answered,
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

  it('is answered once, in whichever state a request is when it cancels it, and however often', async () => {
    const { send, answerTo, answered } = start();
    const cancel = (id: number): string => message('$/cancelRequest', { id });
    const uri = 'file:///a.topology.yaml';
    const hosts = Array.from({ length: 3_000 }, (_, index) => `  - name: esx${index}\n`);
    const open = {
      textDocument: { uri, languageId: 'yaml', version: 1, text: `topology: 1\nhosts:\n${hosts.join('')}` },
    };
    // Never made; refused; not begun.
    send(cancel(2) + hover(2) + cancel(2) + initialize + message('initialized', {}) + hover(3) + cancel(3) + cancel(3));
    expect(await answerTo(2)).toMatchObject({ error: { code: -32002 } });
    expect(await answerTo(3)).toMatchObject({ error: { code: -32800 } });
    // Half-way: what asks for no work is answered before the work is done.
    send(message('textDocument/didOpen', open) + message('textDocument/diagnostic', { textDocument: { uri } }, 4));
    send(message('hyperflexTopology/serverInfo', null, 5));
    await answerTo(5);
    expect(answered).not.toContain(4);
    send(cancel(4) + cancel(4));
    await answerTo(4);
    // Answered already; and behind the end.
    send(cancel(4) + hover(6));
    expect(await answerTo(6)).toMatchObject({ result: null });
    send(message('shutdown', null, 7) + cancel(7) + hover(8) + cancel(8));
    expect(await answerTo(8)).toMatchObject({ error: { code: -32600 } });
    expect([...answered].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('may count the versions of a document as it likes: the text is what its edits make of it', async () => {
    const { send, answerTo } = start();
    const uri = 'file:///a.topology.yaml';
    const change = (version: number | null, line: number, text: string): string => {
      const range = { start: { line, character: 0 }, end: { line, character: 0 } };
      return message('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
    };
    const open = { textDocument: { uri, languageId: 'yaml', version: 9, text: 'topology: 1\n' } };
    send(initialize + message('initialized', {}) + message('textDocument/didOpen', open));
    send(change(3, 1, 'hosts:\n') + change(3, 2, '  - name: esx01\n') + change(null, 3, '  - name: esx02\n'));
    send(message('textDocument/documentSymbol', { textDocument: { uri } }, 2));
    expect(JSON.stringify(await answerTo(2))).toMatch(/esx01.*esx02/);
  });

  it('names what every object has, and what nobody has, and is served on', async () => {
    const { send, answerTo } = start();
    send(initialize + message('initialized', {}));
    const names = ['__proto__', 'constructor', 'toString', ''];
    const ids = names.map((command, index) => {
      send(message('workspace/executeCommand', { command, arguments: [null] }, index + 2));
      return index + 2;
    });
    send(message('hyperflexTopology/newTopology', null, 99) + hover(100));
    for (const id of [...ids, 99, 100]) expect(await answerTo(id)).toMatchObject({ result: null });
  });

  it('is not outlived when its process dies, though others hold the pipe open', async () => {
    const client = spawn('node', ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    const { send, answerTo, ended } = start();
    send(message('initialize', { processId: client.pid, rootUri: null, capabilities: {} }, 1));
    await answerTo(1);
    client.kill();
    expect(await ended).not.toBeNull();
  });

  it('is not outlived when it hangs up, over a channel or a socket', async () => {
    const exit = (): Promise<unknown> => new Promise((resolve) => server.once('exit', resolve));
    server = fork(SERVER, ['--node-ipc'], { stdio: 'ignore' });
    server.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, capabilities: {} } });
    await new Promise((resolve) => server.once('message', resolve));
    server.disconnect();
    await exit();
    const listening = createServer();
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    server = spawn('node', [SERVER, `--socket=${(listening.address() as { port: number }).port}`], { stdio: 'ignore' });
    const socket = await new Promise<Socket>((resolve) => listening.once('connection', resolve));
    socket.write(initialize);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    await exit();
    listening.close();
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
