import * as vscode from 'vscode';
import { type BaseLanguageClient, LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import {
  FILE_CONTENT_REQUEST,
  type FileContentResult,
  type FileErrorData,
  type FileParams,
  READ_FOLDER_REQUEST,
  type ReadFolderResult,
} from '../../../server/src/lsp/protocol.ts';

/**
 * Reads files for the server, of any file system that VS Code has: the server itself reads those of its machine alone, in a
 * web worker none.
 * @param client need not run yet
 */
export function serveFiles(client: BaseLanguageClient): vscode.Disposable {
  const uriOf = ({ uri }: FileParams): vscode.Uri => client.protocol2CodeConverter.asUri(uri);
  // As Node decodes a file: what a byte order mark means is the server's business.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return vscode.Disposable.from(
    client.onRequest(FILE_CONTENT_REQUEST, (params: FileParams) =>
      answered<FileContentResult>(async () => decoder.decode(await vscode.workspace.fs.readFile(uriOf(params)))),
    ),
    client.onRequest(READ_FOLDER_REQUEST, (params: FileParams) =>
      answered<ReadFolderResult>(async () => vscode.workspace.fs.readDirectory(uriOf(params))),
    ),
  );
}

async function answered<R>(read: () => Promise<R>): Promise<R> {
  try {
    return await read();
  } catch (error) {
    const { message, code = 'Unknown' } = error as Partial<vscode.FileSystemError>;
    throw new ResponseError<FileErrorData>(LSPErrorCodes.RequestFailed, message ?? String(error), { code });
  }
}
