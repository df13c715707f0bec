// Builds and packs the extension into hyperflex-topology-<version>.vsix in the project's root, offline.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { build } from './build.mjs';

const MAX_BYTES = 2_000_000;
const root = new URL('..', import.meta.url);

/**
 * The licences of the packages whose code is in the bundles, as their terms ask for.
 * @param {string[]} sources files in the bundles, relative to the root
 */
async function thirdPartyNotices(sources) {
  const folders = sources.flatMap((source) => /^node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(source) ?? []);
  const notices = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(new URL(`${folder}package.json`, root), 'utf8'));
    const file = (await readdir(new URL(folder, root))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(new URL(folder + file, root), 'utf8') : '';
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`);
}

const { name, version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
const packagePath = fileURLToPath(new URL(`${name}-${version}.vsix`, root));

await writeFile(new URL('dist/third-party-notices.txt', root), await thirdPartyNotices(await build()));
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
