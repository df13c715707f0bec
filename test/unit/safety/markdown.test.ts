import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClientCapabilities, CompletionItem, MarkupContent } from 'vscode-languageserver';
import { topology as format } from '../../../server/src/engine/schema/format.ts';
import type { EntityKind } from '../../../server/src/engine/schema/types.ts';
import { codeLenses } from '../../../server/src/features/code-lens.ts';
import { completion, resolved } from '../../../server/src/features/completion.ts';
import { documentDiagnostics } from '../../../server/src/features/diagnostics.ts';
import { explanationPage } from '../../../server/src/features/explain.ts';
import { hover } from '../../../server/src/features/hover.ts';
import { inlayHints } from '../../../server/src/features/inlay-hint.ts';
import type { OpenDocument } from '../../../server/src/lsp/documents.ts';
import { EXPLAIN_COMMAND } from '../../../server/src/lsp/protocol.ts';
import { readSettings } from '../../../server/src/lsp/settings.ts';
import { stripAnnotations } from '../../support/annotate.ts';
import { openText } from '../../support/cursor.ts';
import { filesUnder } from '../../support/files.ts';
import { hostility, MARK, withHostileNames } from '../../support/hostile.ts';
import { rendered } from '../../support/markdown.ts';

const OPTIONS = { rulePages: 'file:///pages', showsPlans: true, restricted: false, servesFiles: false };
const CLIENT: ClientCapabilities = {
  textDocument: {
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { documentationFormat: ['markdown'], snippetSupport: true } },
    codeLens: {},
    inlayHint: {},
  },
};
const SETTINGS = readSettings({ vmPlan: 'both' }, CLIENT);

const TEST = join(import.meta.dirname, '../..');
const texts = [join(TEST, 'fixtures/rules'), join(TEST, '../samples')]
  .flatMap((folder) => filesUnder(folder, '.topology.yaml'))
  .filter((file) => !/\.fix-\d+\.topology\.yaml$/.test(file))
  .map((file) => stripAnnotations(readFileSync(file, 'utf8')).split(/^# \/\/- /m)[0]!)
  .filter(
    (text) => text.length < 20_000 && withHostileNames(text, { names: [MARK], every: 0, raw: false }) !== undefined,
  );

/** All that the program writes by itself. What completion is about to write stands in a fence. */
const OWN_KINDS = new Set(
  'fence heading paragraph bullet_list ordered_list list_item inline text softbreak strong code_inline link hr'
    .concat(' table thead tbody tr th td')
    .split(' '),
);
const OWN_LINK =
  /^file:\/\/\/(site\/main\.topology\.yaml#L\d+|pages\/[a-z\d/-]+\.md)$|^command:hyperflexTopology\.copyExplanation\?[\w%.!~*'-]+$/;
const ACTS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Says what a text does that only the program may do; empty where it does nothing. */
function deeds(markdown: string): string[] {
  const { links, images, html, kinds, standsOut } = rendered(markdown);
  return [
    ...links.filter((link) => !OWN_LINK.test(link)).map((link) => `links to ${link}`),
    ...images.map((image) => `loads ${image}`),
    ...html.map((tag) => `is HTML: ${tag}`),
    ...[...kinds].filter((kind) => !OWN_KINDS.has(kind)).map((kind) => `makes a ${kind}`),
    ...standsOut.filter((text) => text.includes(MARK)).map((text) => `stands out: ${text}`),
    ...(ACTS.test(markdown.replaceAll('\n', '')) ? ['acts on the terminal or turns its direction'] : []),
  ].map((deed) => `${deed} <- ${JSON.stringify(markdown)}`);
}

/** Every text in Markdown that a document can be asked for. */
async function* markdownOf(document: OpenDocument): AsyncGenerator<string> {
  const { tree, positions, analysis } = document;
  for (const { index } of tree.text.matchAll(/[\w"]+/g)) {
    const found = hover(document, positions.position(index + 1), OPTIONS, CLIENT);
    if (found) yield (found.contents as MarkupContent).value;
  }
  // In values, where an entry is to be written, and where a line ends.
  for (const { index } of tree.text.matchAll(/(?<=(: |- )")|(?<=^ *- )|$/gm)) {
    const position = positions.position(index);
    const { items } = await completion(document, format, { position }, CLIENT, async () => []);
    for (const item of items.slice(0, 5)) yield* documentationOf(item.data ? resolved(item, document, CLIENT) : item);
  }
  const page = (params: object): string =>
    explanationPage(document, { textDocument: { uri: document.uri }, ...params } as never)?.markdown ?? '';
  for (const { vm, job } of analysis.plan.vms) {
    yield page({ vm: vm.name, job: job.name });
    yield page({ vm: vm.name, forTicket: true });
  }
  for (const kind of Object.keys(analysis.topology.names) as EntityKind[]) {
    const entities = kind === 'vm' ? [] : analysis.topology[SECTIONS[kind]];
    for (const { name } of entities) yield page({ entity: { kind, name } });
  }
}

const SECTIONS = {
  hyperflex: 'hyperflex',
  cluster: 'clusters',
  host: 'hosts',
  datastore: 'datastores',
  proxy: 'proxies',
  job: 'jobs',
  vm: 'vms',
} as const;

function* documentationOf({ documentation }: CompletionItem): Iterable<string> {
  if (documentation) yield (documentation as MarkupContent).value;
}

describe('the parser of the test', () => {
  it.each([
    ['[a](command:evil)', 'links to command:evil'],
    ['![a](https://evil.example)', 'loads https://evil.example'],
    ['a https://evil.example', 'links to https://evil.example'],
    ['<b>a</b>', 'is HTML: <b>'],
    ['> a', 'makes a blockquote'],
    [`**${MARK}**`, `stands out: ${MARK}`],
    ['a\u202eb', 'acts on the terminal or turns its direction'],
  ])('finds out %j', (markdown, deed) => {
    expect(deeds(markdown).map((each) => each.split(' <- ')[0])).toContain(deed);
  });
});

describe('hostile names', () => {
  it('do nothing in hovers, documentation and pages', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), hostility, async (text, with_) => {
        const document = await openText(withHostileNames(text, with_)!);
        for await (const markdown of markdownOf(document)) {
          if (markdown.includes(MARK)) seen++;
          expect(deeds(markdown)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(1000);
  });

  it('do nothing in diagnostics, lenses and hints, which are plain text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), hostility, async (text, with_) => {
        const document = await openText(withHostileNames(text, with_)!);
        const everything = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
        const shown: string[] = [];
        for (const { message, relatedInformation = [], codeDescription } of documentDiagnostics(
          document,
          SETTINGS,
          OPTIONS,
        )) {
          shown.push(String(message), ...relatedInformation.map((related) => related.message));
          expect(codeDescription?.href).toMatch(OWN_LINK);
        }
        for (const { command } of codeLenses(document, SETTINGS)) {
          shown.push(command!.title);
          expect([EXPLAIN_COMMAND, '']).toContain(command!.command);
        }
        for (const { label, tooltip } of inlayHints(document, everything, SETTINGS)) {
          if (typeof tooltip === 'string') shown.push(tooltip);
          for (const part of typeof label === 'string' ? [{ value: label }] : label) {
            shown.push(part.value, 'tooltip' in part ? String(part.tooltip) : '');
          }
        }
        expect(shown.filter((each) => ACTS.test(each))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
