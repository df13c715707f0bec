import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Analysis, Engine } from '../../server/src/engine/engine.ts';
import { parse } from '../../server/src/engine/syntax/index.ts';
import type { Entry, FileSystem } from '../../server/src/files/file-system.ts';
import { normalized } from '../../server/src/files/paths.ts';
import { Sources } from '../../server/src/files/sources.ts';
import { nodeFiles } from '../../server/src/node/file-system.ts';

/** Begins a further file in a fixture: `# //- sites/munich.topology.yaml`, as seen from the fixture's own folder. */
const HEADER = /^# \/\/- (\S+)[^\S\n]*\r?\n/m;

/** The files of a fixture by path; its own text, the first, has the path given. */
export function splitFixture(path: string, text: string): Map<string, string> {
  const [first, ...rest] = text.split(HEADER);
  const files = new Map([[path, first!]]);
  for (let index = 0; index < rest.length; index += 2) files.set(join(dirname(path), rest[index]!), rest[index + 1]!);
  return files;
}

/** Puts the files together again. The first is the fixture's own. */
export function joinFixture(files: ReadonlyMap<string, string>): string {
  const [[own, first], ...rest] = [...files] as [[string, string], ...[string, string][]];
  const base = dirname(own);
  return [first, ...rest.map(([path, text]) => `# //- ${path.slice(base.length + 1)}\n${text}`)].join('');
}

/** Files that exist in memory only, by absolute path. */
export function memoryFiles(files: ReadonlyMap<string, string>): FileSystem {
  return memoryFilesByUri(new Map([...files].map(([path, text]) => [uriOf(path), text])));
}

/** The same by URI, of any scheme. */
export function memoryFilesByUri(texts: ReadonlyMap<string, string>): FileSystem {
  return {
    readFile: async (uri) => {
      const text = texts.get(uri);
      if (text === undefined) throw Object.assign(new Error('not there'), { code: 'ENOENT' });
      return text;
    },
    readFolder: async (uri) => {
      const folder = uri.endsWith('/') ? uri : `${uri}/`;
      const entries = new Map<string, Entry>();
      for (const each of texts.keys()) {
        if (!each.startsWith(folder)) continue;
        const [name, ...below] = each.slice(folder.length).split('/');
        entries.set(name!, { name: decodeURIComponent(name!), isFolder: below.length > 0 });
      }
      return [...entries.values()];
    },
  };
}

export function uriOf(path: string): string {
  return normalized(pathToFileURL(path).href);
}

/** Analyses the topology that starts from the first of the files, over all that it includes. */
export async function analyzeFixture(engine: Engine, files: ReadonlyMap<string, string>): Promise<Analysis> {
  const [[path, text]] = [...files] as [[string, string]];
  const root = parse(uriOf(path), text);
  const sources = new Sources(memoryFiles(files));
  await sources.load(root);
  return engine.analyzeFiles(root, sources);
}

/** Analyses a file on the disk, over all that it includes. */
export async function analyzeFile(engine: Engine, path: string): Promise<Analysis> {
  const sources = new Sources(nodeFiles);
  const root = await sources.fetch(uriOf(path));
  if ('missing' in root) throw new Error(`${path}: ${root.why}`);
  await sources.load(root);
  return engine.analyzeFiles(root, sources);
}
