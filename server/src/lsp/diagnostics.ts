import {
  type CancellationToken,
  type Disposable,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
  type WorkspaceFullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { documentDiagnostics } from '../features/diagnostics.ts';
import { planSummary } from '../features/explain.ts';
import { normalized } from '../files/paths.ts';
import { soon } from '../files/turns.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import { PLAN_CHANGED_NOTIFICATION, type PlanChangedParams } from './protocol.ts';
import { refreshViews } from './refresh.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

/** In ms: changes that come together are looked at once for the files that are not open. */
const BREATH = 300;

/** Tells the client what is found, as it can take it: it asks (document by document, or for the workspace), or is told. */
export class Diagnostics {
  readonly #session: Session;
  readonly #planned: (uri: string) => void;
  /** By URI: of what state the client was told last. */
  readonly #published = new Map<string, string>();
  /** What follows an edit, once for all edits that arrived together: each keeps it from following. */
  readonly #scheduled = new Map<string, () => void>();
  /** Documents that were edited since they were last looked at: their views the client asks for by itself. */
  readonly #edited = new Set<string>();
  #refreshing: Disposable | undefined;
  /** By URI: what was found last in a file that is not open, and of what state. */
  readonly #reports = new Map<string, { state: string; report: WorkspaceFullDocumentDiagnosticReport }>();
  /** Requests about the workspace that wait until something changes. */
  readonly #waiting = new Set<() => void>();

  /** @param planned hears of each document that has another plan */
  constructor(session: Session, planned: (uri: string) => void) {
    this.#session = session;
    this.#planned = planned;
    const { connection, log } = session;
    connection.languages.diagnostics.on((params, token) =>
      guarded(log, 'textDocument/diagnostic', token, { kind: 'full' as const, items: [] }, () =>
        this.#pull(params.textDocument.uri, params.previousResultId),
      ),
    );
    connection.languages.diagnostics.onWorkspace((params, token) =>
      guarded(log, 'workspace/diagnostic', token, { items: [] }, () =>
        this.#pullWorkspace(new Map(params.previousResultIds.map(({ uri, value }) => [normalized(uri), value])), token),
      ),
    );
  }

  /** The document has changed: what is known of others may change as well, where files include each other. */
  changed(uri: string): void {
    this.#edited.add(uri);
    this.#schedule(uri);
    this.allChanged();
  }

  /** What is said of any topology file may be old. */
  allChanged(): void {
    for (const uri of this.#session.documents.uris()) this.#schedule(uri);
    for (const wake of this.#waiting) wake();
  }

  /** The document is closed: nothing more is said of it. */
  closed(uri: string): void {
    this.#scheduled.get(uri)?.();
    this.#scheduled.delete(uri);
    this.#published.delete(uri);
    if (!this.#session.pulls) void this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Asks the client to ask again. */
  refresh(): void {
    const { client, connection, pulls } = this.#session;
    if (pulls && client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    refreshViews(this.#session);
  }

  #schedule(uri: string): void {
    this.#scheduled.get(uri)?.();
    const publish = (): void => {
      this.#scheduled.delete(uri);
      void guarded(this.#session.log, 'diagnostics', undefined, undefined, () => this.#publish(uri));
    };
    this.#scheduled.set(uri, soon(publish));
  }

  /** Once for all documents whose plan changed with the same edit, made elsewhere. */
  #refreshViews(): void {
    this.#refreshing?.dispose();
    const timer = setTimeout(() => refreshViews(this.#session), BREATH);
    this.#refreshing = { dispose: () => clearTimeout(timer) };
  }

  async #publish(uri: string): Promise<void> {
    const session = this.#session;
    const settings = await session.settingsFor(uri);
    const document = await session.storeOf(uri).settled(uri, session.pulls ? 'plan' : 'diagnostics');
    if (!document) return;
    const id = session.resultId(document, settings);
    const edited = this.#edited.delete(uri);
    if (this.#published.get(uri) === id) return;
    this.#published.set(uri, id);
    if (!edited) this.#refreshViews();
    if (!session.pulls) {
      const version = document.version === null ? {} : { version: document.version };
      const diagnostics = documentDiagnostics(document, settings, session.options);
      void session.connection.sendDiagnostics({ uri, ...version, diagnostics });
    }
    if (session.isProject(uri)) return;
    this.#planned(uri);
    if (!session.options.showsPlans) return;
    const summary = planSummary(document.analysis.plan);
    void session.connection.sendNotification(PLAN_CHANGED_NOTIFICATION, { uri, summary } satisfies PlanChangedParams);
  }

  async #pull(uri: string, previous: string | undefined): Promise<DocumentDiagnosticReport> {
    const session = this.#session;
    const settings = await session.settingsFor(uri);
    const document = await session.storeOf(uri).settled(uri, 'diagnostics');
    if (!document) return { kind: 'full', items: [] };
    const resultId = session.resultId(document, settings);
    if (previous === resultId) return { kind: 'unchanged', resultId };
    return { kind: 'full', resultId, items: documentDiagnostics(document, settings, session.options) };
  }

  /**
   * The topology files that are not open, those only of which something else is found than the client knows. As long as
   * there are none the request waits: that way a client that always asks is answered when there is something to say.
   */
  async #pullWorkspace(
    previous: ReadonlyMap<string, string>,
    token: CancellationToken,
  ): Promise<WorkspaceDiagnosticReport> {
    for (;;) {
      const items = await this.#changedSince(previous, token);
      if (token.isCancellationRequested) {
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'workspace/diagnostic was cancelled');
      }
      if (items.length > 0) return { items };
      await this.#nextChange(token);
    }
  }

  async #changedSince(
    previous: ReadonlyMap<string, string>,
    token: CancellationToken,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const session = this.#session;
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const files = await session.documents.unopened();
    for (const uri of files) {
      if (token.isCancellationRequested) return [];
      const settings = await session.settingsFor(uri);
      const document = await session.documents.look(uri, 'diagnostics');
      if (!document || document.version !== null) continue;
      const report = this.#reportOf(document, settings);
      if (previous.get(uri) !== report.resultId) items.push(report);
    }
    const known = new Set(files);
    for (const [uri, resultId] of previous) {
      if (known.has(uri) || session.documents.isOpen(uri) || resultId === GONE) continue;
      items.push({ kind: 'full', uri, version: null, resultId: GONE, items: [] });
    }
    return items;
  }

  /** By what is found: another state of a topology of which the same is found is no news. */
  #reportOf(document: OpenDocument, settings: Settings): WorkspaceFullDocumentDiagnosticReport {
    const state = this.#session.resultId(document, settings);
    const known = this.#reports.get(document.uri);
    if (known?.state === state) return known.report;
    const items = documentDiagnostics(document, settings, this.#session.options);
    const resultId = hash(JSON.stringify(items));
    const report = { kind: 'full' as const, uri: document.uri, version: null, resultId, items };
    this.#reports.set(document.uri, { state, report });
    return report;
  }

  #nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        cancelled.dispose();
        if (token.isCancellationRequested) resolve();
        else setTimeout(resolve, BREATH);
      };
      const cancelled = token.onCancellationRequested(wake);
      this.#waiting.add(wake);
    });
  }
}

/** Of a file that is no more. */
const GONE = 'gone';

/** Tells texts apart (after FNV-1a, 64 bits); it guards against nothing. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index++) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca6b);
  }
  return `${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}`;
}
