import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Io, PLAIN, type Terminal } from '../../../server/src/cli/io.ts';
import { main } from '../../../server/src/cli/main.ts';
import { normalized } from '../../../server/src/files/paths.ts';
import { stripAnnotations } from '../../support/annotate.ts';
import { filesUnder } from '../../support/files.ts';
import { hostileName, hostility, MARK, withHostileNames } from '../../support/hostile.ts';
import { rendered } from '../../support/markdown.ts';
import { memoryFiles, uriOf } from '../../support/topology-files.ts';

const TEST = join(import.meta.dirname, '../..');
const texts = [join(TEST, 'fixtures/rules'), join(TEST, '../samples')]
  .flatMap((folder) => filesUnder(folder, '.topology.yaml'))
  .filter((file) => !/\.fix-\d+\.topology\.yaml$/.test(file))
  .map((file) => stripAnnotations(readFileSync(file, 'utf8')).split(/^# \/\/- /m)[0]!)
  .filter(
    (text) => text.length < 20_000 && withHostileNames(text, { names: [MARK], every: 0, raw: false }) !== undefined,
  );

const SCREEN: Terminal = { colour: true, width: 80 };
const NO_COLOUR: Terminal = { colour: false, width: 80 };

/** What a file is called that someone named for what it does; no option, which begins with a dash. */
const fileName = hostileName.map((name) => `s${name.replace(/[\0/\\]/g, '')}.topology.yaml`);

interface Written {
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process, over files that are in memory only. */
async function run(files: ReadonlyMap<string, string>, args: readonly string[], terminal: Terminal): Promise<Written> {
  let out = '';
  let err = '';
  const system = memoryFiles(new Map([...files].map(([name, text]) => [join('/sites', name), text])));
  const io: Io = {
    files: system,
    filesAt: () => system,
    toUri: (path) => normalized(uriOf(join('/sites', path))),
    toPath: (uri) => decodeURIComponent(new URL(uri).pathname).slice('/sites/'.length),
    readStream: async () => undefined,
    writeFile: async () => undefined,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    terminal,
  };
  await main(args, io, '1.0.0');
  return { out, err };
}

const ACTS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
/** The program's own colours, and no other sequence of the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const COLOURS = /\u001b\[(1|2|4|22|24|31|32|33|34|36|39)m/g;

/** The lines of what is written, which holds nothing that acts on a terminal but the line breaks and colours of the program. */
function linesOf(written: string): string[] {
  const lines = written.replace(COLOURS, '').split('\n');
  expect(lines.filter((line) => ACTS.test(line))).toEqual([]);
  expect(lines.at(-1)).toBe('');
  return lines.slice(0, -1);
}

const site = fc.tuple(fc.constantFrom(...texts), hostility, fileName).map(([text, how, file]) => ({
  file,
  files: new Map([[file, withHostileNames(text, how)!]]),
}));

async function check(numRuns: number, body: (given: { file: string; files: Map<string, string> }) => Promise<void>) {
  await fc.assert(fc.asyncProperty(site, body), { numRuns });
}

describe('hostile names in what is written', () => {
  it.each([
    ['a pipe', PLAIN],
    ['a terminal', SCREEN],
    ['a terminal without colours', NO_COLOUR],
  ])('begin no line and send nothing to %s', (_, terminal) =>
    check(60, async ({ file, files }) => {
      const checked = await run(files, ['check', file], terminal);
      for (const line of linesOf(checked.out).slice(0, -1)) {
        expect(line).toMatch(/^ {4}|:\d+:\d+ (error|warning|information|hint) [a-z]+\/[a-z\d-]+$/);
      }
      for (const command of [['plan'], ['plan', '--explain'], ['check', '--fix', '--dry-run'], ['diff', 'old.yaml']]) {
        const both = new Map([...files, ['old.yaml', 'topology: 1\n']]);
        const { out, err } = await run(both, [...command, file], terminal);
        // A diff is the file's own text, for a program that applies it.
        if (!command.includes('--dry-run') || terminal !== PLAIN) linesOf(out || '\n');
        for (const line of linesOf(`${err}\n`).slice(0, -1)) expect(line).toMatch(/^hxtopo: /);
      }
    }),
  );

  it('begin no command of a GitHub workflow', () =>
    check(150, async ({ file, files }) => {
      const { out } = await run(files, ['check', '--format', 'github', file], PLAIN);
      const json = JSON.parse((await run(files, ['check', '--format', 'json', file], PLAIN)).out);
      const lines = out === '' ? [] : linesOf(out);
      expect(lines).toHaveLength(json.files[0].diagnostics.length);
      for (const line of lines) {
        const [, properties] = /^::(?:error|warning|notice) ([^:]*)::[^\r\n]*$/.exec(line) ?? [];
        expect(properties?.split(',').map((property) => property.split('=')[0])).toEqual(
          expect.arrayContaining(['file', 'line', 'title']),
        );
      }
    }));

  it('are read back from JSON as they are', () =>
    check(100, async ({ file, files }) => {
      const commands = [
        ['check', '--format', 'json'],
        ['check', '--format', 'sarif'],
        ['plan', '--format', 'json'],
      ];
      for (const command of commands) {
        const { out } = await run(files, [...command, file], PLAIN);
        linesOf(out);
        const read = JSON.parse(out);
        if (!command.includes('sarif')) expect(read.files[0].file).toBe(file);
      }
      const both = new Map([...files, ['old.yaml', 'topology: 1\n']]);
      const { out } = await run(both, ['diff', '--format', 'json', 'old.yaml', file], PLAIN);
      if (out !== '') expect(JSON.parse(linesOf(out).join('\n')).after.file).toBe(file);
    }));

  it('are text in XML, and end no line of it', () =>
    check(100, async ({ file, files }) => {
      const { out } = await run(files, ['check', '--format', 'junit', file], PLAIN);
      for (const line of linesOf(out)) {
        // Only the program's own elements; in text and attributes no markup.
        const text = line.replace(
          /<\/?(testsuites?|testcase|failure|system-out)( [a-z]+="[^"<>]*")*\/?>|<\?xml [^>]*>/g,
          '',
        );
        expect(text).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos);)/);
      }
    }));

  it('make no formula, no row and no column of a table', () =>
    check(100, async ({ file, files }) => {
      const { out } = await run(files, ['plan', '--format', 'csv', file], PLAIN);
      const [head, ...rows] = cellsOf(out);
      const width = head?.length ?? 0;
      for (const row of rows) {
        expect(row).toHaveLength(width);
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]|\n/);
      }
      linesOf(out.replaceAll('\r\n', '\n'));
    }));

  it.each([['plan'], ['diff', 'old.yaml']])('do nothing in the Markdown of %s', (...command) =>
    check(100, async ({ file, files }) => {
      const both = new Map([...files, ['old.yaml', 'topology: 1\n']]);
      const { out } = await run(both, [command[0]!, '--format', 'markdown', ...command.slice(1), file], PLAIN);
      if (out === '') return;
      linesOf(out);
      const { links, images, html, kinds, standsOut } = rendered(out);
      expect({ links, images }).toEqual({ links: [], images: [] });
      expect(html.filter((tag) => !/^<\/?details>(<summary>The VMs<\/summary>)?\n?$/.test(tag))).toEqual([]);
      for (const kind of kinds) expect('em s blockquote fence code_block bullet_list').not.toContain(kind);
      expect(standsOut.filter((text) => text.includes(MARK))).toEqual([]);
    }),
  );

  it('do nothing as arguments', () =>
    fc.assert(
      fc.asyncProperty(hostileName, async (name) => {
        const files = new Map([['a.yaml', 'topology: 1\nvms: [{ name: a }]\n']]);
        const given = [
          [name],
          ['check', name],
          ['check', `--${name}`],
          ['check', '--rule', name, 'a.yaml'],
          ['check', '--format', name, 'a.yaml'],
          ['plan', '--vm', name, 'a.yaml'],
          ['plan', '--job', name, name],
          ['explain', name],
          ['diff', `git:${name}`, name],
        ];
        for (const args of given) {
          const { err } = await run(files, args, SCREEN);
          for (const line of err === '' ? [] : linesOf(err)) expect(line).toMatch(/^hxtopo: /);
        }
      }),
      { numRuns: 200 },
    ));
});

/** The rows of comma-separated values (RFC 4180). */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    const row = rows.at(-1)?.at(-1) === undefined ? [] : rows.pop()!;
    row.push(quoted?.replaceAll('""', '"') ?? plain!);
    rows.push(row);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}
