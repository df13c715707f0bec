// Writes the committed files that follow from others: `npm run generate`. With --check it only says what is stale.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { largeTopology } from '../samples/generate.mjs';

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
  const imports = [...files, 'rule.ts']
    .sort()
    .map((file) => `import ${file === 'rule.ts' ? 'type { Rule }' : variable(file)} from './${file}';`);
  return [
    '// Made by `npm run generate`.',
    ...imports,
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
  const folder = mkdtempSync(join(tmpdir(), 'hxtopo-'));
  const outfile = join(folder, 'generated.cjs');
  await build({
    entryPoints: [join(root, 'scripts/generated.ts')],
    bundle: true,
    outfile,
    platform: 'node',
    target: 'node20',
  });
  const { generatedFiles } = createRequire(import.meta.url)(outfile);
  rmSync(folder, { recursive: true });
  return generatedFiles(fixturesOf, sampleOf);
}

/** The fixtures that trigger a rule. */
function fixturesOf(code) {
  const folder = join(root, 'test/fixtures/rules', code);
  return readdirSync(folder)
    .sort()
    .filter((file) => !file.startsWith('near-miss') && !/\.fix-\d+\./.test(file))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The text of a sample; of `400-hosts`, which is too large to be committed, as it is made. */
function sampleOf(name) {
  if (name === '400-hosts') return largeTopology(10_000);
  return readFileSync(join(root, 'samples', `${name}.topology.yaml`), 'utf8');
}

/** The pages of rules that are there. */
function pages() {
  const folder = join(root, 'docs/rules');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/rules/${name}`);
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
const files = await fromEngine();
for (const [file, content] of Object.entries(files)) put(file, content);
for (const page of pages().filter((file) => !Object.hasOwn(files, file))) {
  stale++;
  if (onlyCheck) console.error(`${page} is of no rule: run \`npm run generate\``);
  else rmSync(join(root, page));
}
process.exitCode = onlyCheck && stale > 0 ? 1 : 0;
