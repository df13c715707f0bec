import { render } from 'preact';
import type { HostMessage } from '../src/features/plan-view/messages.ts';
import { App } from './app.tsx';
import { listen, savedState } from './host.ts';
import { translate } from './text.ts';

/** The page of the plan view: it begins when the extension says which topology is shown, and anew for another one. */
let listener: ((message: HostMessage) => void) | undefined;
/** What came before the page was ready to hear it. */
let waiting: HostMessage[] = [];

const hear = (given: (message: HostMessage) => void): void => {
  listener = given;
  for (const message of waiting.splice(0)) given(message);
};

listen((message) => {
  if (message.type === 'topology') {
    translate(message.texts);
    listener = undefined;
    waiting = [];
    const kept = savedState();
    const saved = kept?.uri === message.uri ? kept : undefined;
    render(<App key={message.uri} uri={message.uri} saved={saved} hear={hear} />, document.body);
  } else if (listener) listener(message);
  else waiting.push(message);
});
