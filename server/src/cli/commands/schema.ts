import { projectJsonSchema } from '../../engine/project/json-schema.ts';
import { jsonSchema } from '../../engine/schema/json-schema.ts';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { CommandError, EXIT } from '../io.ts';

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'the JSON Schema of topology files, or of the project file',
  help: `Usage: hxtopo schema [--project]

Writes the JSON Schema (draft 2020-12) of topology files, for other editors.

Options:
  --project    that of the project file, '.hxtopo.yaml', instead
  -h, --help   show this help
`,
  run: async (argv, io) => {
    const { values, positionals } = readArguments(argv, { project: { type: 'boolean', default: false } });
    if (positionals.length > 0) throw new CommandError('schema wants no FILE');
    const schema = values.project === true ? projectJsonSchema() : jsonSchema();
    io.out(`${JSON.stringify(schema, undefined, 2)}\n`);
    return EXIT.ok;
  },
};
