import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

/** The code blocks of a section (`## …`) of a page, named from the project's root, in their order. */
export function codeBlocks(page: string, section: string): CodeBlock[] {
  const text = readFileSync(join(import.meta.dirname, '../..', page), 'utf8');
  const own = text.split(/^## /m).find((part) => part.startsWith(`${section}\n`));
  return [...own!.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({
    language: language!,
    code: code!,
  }));
}
