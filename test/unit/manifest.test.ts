import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { TEMPLATES } from '../../client/src/features/new-topology/templates.ts';
import manifest from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };
import { PROJECT_FILE } from '../../server/src/engine/project/format.ts';
import { PROJECT_LANGUAGE_ID } from '../../server/src/lsp/protocol.ts';
import { readSettings } from '../../server/src/lsp/settings.ts';

const root = new URL('../../', import.meta.url);
const { contributes } = manifest;

/** The sources of the extension and of the server, as one text. */
const code = ['client/src/', 'server/src/']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(folder + file, root), 'utf8')),
  )
  .join('\n');

/** All of a value's strings, keys left out. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** Keys of contributions whose text people see. */
const SHOWN = new Set(['title', 'shortTitle', 'category', 'label', 'description', 'markdownDescription', 'altText']);

/** All texts of a value that people see. */
function shownTexts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) =>
    typeof own === 'string' ? (SHOWN.has(key) ? [own] : []) : shownTexts(own),
  );
}

describe('the manifest', () => {
  test('contributes the commands that the extension registers, and no other', () => {
    const constants = new Map([...code.matchAll(/const (\w+_COMMAND) = '([^']+)'/g)].map(([, name, id]) => [name, id]));
    const registered = [...code.matchAll(/registerCommand\(\s*(?:'([^']+)'|(\w+))/g)].map(
      ([, id, constant]) => id ?? constants.get(constant!),
    );
    const contributed = contributes.commands.map(({ command }) => command);
    expect(contributed.toSorted()).toEqual(registered.toSorted());
    for (const item of Object.values(contributes.menus).flat()) expect(contributed).toContain(item.command);
  });

  test('has its settings read, each of them', () => {
    const settings = Object.keys(contributes.configuration.properties).map((id) => {
      expect(id).toMatch(/^hyperflexTopology\./);
      return id.slice('hyperflexTopology.'.length);
    });
    // The client library reads `trace.server`; all else goes to the server.
    const read = Object.entries(readSettings({})).flatMap(([name, value]) =>
      value instanceof Map || typeof value !== 'object' ? [name] : Object.keys(value).map((kind) => `${name}.${kind}`),
    );
    expect(settings.toSorted()).toEqual([...read, 'trace.server'].toSorted());
  });

  test('takes every text from package.nls.json, which holds no other', () => {
    const used = strings(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(texts).toSorted());
    const spoken = [manifest.displayName, manifest.description, ...shownTexts(contributes)];
    expect(spoken.length).toBeGreaterThan(30);
    for (const text of spoken) expect(text).toMatch(/^%.+%$/);
  });

  test('names files that are in the repository and, by .vscodeignore, in the package', () => {
    const packed = readFileSync(new URL('.vscodeignore', root), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => new RegExp(`^${line.slice(1).replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`));
    const isPacked = (file: string) => packed.some((pattern) => pattern.test(file));
    const files = [manifest.icon, ...strings(contributes).filter((text) => text.startsWith('./'))];
    expect(new Set(files).size).toBe(12);
    files.push(...Object.values(TEMPLATES).flat());
    for (const file of files.map((name) => name.replace(/^\.\//, ''))) {
      expect(existsSync(fileURLToPath(new URL(file, root))), file).toBe(true);
      expect(isPacked(file), file).toBe(true);
    }
    expect(code).toContain("asAbsolutePath('dist/server.cjs')");
    expect(code).toContain("'dist/web/server.js'");
    for (const bundle of [
      manifest.main,
      manifest.browser,
      'dist/server.cjs',
      'dist/web/server.js',
      'dist/view/plan.js',
    ]) {
      expect(isPacked(bundle.replace(/^\.\//, '')), bundle).toBe(true);
    }
  });

  test('can be loaded as CommonJS, which is all that VS Code on the web takes', () => {
    expect(Object.keys(manifest)).not.toContain('type');
    expect(manifest.browser).toMatch(/\.js$/);
  });

  test('activates the extension on its languages only', () => {
    const ids = contributes.languages.map(({ id }) => id);
    expect(ids).toEqual(['hyperflex-topology', PROJECT_LANGUAGE_ID]);
    // VS Code starts again with the views that it ended with.
    const views = [...code.matchAll(/VIEW_TYPE = '([^']+)'/g)].map(([, type]) => `onWebviewPanel:${type}`);
    expect(manifest.activationEvents).toEqual([...ids.map((id) => `onLanguage:${id}`), ...views]);
    expect(contributes.grammars.map((grammar) => grammar.language)).toEqual(ids);
    expect(code).toContain(`LANGUAGE_ID = '${ids[0]}'`);
  });

  test('knows the project file by its name', () => {
    expect(contributes.languages.find(({ id }) => id === PROJECT_LANGUAGE_ID)?.filenames).toEqual([PROJECT_FILE]);
  });

  test('ships a sample in parts whole, the including file first', () => {
    const [first, ...parts] = TEMPLATES['in-parts'];
    expect(first).toBe('samples/in-parts/site.topology.yaml');
    const there = readdirSync(new URL('samples/in-parts/', root), { recursive: true, encoding: 'utf8' });
    const files = there.filter((file) => file.endsWith('.yaml')).map((file) => `samples/in-parts/${file}`);
    expect([first, ...parts].toSorted()).toEqual(files.map((file) => file.replaceAll('\\', '/')).toSorted());
  });

  test('walks through steps whose commands are there, and links to no other', () => {
    const steps = contributes.walkthroughs.flatMap(({ steps }) => steps);
    const links = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/\]\(command:([\w.]+)/g)].map(([, id]) => id!),
    );
    const own = contributes.commands.map(({ command }) => command);
    for (const id of links) expect(id.startsWith('hyperflexTopology.') ? own : links).toContain(id);
    const events = steps.flatMap(({ completionEvents }) => completionEvents);
    expect(events).toHaveLength(steps.length);
    for (const event of events) expect(event).toMatch(/^on(Command|Context):/);
  });

  test('works in a workspace that nobody trusts, and says what it does not do there', () => {
    const { untrustedWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces.supported).toBe('limited');
    expect(texts['capabilities.untrustedWorkspaces']).toContain('`include` does not lead out of it');
    // Settings of such a workspace count, since none names a file or a program: they choose among words, or switch.
    for (const [id, setting] of Object.entries(contributes.configuration.properties)) {
      const { type, enum: words, additionalProperties } = setting as Record<string, unknown>;
      const chosen =
        type === 'boolean' || (type === 'string' && words) || (additionalProperties as { enum?: unknown })?.enum;
      expect(Boolean(chosen), id).toBe(true);
    }
    expect(code).toContain('restricted: !vscode.workspace.isTrusted');
    expect(code).toContain('onDidGrantWorkspaceTrust(');
  });

  test('shows one page of its own, which runs its own script alone and reaches no network', () => {
    const policies = [...code.matchAll(/`(default-src[^`]*)`/g)].map(([, policy]) => policy);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as it stands in the source
    expect(policies).toEqual(["default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}"]);
    expect(code.match(/createWebviewPanel\(/g)).toHaveLength(1);
    expect(Object.keys(contributes)).not.toContain('views');
    expect(Object.keys(contributes)).not.toContain('customEditors');
  });

  test('has text put into that page as text: no name of a file is markup', () => {
    const page = readdirSync(new URL('client/view/', root), { encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readFileSync(new URL(`client/view/${file}`, root), 'utf8'))
      .join('\n');
    expect(page).toContain('render(');
    expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\b/);
  });

  test('bundles all that runs: the package brings no dependency', () => {
    expect(Object.keys(manifest)).not.toContain('dependencies');
  });
});
