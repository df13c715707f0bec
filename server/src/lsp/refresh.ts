import type { Session } from './session.ts';

/** Asks the client to ask again for what follows from the plan: lenses, hints, and what names stand for. */
export function refreshViews({ client, connection }: Session): void {
  const { workspace } = client;
  const wanted = [
    workspace?.codeLens?.refreshSupport ? 'workspace/codeLens/refresh' : undefined,
    workspace?.inlayHint?.refreshSupport ? 'workspace/inlayHint/refresh' : undefined,
    workspace?.semanticTokens?.refreshSupport ? 'workspace/semanticTokens/refresh' : undefined,
  ];
  for (const method of wanted) if (method) connection.sendRequest(method).catch(() => undefined);
}
