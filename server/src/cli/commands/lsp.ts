import type { Command } from '../command.ts';

export const lspCommand: Command = {
  name: 'lsp',
  summary: 'the language server, for editors',
  help: `Usage: hxtopo lsp --stdio | --node-ipc | --socket=PORT

Runs the language server, which speaks the Language Server Protocol with the
editor that started it.
`,
  // Loaded here: it is a third of the program, and no other command wants it.
  run: async () => (await import('../../node/serve.ts')).serve(),
};
