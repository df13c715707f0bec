// Builds and packs the extension into hyperflex-topology-<version>.vsix in the project's root, offline.
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { build } from './build.mjs';

const MAX_BYTES = 2_000_000;
const root = new URL('..', import.meta.url);

const { name, version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const packagePath = fileURLToPath(new URL(`${name}-${version}.vsix`, root));

await build();
await createVSIX({
  cwd: fileURLToPath(root),
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});

const { size } = await stat(packagePath);
console.log(`${packagePath}: ${(size / 1000).toFixed(0)} kB`);
if (size > MAX_BYTES) {
  console.error(`The package is larger than ${MAX_BYTES / 1e6} MB.`);
  process.exitCode = 1;
}
