import { readdir, readFile } from 'node:fs/promises';

const root = new URL('..', import.meta.url);

/**
 * The licences of the packages whose code is in the bundles, as their terms ask for.
 * @param {string[]} sources files in the bundles, relative to the root
 * @returns {Promise<string>}
 */
export async function thirdPartyNotices(sources) {
  const folders = sources.flatMap((source) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(source) ?? []);
  const notices = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(new URL(`${folder}package.json`, root), 'utf8'));
    const file = (await readdir(new URL(folder, root))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(new URL(folder + file, root), 'utf8') : '';
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(notices)).join(`\n${'-'.repeat(80)}\n\n`);
}
