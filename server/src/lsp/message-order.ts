import {
  type Connection,
  type ConnectionOptions,
  ErrorCodes,
  ExitNotification,
  InitializeRequest,
  Message,
  ResponseError,
  ShutdownRequest,
} from 'vscode-languageserver';

/** What a request that comes out of order is handled as; its parameter is the code of the error. */
const OUT_OF_ORDER = '$/outOfOrder';

const REFUSALS = {
  [ErrorCodes.ServerNotInitialized]: 'The server was asked before it was initialized',
  [ErrorCodes.InvalidRequest]: 'The server is initialized once, and does nothing after it was shut down but exit',
};
type Refusal = keyof typeof REFUSALS;
type Phase = 'new' | 'serving' | 'shut down';

/**
 * Options of a connection to one client that hold the order which the protocol lays down: nothing before `initialize`,
 * which comes once, and nothing behind `shutdown` but `exit`. Notifications out of order are dropped; requests are
 * refused by what `refuseOutOfOrder` adds to the connection.
 */
export function inOrder(): ConnectionOptions {
  let phase: Phase = 'new';
  return {
    messageStrategy: {
      handleMessage: (message, next) => {
        const isRequest = Message.isRequest(message);
        if (!isRequest && !Message.isNotification(message)) return next(message);
        const refusal = refusalOf(phase, message.method);
        if (refusal === undefined) {
          if (message.method === InitializeRequest.method) phase = 'serving';
          if (message.method === ShutdownRequest.method) phase = 'shut down';
          return next(message);
        }
        if (isRequest) return next({ ...message, method: OUT_OF_ORDER, params: [refusal] } as Message);
      },
    },
  };
}

function refusalOf(phase: Phase, method: string): Refusal | undefined {
  if (method === ExitNotification.method) return undefined;
  const isFirst = method === InitializeRequest.method;
  if (phase === 'new') return isFirst ? undefined : ErrorCodes.ServerNotInitialized;
  return phase === 'shut down' || isFirst ? ErrorCodes.InvalidRequest : undefined;
}

/** Answers the requests that come out of order. */
export function refuseOutOfOrder(connection: Connection): void {
  connection.onRequest(OUT_OF_ORDER, (code: Refusal) => new ResponseError(code, REFUSALS[code]));
}
