import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

/** Markdown for a client that takes texts in these formats, the one that it likes best first. Many take only plain text. */
export function markup(markdown: string, formats: readonly MarkupKind[] = []): MarkupContent {
  return formats[0] === MarkupKind.Markdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainMarkdown(markdown) };
}

const FENCE = /^```.*\n(?<fenced>(?:(?!```).*\n)*)```$/;
const CODE = /`(?<code>[^`\n]*)`/;
const LINK = /(?<!\\)\[(?<text>(?:\\.|[^[\]\\])*)\]\((?<target>[^\s()]*)\)/;
const ESCAPED = /\\(?<escaped>[!-/:-@[-`{-~])/;
/** Headings, rules between parts, and emphasis. */
const MARKS = /^#+ |^---\n\n|\*+/;
const MARKUP = new RegExp([FENCE, CODE, LINK, ESCAPED, MARKS].map(({ source }) => source).join('|'), 'gm');

/** What Markdown of this server says, without its marks; of links only those to the web keep their address. */
export function plainMarkdown(markdown: string): string {
  return markdown
    .replace(MARKUP, (...found) => {
      const { fenced, code, text, target, escaped } = found.at(-1) as Record<string, string | undefined>;
      if (text === undefined) return fenced ?? code ?? escaped ?? '';
      return target?.startsWith('http') ? `${plainMarkdown(text)} (${target})` : plainMarkdown(text);
    })
    .trim();
}
