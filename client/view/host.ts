import type { HostMessage, Question, Questions, ViewMessage, ViewState } from '../src/features/plan-view/messages.ts';

/** What VS Code gives a page. */
declare function acquireVsCodeApi(): {
  postMessage(message: ViewMessage): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
};

const vscode = acquireVsCodeApi();
const open = new Map<number, (result: never) => void>();
let asked = 0;

export const savedState = (): ViewState | undefined => vscode.getState();
export const saveState = (state: ViewState): void => vscode.setState(state);
export const say = (message: ViewMessage): void => vscode.postMessage(message);

/** Asks the server by way of the extension; `null` when it has no answer. */
export function ask<Q extends Question>(question: Q, params: Questions[Q]['params']): Promise<Questions[Q]['result']> {
  const id = ++asked;
  return new Promise((resolve) => {
    open.set(id, resolve);
    say({ type: 'ask', id, question, params });
  });
}

/** Hears what the extension says, answers apart, from now on. */
export function listen(hear: (message: HostMessage) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
    if (data.type !== 'answer') return hear(data);
    open.get(data.id)?.(data.result as never);
    open.delete(data.id);
  });
  say({ type: 'ready' });
}
