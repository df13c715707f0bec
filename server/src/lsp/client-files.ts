import type { Connection, ResponseError } from 'vscode-languageserver';
import type { FileSystem } from '../files/file-system.ts';
import {
  REVISION_CONTENT_REQUEST,
  type RevisionContentParams,
  type RevisionContentResult,
} from './compare-protocol.ts';
import {
  FILE_CONTENT_REQUEST,
  FILE_TYPE,
  type FileContentResult,
  type FileErrorData,
  type FileParams,
  READ_FOLDER_REQUEST,
  type ReadFolderResult,
} from './protocol.ts';

/** The files as the client reads them: those of a virtual workspace, say. It must be initialized. */
export function clientFiles(connection: Connection): FileSystem {
  async function ask<R>(method: string, uri: string): Promise<R> {
    try {
      return await connection.sendRequest<R>(method, { uri } satisfies FileParams);
    } catch (error) {
      const { message, data } = error as ResponseError<FileErrorData | undefined>;
      throw Object.assign(new Error(message), { code: data?.code });
    }
  }

  return {
    readFile: (uri) => ask<FileContentResult>(FILE_CONTENT_REQUEST, uri),
    readFolder: async (uri) => {
      const entries = await ask<ReadFolderResult>(READ_FOLDER_REQUEST, uri);
      return entries
        .filter(([, type]) => (type & (FILE_TYPE.file | FILE_TYPE.folder)) !== 0)
        .map(([name, type]) => ({
          name,
          isFolder: (type & FILE_TYPE.folder) !== 0,
          isLink: (type & FILE_TYPE.link) !== 0,
        }));
    },
  };
}

/** Asks the client for files as they are at a revision of their repository; `null` for what is not there. */
export function revisionFiles(
  connection: Connection,
): (params: RevisionContentParams) => Promise<RevisionContentResult> {
  return (params) => connection.sendRequest<RevisionContentResult>(REVISION_CONTENT_REQUEST, params);
}
