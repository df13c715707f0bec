import MarkdownIt from 'markdown-it';

/** What Markdown comes to when it is rendered: what a reader could follow, load or be misled by. */
export interface Rendered {
  readonly links: readonly string[];
  readonly images: readonly string[];
  readonly html: readonly string[];
  /** The kinds of what there is, each once. */
  readonly kinds: ReadonlySet<string>;
  /** The texts of headings, what is emphasized, and code. */
  readonly standsOut: readonly string[];
}

// HTML and bare addresses count, as they do in the editor and on GitHub.
const parser = new MarkdownIt({ html: true, linkify: true });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: true });

/** Renders Markdown as editors do. */
export function rendered(markdown: string): Rendered {
  const links: string[] = [];
  const images: string[] = [];
  const html: string[] = [];
  const kinds = new Set<string>();
  const standsOut: string[] = [];
  let strong = false;
  const look = (tokens: readonly Token[]): void => {
    for (const { type, children, content, attrs } of tokens) {
      kinds.add(type.replace(/_(open|close)$/, ''));
      const target = (name: string): string => attrs?.find(([key]) => key === name)?.[1] ?? '';
      if (type === 'link_open') links.push(target('href'));
      if (type === 'image') images.push(target('src'));
      if (type.startsWith('html_')) html.push(content);
      if (type === 'strong_open' || type === 'strong_close') strong = type === 'strong_open';
      if (type === 'code_inline' || (strong && type === 'text')) standsOut.push(content);
      if (children) look(children);
    }
  };
  look(parser.parse(markdown, {}));
  return { links, images, html, kinds, standsOut };
}

type Token = ReturnType<typeof parser.parse>[number];
