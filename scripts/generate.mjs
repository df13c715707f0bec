// Writes the committed files that follow from others: `npm run generate`. With --check it only says what is stale.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const onlyCheck = process.argv.includes('--check');

/** The list of all rules, in the order of their codes. Files that start with `_` hold what rules share. */
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
  return [
    '// Made by `npm run generate`.',
    ...files.map((file) => `import ${variable(file)} from './${file}';`),
    "import type { Rule } from './rule.ts';",
    '',
    '/** All rules, in the order of their codes. */',
    'export const RULES: readonly Rule[] = [',
    ...files.map((file) => `  ${variable(file)},`),
    '];',
    '',
  ].join('\n');
}

/** What follows from the engine, which is TypeScript and has to be bundled first. */
async function fromEngine() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'scripts/generated.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  const code = Buffer.from(outputFiles[0].text).toString('base64');
  const { generatedFiles } = await import(`data:text/javascript;base64,${code}`);
  return generatedFiles();
}

let stale = 0;
function put(file, content) {
  const path = join(root, file);
  let current = '';
  try {
    current = readFileSync(path, 'utf8');
  } catch {
    // Not made yet.
  }
  if (current === content) return;
  stale++;
  if (onlyCheck) console.error(`${file} is stale: run \`npm run generate\``);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

put('server/src/engine/rules/index.generated.ts', ruleIndex());
for (const [file, content] of Object.entries(await fromEngine())) put(file, content);
process.exitCode = onlyCheck && stale > 0 ? 1 : 0;
