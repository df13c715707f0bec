// Writes the committed files that follow from others: `npm run generate`. With --check it only says what is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The list of all rules, in the order of their codes. */
function ruleIndex() {
  const folder = join(root, 'server/src/engine/rules');
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((category) =>
      readdirSync(join(folder, category.name))
        .filter((name) => name.endsWith('.ts') && !name.startsWith('_'))
        .map((name) => `${category.name}/${name}`),
    )
    .sort();
  const variable = (file) => file.replace(/\.ts$/, '').replace(/[^a-z0-9]+(\w)/g, (_, letter) => letter.toUpperCase());
  const imports = files.map((file) => `import ${variable(file)} from './${file}';`);
  return [
    '// Made by `npm run generate`.',
    ...imports,
    "import type { Rule } from './rule.ts';",
    '',
    '/** All rules, in the order of their codes. */',
    'export const RULES: readonly Rule[] = [',
    ...files.map((file) => `  ${variable(file)},`),
    '];',
    '',
  ].join('\n');
}

const outputs = { 'server/src/engine/rules/index.generated.ts': ruleIndex() };

let stale = 0;
for (const [file, content] of Object.entries(outputs)) {
  const path = join(root, file);
  let current = '';
  try {
    current = readFileSync(path, 'utf8');
  } catch {
    // Not made yet.
  }
  if (current === content) continue;
  stale++;
  if (process.argv.includes('--check')) console.error(`${relative(root, path)} is stale: run \`npm run generate\``);
  else writeFileSync(path, content);
}
process.exitCode = stale > 0 && process.argv.includes('--check') ? 1 : 0;
