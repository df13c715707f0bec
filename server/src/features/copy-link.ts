import type { Thing } from '../engine/model/at.ts';
import type { OpenDocument } from '../lsp/documents.ts';
import { COPY_EXPLANATION_COMMAND } from '../lsp/protocol.ts';

/** In the hover of a planned VM: what copies its explanation, as a command that VS Code runs from Markdown. */
export function copyLink({ uri, analysis }: OpenDocument, thing: Thing): string | undefined {
  if (thing.kind !== 'entity' || thing.entity.kind !== 'vm') return undefined;
  if (analysis.plan.plansOf(thing.entity).length === 0) return undefined;
  // What `encodeURIComponent` leaves of a name and could end the link is escaped, too.
  const given = encodeURIComponent(JSON.stringify([uri, thing.entity.name])).replace(/[()]/g, (character) =>
    character === '(' ? '%28' : '%29',
  );
  return `[Copy as Markdown](command:${COPY_EXPLANATION_COMMAND}?${given})`;
}
