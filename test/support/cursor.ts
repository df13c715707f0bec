import { join } from 'node:path';
import type { Position } from 'vscode-languageserver';
import { createEngine } from '../../server/src/engine/engine.ts';
import { Documents, type OpenDocument } from '../../server/src/lsp/documents.ts';
import { memoryFiles, splitFixture, uriOf } from './topology-files.ts';

/** Where the files of a fixture stand. */
const FOLDER = '/site';

export interface AtCursor {
  /** The file that the cursor stands in; the fixture's other files are on the disk. */
  readonly document: OpenDocument;
  readonly position: Position;
  readonly documents: Documents;
  /** The files without the cursor, by their name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Opens the file with the cursor, `$0`, of a fixture; its first file is `main.topology.yaml`. */
export async function atCursor(fixture: string): Promise<AtCursor> {
  const marked = splitFixture(join(FOLDER, 'main.topology.yaml'), fixture);
  const texts = new Map([...marked].map(([path, text]) => [path, text.replace('$0', '')]));
  const [own, text] = [...marked].find(([, each]) => each.includes('$0')) ?? [...marked][0]!;
  const documents = new Documents(createEngine(), memoryFiles(texts), () => 'utf-16');
  documents.addFolder(uriOf(FOLDER));
  documents.open(uriOf(own), 1, texts.get(own)!);
  const document = (await documents.settled(uriOf(own)))!;
  const position = document.positions.position(Math.max(0, text.indexOf('$0')));
  const files = new Map([...texts].map(([path, each]) => [path.slice(FOLDER.length + 1), each]));
  return { document, position, documents, files };
}

/** Opens a text as it is, with no file around it. */
export async function openText(text: string): Promise<OpenDocument> {
  const uri = uriOf(join(FOLDER, 'main.topology.yaml'));
  const documents = new Documents(createEngine(), memoryFiles(new Map()), () => 'utf-16');
  documents.open(uri, 1, text);
  return (await documents.settled(uri))!;
}

/** `sites/a.topology.yaml` of a URI of the fixture. */
export function nameOf(uri: string): string {
  return uri.slice(uriOf(FOLDER).length + 1);
}
