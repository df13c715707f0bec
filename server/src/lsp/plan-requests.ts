import type { CancellationToken } from 'vscode-languageserver';
import { Layouts } from '../engine/graph/layouts.ts';
import { vmDetail, vmPlace } from '../features/plan-view/detail.ts';
import { entityAt } from '../features/plan-view/entity-at.ts';
import { shownPicture } from '../features/plan-view/picture.ts';
import { tableText, tableWindow } from '../features/plan-view/table.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import {
  ENTITY_AT_REQUEST,
  type EntityAtParams,
  PICTURE_REQUEST,
  type PictureParams,
  PLAN_TABLE_REQUEST,
  PLAN_TEXT_REQUEST,
  type PlanTableParams,
  type PlanTextParams,
  VM_PLACE_REQUEST,
  VM_PLAN_REQUEST,
  type VmPlanParams,
} from './plan-protocol.ts';
import { PlanTables } from './plan-tables.ts';
import type { DocumentParams } from './protocol.ts';
import type { Session } from './session.ts';

/** Each request of a view of plans to the feature that answers it. */
export function registerPlanRequests({ connection, documents, log }: Session): void {
  const tables = new PlanTables();
  const layouts = new Layouts();

  /** Answers a request about an open topology file; with `null` about any other. */
  function answers<P extends DocumentParams, R>(
    method: string,
    answer: (document: OpenDocument, params: P) => R,
  ): void {
    connection.onRequest(
      method,
      (params: P, token: CancellationToken): Promise<unknown> =>
        guarded<R | null>(log, method, token, null, async () => {
          const document = await documents.settled(params.textDocument.uri);
          return document ? answer(document, params) : null;
        }),
    );
  }

  answers(PLAN_TABLE_REQUEST, (document, params: PlanTableParams) => {
    const { table, choices } = tables.of(document);
    return tableWindow(document, table, choices, params);
  });
  answers(PLAN_TEXT_REQUEST, (document, params: PlanTextParams) => tableText(tables.of(document).table, params));
  answers(VM_PLAN_REQUEST, (document, params: VmPlanParams) => vmDetail(document, params));
  answers(VM_PLACE_REQUEST, (document, params: VmPlanParams) => vmPlace(document, params));
  answers(ENTITY_AT_REQUEST, (document, params: EntityAtParams) => entityAt(document, params.position));
  answers(PICTURE_REQUEST, (document, params: PictureParams) => shownPicture(document, params, layouts));
}
