export interface XmlElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: XmlElement[];
  text: string;
}

const TAG = /^<(\/?)([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>/;
/** What XML 1.0 does not take. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand there
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;

/** Reads XML of elements, attributes, text and character references alone. Throws on anything else. */
export function readXml(source: string): XmlElement {
  if (ILLEGAL.test(source)) throw new Error('a character that XML does not take');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let rest = source.trim();
  while (rest !== '') {
    const current = open.at(-1)!;
    if (!rest.startsWith('<')) {
      const [words] = /^[^<]+/.exec(rest)!;
      current.text += decoded(words);
      rest = rest.slice(words.length);
      continue;
    }
    const tag = TAG.exec(rest);
    if (!tag) throw new Error(`no tag: ${rest.slice(0, 60)}`);
    const [whole, closing, name, attributes, empty] = tag;
    rest = rest.slice(whole.length);
    if (closing) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes another element`);
      continue;
    }
    const element = { name: name!, attributes: read(attributes!), children: [], text: '' };
    current.children.push(element);
    if (!empty) open.push(element);
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one whole element');
  return root.children[0]!;
}

function read(attributes: string): { [name: string]: string } {
  const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name!, decoded(value!)] as const,
  );
  const names = pairs.map(([name]) => name);
  if (new Set(names).size !== names.length) throw new Error(`an attribute twice: ${names}`);
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  if (/&(?!#\d+;)/.test(text)) throw new Error(`an ampersand by itself: ${text.slice(0, 60)}`);
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}
