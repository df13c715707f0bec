import { serve } from '../../node/serve.ts';
import type { Command } from '../command.ts';

export const lspCommand: Command = {
  name: 'lsp',
  summary: 'the language server, for editors',
  help: `Usage: hxtopo lsp --stdio | --node-ipc | --socket=PORT

Runs the language server, which speaks the Language Server Protocol with the
editor that started it.
`,
  run: () => serve(),
};
