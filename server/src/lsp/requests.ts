import type { CodeLens, CompletionList } from 'vscode-languageserver';
import { project } from '../engine/project/format.ts';
import { topology } from '../engine/schema/format.ts';
import { newTopology } from '../engine/start/new-topology.ts';
import type { Steps } from '../engine/syntax/index.ts';
import { asCommands } from '../features/code-action/apply-edit.ts';
import { codeActions } from '../features/code-action/code-actions.ts';
import { codeLensSteps } from '../features/code-lens.ts';
import { completion, documentOf, resolved } from '../features/completion.ts';
import { explanationPage, plannedVms } from '../features/explain.ts';
import { hover } from '../features/hover.ts';
import { projectHover } from '../features/project-hover.ts';
import { remediation } from '../features/remediation.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import {
  EXPLAIN_REQUEST,
  type ExplainParams,
  type ExplainResult,
  NEW_TOPOLOGY_REQUEST,
  type NewTopologyParams,
  type NewTopologyResult,
  PLAN_REQUEST,
  type PlanParams,
  type PlanResult,
  REMEDIATION_REQUEST,
  type RemediationParams,
  type RemediationResult,
  SERVER_INFO_REQUEST,
  type ServerInfoResult,
} from './protocol.ts';
import type { Session } from './session.ts';

/** Each request about a document to the feature that answers it. */
export function registerRequests(session: Session): void {
  const { connection, documents, log, projects } = session;

  const showsChanges = (): boolean => session.options.showsPlans && session.settings.codeLens.change;
  const lensSteps = function* (document: OpenDocument): Steps<CodeLens[]> {
    const compares = showsChanges();
    if (compares) yield* session.bases.steps(document);
    return yield* codeLensSteps(document, session.settings, compares ? session.bases.of(document) : undefined);
  };

  connection.onHover((params, token) =>
    guarded(log, 'textDocument/hover', token, null, async () => {
      const { uri } = params.textDocument;
      const document = await session.storeOf(uri).settled(uri);
      if (!document) return null;
      const { client, options } = session;
      return session.isProject(uri)
        ? projectHover(document, params.position, options, client)
        : hover(document, params.position, options, client);
    }),
  );
  connection.onCompletion((params, token) =>
    guarded<CompletionList | null>(log, 'textDocument/completion', token, null, async () => {
      const { uri } = params.textDocument;
      const document = await session.storeOf(uri).settled(uri);
      const format = session.isProject(uri) ? project : topology;
      return document
        ? completion(document, format, params, session.client, (from, typed) => documents.includable(from, typed))
        : null;
    }),
  );
  connection.onCompletionResolve((item, token) =>
    guarded(log, 'completionItem/resolve', token, item, async () => {
      const uri = documentOf(item);
      const document = uri === undefined ? undefined : await documents.settled(uri);
      return document ? resolved(item, document, session.client) : item;
    }),
  );
  connection.onCodeLens((params, token) =>
    guarded(log, 'textDocument/codeLens', token, [], async () => {
      let lenses: readonly CodeLens[] = [];
      const document = await documents.settled(params.textDocument.uri, 'plan', function* (settled) {
        lenses = yield* session.lenses.keep(settled, () => lensSteps(settled));
      });
      return document ? [...lenses] : [];
    }),
  );
  connection.onCodeAction((params, token) =>
    guarded(log, 'textDocument/codeAction', token, [], async () => {
      const { uri } = params.textDocument;
      const settings = await session.settingsFor(uri);
      const besides = await documents.besides(uri);
      const document = await session.storeOf(uri).settled(uri, 'diagnostics');
      const { client, options } = session;
      const engine = session.isProject(uri) ? projects.engine : session.engine;
      if (!document) return [];
      const actions = codeActions(document, params, { client, engine, options, settings, besides });
      return client.textDocument?.codeAction?.codeActionLiteralSupport ? actions : asCommands(actions, client);
    }),
  );
  connection.onRequest(PLAN_REQUEST, (params: PlanParams, token) =>
    guarded<PlanResult>(log, PLAN_REQUEST, token, null, async () => {
      const document = await documents.settled(params.textDocument.uri);
      return document ? plannedVms(document, params) : null;
    }),
  );
  connection.onRequest(EXPLAIN_REQUEST, (params: ExplainParams, token) =>
    guarded<ExplainResult>(log, EXPLAIN_REQUEST, token, null, async () => {
      const document = await documents.settled(params.textDocument.uri);
      return document ? explanationPage(document, params) : null;
    }),
  );
  connection.onRequest(REMEDIATION_REQUEST, (params: RemediationParams, token) =>
    guarded<RemediationResult>(log, REMEDIATION_REQUEST, token, null, async () => {
      const { uri } = params.textDocument;
      const settings = await session.settingsFor(uri);
      const document = await documents.settled(uri);
      return document ? remediation(document, params, settings) : null;
    }),
  );
  connection.onRequest(NEW_TOPOLOGY_REQUEST, (params: NewTopologyParams, token) =>
    guarded<NewTopologyResult | null>(log, NEW_TOPOLOGY_REQUEST, token, null, () => newTopology(params)),
  );
  connection.onRequest(SERVER_INFO_REQUEST, (): ServerInfoResult => session.info);
}
