/** How often something is measured: so many times, but not begun again after so many seconds. */
export interface Effort {
  readonly times: number;
  readonly seconds: number;
}

/** How often each of a server’s figures is measured. */
export interface ServerEffort {
  /** Cold opens, each in a new process. */
  readonly opens: Effort;
  /** The session of keystrokes. */
  readonly session: Effort;
  /** Of wide edits, of all kinds in turn: there and back. */
  readonly wideEdits: Effort;
  /** Of each request. */
  readonly requests: Effort;
}

/** For what has no peer to be slow. */
export function ownEffort(edits: number): ServerEffort {
  return {
    opens: { times: 7, seconds: 20 },
    session: { times: edits, seconds: 150 },
    wideEdits: { times: 60, seconds: 45 },
    requests: { times: 200, seconds: 10 },
  };
}

/** For servers that take half a minute for a keystroke. */
export function peerEffort(edits: number): ServerEffort {
  return {
    opens: { times: 3, seconds: 15 },
    session: { times: edits, seconds: 75 },
    wideEdits: { times: 15, seconds: 30 },
    requests: { times: 20, seconds: 10 },
  };
}

/** Everything once or a little more, however long it takes, to see that it works. */
export const SMOKE_EFFORT: ServerEffort = {
  opens: { times: 1, seconds: 1 },
  session: { times: 40, seconds: Number.POSITIVE_INFINITY },
  wideEdits: { times: 3, seconds: Number.POSITIVE_INFINITY },
  requests: { times: 3, seconds: Number.POSITIVE_INFINITY },
};

/** Does something at least once, and again as often as the effort allows. */
export async function repeat({ times, seconds }: Effort, work: () => Promise<void>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (let time = 0; time < times && (time === 0 || performance.now() < end); time++) await work();
}
