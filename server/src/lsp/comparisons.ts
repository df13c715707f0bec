import type { CancellationToken } from 'vscode-languageserver';
import { changeMarks } from '../features/change-marks.ts';
import { shownComparison } from '../features/plan-view/changes.ts';
import {
  CHANGE_MARKS_NOTIFICATION,
  type ChangeMark,
  type ChangeMarksParams,
  COMPARE_WITH_REQUEST,
  COMPARISON_REQUEST,
  type CompareWithParams,
  type ComparisonParams,
  type ComparisonResult,
} from './compare-protocol.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import type { Compared } from './plan-bases.ts';
import { refreshViews } from './refresh.ts';
import type { Session } from './session.ts';

/** In ms: marks follow when nobody has typed for so long. */
const BREATH = 300;

/** How plans differ from their bases: for a client that asks, and, where it shows plans, told as marks after each change. */
export class Comparisons {
  readonly #session: Session;
  readonly #scheduled = new Map<string, ReturnType<typeof setTimeout>>();
  /** By URI: the marks that the client has, as text. */
  readonly #told = new Map<string, string>();
  /** Documents whose lenses may be old, although nobody has edited them. */
  readonly #stale = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
    const { connection, documents, bases, log } = session;
    connection.onRequest(COMPARE_WITH_REQUEST, ({ textDocument: { uri }, base }: CompareWithParams, token) =>
      guarded(log, COMPARE_WITH_REQUEST, token, null, async () => {
        const document = await documents.settled(uri);
        if (document) bases.set(document, base);
        this.baseChanged();
        return null;
      }),
    );
    connection.onRequest(COMPARISON_REQUEST, (params: ComparisonParams, token: CancellationToken) =>
      guarded<ComparisonResult>(log, COMPARISON_REQUEST, token, null, async () => {
        const found = await this.of(params.textDocument.uri);
        return found?.compared ? shownComparison(found.document, found.compared, params.most) : null;
      }),
    );
  }

  /** An open document with its comparison, when its base is read; `undefined` when it is not open. To be used at once. */
  async of(uri: string): Promise<{ document: OpenDocument; compared: Compared | undefined } | undefined> {
    const { documents, bases } = this.#session;
    const found = await documents.settled(uri);
    if (!found) return undefined;
    // The lenses were made without it.
    if (await bases.ready(found)) this.#stale.add(uri);
    const document = await documents.settled(uri, 'plan', (settled) => bases.steps(settled));
    return document && { document, compared: bases.of(document) };
  }

  /** The plan of the document is another one. */
  planChanged(uri: string): void {
    if (!this.#session.options.showsPlans) return;
    clearTimeout(this.#scheduled.get(uri));
    const tell = (): void => {
      this.#scheduled.delete(uri);
      void guarded(this.#session.log, CHANGE_MARKS_NOTIFICATION, undefined, undefined, () => this.#tell(uri));
    };
    this.#scheduled.set(uri, setTimeout(tell, BREATH));
  }

  /** Plans are the same, but what they are compared with is not. */
  baseChanged(): void {
    for (const uri of this.#session.documents.uris()) {
      this.#stale.add(uri);
      this.planChanged(uri);
    }
  }

  closed(uri: string): void {
    clearTimeout(this.#scheduled.get(uri));
    this.#scheduled.delete(uri);
    this.#told.delete(uri);
    this.#stale.delete(uri);
  }

  async #tell(uri: string): Promise<void> {
    const { changeMarks: marked, codeLens } = this.#session.settings;
    // Nobody is shown what changed; a view asks for it.
    if (!marked && !codeLens.change) return this.#mark(uri, []);
    const found = await this.of(uri);
    if (!found?.compared) return;
    const { document, compared } = found;
    // A plan of what is left of a text that does not parse says little: what is marked stays.
    if (document.analysis.topology.files.some(({ tree }) => tree.errors.length > 0)) return;
    this.#mark(uri, marked ? changeMarks(document, compared) : []);
  }

  #mark(uri: string, marks: readonly ChangeMark[]): void {
    const text = JSON.stringify(marks);
    if (text === (this.#told.get(uri) ?? '[]')) return;
    this.#told.set(uri, text);
    void this.#session.connection.sendNotification(CHANGE_MARKS_NOTIFICATION, {
      uri,
      marks,
    } satisfies ChangeMarksParams);
    if (this.#stale.delete(uri)) refreshViews(this.#session);
  }
}
