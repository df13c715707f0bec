import { projectJsonSchema } from '../server/src/engine/project/json-schema.ts';
import { RULES } from '../server/src/engine/rules/index.generated.ts';
import { jsonSchema } from '../server/src/engine/schema/json-schema.ts';
import { diffPage } from './pages/diff.ts';
import { messagesPage } from './pages/messages.ts';
import { pictures } from './pages/pictures.ts';
import { planPage } from './pages/plan.ts';
import { projectPage } from './pages/project-file.ts';
import { rulePage, rulesIndex } from './pages/rules.ts';
import { formatPage } from './pages/topology-format.ts';

/**
 * The committed files that follow from the engine: path from the project's root, and content. `fixturesOf` gives the
 * files that trigger a rule, `sampleOf` the text of a sample.
 */
export async function generatedFiles(
  fixturesOf: (code: string) => readonly string[],
  sampleOf: (name: string) => string,
): Promise<{ readonly [path: string]: string }> {
  const pages = RULES.map(
    async (rule) => [`docs/rules/${rule.code}.md`, await rulePage(rule, fixturesOf(rule.code)[0])] as const,
  );
  return {
    'schemas/topology.schema.json': `${JSON.stringify(jsonSchema(), undefined, 2)}\n`,
    'schemas/project.schema.json': `${JSON.stringify(projectJsonSchema(), undefined, 2)}\n`,
    'docs/topology-format.md': formatPage(),
    'docs/project-file.md': projectPage(),
    'docs/plan.md': planPage(),
    'docs/diff.md': diffPage(),
    'docs/rules.md': rulesIndex(),
    'docs/messages.md': await messagesPage(fixturesOf),
    ...pictures(sampleOf),
    ...Object.fromEntries(await Promise.all(pages)),
  };
}
