import type { ClientOptions } from '../lsp/settings.ts';

/** The address of a rule's page; `undefined` where the client has not said where the pages are. */
export function rulePageUri(code: string, { rulePages }: ClientOptions): string | undefined {
  return rulePages && `${rulePages}/${code}.md`;
}
