import { jsonSchema } from '../../engine/schema/json-schema.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../io.ts';

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'the JSON Schema of topology files',
  help: `Usage: hxtopo schema

Writes the JSON Schema (draft 2020-12) of topology files, for other editors.
`,
  run: async (_argv, io) => {
    io.out(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
    return EXIT.ok;
  },
};
