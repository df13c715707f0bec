import { documentSchema } from '../schema/json-schema.ts';
import type { JsonSchema } from '../schema/types.ts';
import { PROJECT_FILE, project } from './format.ts';

/** The JSON Schema (draft 2020-12) of a project file, made from its one definition. */
export function projectJsonSchema(): JsonSchema {
  return documentSchema(
    'HyperFlex topology project',
    `What holds for the topology files in the folder of \`${PROJECT_FILE}\` and below it.`,
    project,
  );
}
