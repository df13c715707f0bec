import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { COMPARISON_REQUEST } from '../../../../server/src/lsp/compare-protocol.ts';
import {
  ENTITY_AT_REQUEST,
  type EntityAtParams,
  type EntityAtResult,
  PICTURE_REQUEST,
  PLAN_TABLE_REQUEST,
  type ShownPlace,
  VM_PLACE_REQUEST,
  VM_PLAN_REQUEST,
  type VmPlaceResult,
} from '../../../../server/src/lsp/plan-protocol.ts';
import { copyExplanation } from '../explain-plan/copy-explanation.ts';
import { copyRows, exportRows } from './export-rows.ts';
import type { HostMessage, Question, Questions, ViewMessage } from './messages.ts';
import { pageHtml } from './page.ts';
import { showPlace } from './show-place.ts';

const METHODS: { readonly [Q in Question]: string } = {
  table: PLAN_TABLE_REQUEST,
  changes: COMPARISON_REQUEST,
  vm: VM_PLAN_REQUEST,
  picture: PICTURE_REQUEST,
};

/** The plan view in its panel: it shows the plan of one topology file, and another one when it is told to. */
export class PlanPanel {
  readonly #client: BaseLanguageClient;
  readonly #panel: vscode.WebviewPanel;
  #document: vscode.Uri;
  /** What is to be said as soon as the page listens. */
  #waiting: HostMessage[] = [];
  #listens = false;
  /** What the view has just led to in a file: the cursor there tells it nothing new. */
  #ledTo: ShownPlace | undefined;
  #lookingAt: vscode.CancellationTokenSource | undefined;

  constructor(client: BaseLanguageClient, panel: vscode.WebviewPanel, extension: vscode.Uri, document: vscode.Uri) {
    this.#client = client;
    this.#panel = panel;
    this.#document = document;
    panel.iconPath = vscode.Uri.joinPath(extension, 'images/icon.png');
    panel.webview.onDidReceiveMessage((message: ViewMessage) => this.#received(message));
    panel.onDidChangeViewState(() => {
      // A page that is hidden is no more; shown again, it begins anew with the state that it kept.
      if (!panel.visible) this.#listens = false;
    });
    panel.webview.html = pageHtml(panel.webview, extension);
    this.#titled();
  }

  get document(): vscode.Uri {
    return this.#document;
  }

  /** Brings the panel to the front, where it is, and leaves the focus where that is. */
  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  /** Shows the plan of another file. */
  follow(document: vscode.Uri): void {
    if (document.toString() === this.#document.toString()) return;
    this.#document = document;
    this.#titled();
    if (this.#listens) this.#say(this.#topology());
  }

  /** Says it at once, or when the page listens. */
  tell(message: HostMessage): void {
    if (this.#listens) this.#say(message);
    else this.#waiting.push(message);
  }

  /** The file has another plan: a page that shows nothing needs not know. */
  planChanged(): void {
    if (this.#listens) this.#say({ type: 'planChanged' });
  }

  /** The cursor moved in the file, or in another one of its topology. */
  async cursorAt(document: vscode.TextDocument, selection: vscode.Selection): Promise<void> {
    this.#lookingAt?.cancel();
    if (!this.#listens || this.#hasLedTo(document, selection)) return;
    const looking = new vscode.CancellationTokenSource();
    this.#lookingAt = looking;
    const { code2ProtocolConverter: converter } = this.#client;
    const params: EntityAtParams = {
      textDocument: { uri: converter.asUri(document.uri) },
      position: converter.asPosition(selection.active),
    };
    const at = await this.#client
      .sendRequest<EntityAtResult>(ENTITY_AT_REQUEST, params, looking.token)
      .catch(() => null);
    if (at && !looking.token.isCancellationRequested) this.#say({ type: 'cursor', at });
    looking.dispose();
  }

  #titled(): void {
    const name = this.#document.path.slice(this.#document.path.lastIndexOf('/') + 1);
    this.#panel.title = vscode.l10n.t('Plan of {0}', name.replace(/(?:\.topology)?\.ya?ml$/, ''));
  }

  async #received(message: ViewMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#listens = true;
        this.#say(this.#topology());
        for (const waiting of this.#waiting.splice(0)) this.#say(waiting);
        break;
      case 'ask':
        this.#say({ type: 'answer', id: message.id, result: await this.#ask(message.question, message.params) });
        break;
      case 'show':
        await this.#leadTo(message.place, message.focus);
        break;
      case 'showRow': {
        const params = { textDocument: this.#identifier(), ...message.row };
        const place = await this.#client.sendRequest<VmPlaceResult>(VM_PLACE_REQUEST, params);
        if (place) await this.#leadTo(place, message.focus);
        break;
      }
      case 'copy': {
        const { query, offset, count } = message;
        this.#done(await copyRows(this.#client, { textDocument: this.#identifier(), query, offset, count }));
        break;
      }
      case 'copyExplanation': {
        const { vm, job } = message.row;
        this.#done(await copyExplanation(this.#client, this.#document, { vm, ...(job === null ? {} : { job }) }));
        break;
      }
      case 'export':
        this.#done(await exportRows(this.#client, this.#document, message.query));
        break;
      case 'compareWith':
        await vscode.commands.executeCommand('hyperflexTopology.comparePlan');
    }
  }

  async #leadTo(place: ShownPlace, focus: boolean): Promise<void> {
    this.#ledTo = place;
    await showPlace(this.#client, place, focus, this.#panel.viewColumn);
  }

  #hasLedTo({ uri }: vscode.TextDocument, selection: vscode.Selection): boolean {
    const { code2ProtocolConverter: to, protocol2CodeConverter: from } = this.#client;
    return this.#ledTo?.uri === to.asUri(uri) && from.asRange(this.#ledTo.range).isEqual(selection);
  }

  async #ask(question: Question, params: Questions[Question]['params']): Promise<Questions[Question]['result']> {
    try {
      // After a restart of VS Code, or some time without an editor, nobody has opened it.
      await vscode.workspace.openTextDocument(this.#document);
      return await this.#client.sendRequest(METHODS[question], { textDocument: this.#identifier(), ...params });
    } catch {
      return null;
    }
  }

  #identifier(): { uri: string } {
    return { uri: this.#client.code2ProtocolConverter.asUri(this.#document) };
  }

  #topology(): HostMessage {
    const texts = Object.entries(vscode.l10n.bundle ?? {}).flatMap(([key, text]) =>
      typeof text === 'string' ? [[key, text]] : [],
    );
    return { type: 'topology', uri: this.#document.toString(), texts: Object.fromEntries(texts) };
  }

  #done(text: string | undefined): void {
    if (text) this.#say({ type: 'done', text });
  }

  #say(message: HostMessage): void {
    void this.#panel.webview.postMessage(message);
  }
}
