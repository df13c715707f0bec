import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hxtopo, ROOT } from '../cli/process.ts';
import { codeBlocks } from '../support/page.ts';
import { newSite } from './site.ts';

/** A diagnostic as both Neovim and `hxtopo check` know it; lines and characters count from zero. */
interface Found {
  readonly line: number;
  readonly character: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

/** What neovim.lua writes. Places are `file:line: text`; lines count from one there. */
interface Results {
  readonly diagnostics: readonly Found[];
  /** Capabilities of the server that speak of formatting. */
  readonly formats: readonly string[];
  readonly hover: readonly string[];
  readonly definition: string;
  readonly references: readonly string[];
  readonly documentSymbols: readonly string[];
  readonly workspaceSymbols: readonly string[];
  readonly highlights: readonly string[];
  readonly lenses: readonly string[];
  /** The message that the lens of a VM leads to. */
  readonly told: string;
  readonly completion: readonly string[];
  readonly completed: string;
  /** The line of a key that begins several lines elsewhere. */
  readonly key: string;
  readonly actions: readonly string[];
  readonly fixed: string;
  readonly edited: readonly Found[];
  readonly renamed: readonly string[];
}

const [modern, snippet] = codeBlocks('docs/editors.md', 'Neovim').map(({ code }) => code);
const site = newSite();
const MUNICH = site.read('munich.topology.yaml');

/** What the command line finds in a text. */
async function checked(text: string): Promise<Found[]> {
  const { out } = await hxtopo(['check', '-', '--format', 'json'], ROOT, text);
  const severities: Record<string, string> = { error: 'ERROR', warning: 'WARN', information: 'INFO', hint: 'HINT' };
  return JSON.parse(out).files[0].diagnostics.map(
    ({ code, message, severity, range }: Found & { range: { start: { line: number; character: number } } }) => ({
      ...{ code, message, severity: severities[severity] },
      ...range.start,
    }),
  );
}

let seen: Results;
beforeAll(async () => {
  const init = site.write('init.lua', snippet!);
  const script = join(ROOT, 'test/clients/neovim.lua');
  seen = await site.drive('nvim', ['--headless', '--clean', '-u', init, '-c', `luafile ${script}`]);
});

describe('in Neovim, set up as the page tells', () => {
  it('diagnostics are those of the command line', async () => {
    expect(seen.diagnostics).toEqual(await checked(MUNICH));
    expect(seen.diagnostics).toHaveLength(1);
  });

  it('a hover tells the road of a VM', () => {
    expect(seen.hover[0]).toBe('### sql01 in nightly');
    expect(seen.hover).toContainEqual(
      expect.stringMatching(/^1\. Is the integration with HX snapshots in play\? \*\*Yes\*\*: \[nightly has backup/),
    );
  });

  it('names are followed, found and marked', () => {
    expect(seen.definition).toBe('  - name: hx-muc');
    expect(seen.references).toEqual([
      'munich.topology.yaml:15: - name: hx-muc',
      'munich.topology.yaml:23: hyperflex: hx-muc',
      'munich.topology.yaml:38: hyperflex: hx-muc',
    ]);
    expect(seen.highlights).toEqual(['26: esx01', '43: esx01', '48: esx01']);
  });

  it('the outline and the symbols of the workspace are listed', () => {
    expect(seen.documentSymbols).toContain('munich.topology.yaml:26: [Class] esx01');
    expect(seen.workspaceSymbols).toEqual([
      'munich.topology.yaml:49: [Object] web01',
      'in-parts/vms/linux.topology.yaml:5: [Object] web01',
      'in-parts/vms/linux.topology.yaml:6: [Object] web02',
    ]);
  });

  it('lenses stand behind the lines, and tell more', () => {
    expect(seen.lenses).toContain('26: lets in proxy01');
    expect(seen.lenses).toContain('48: proxy01 · Direct NFS via IO Visor');
    expect(seen.told).toContain('proxy01 reads it by Direct NFS via the IO Visor from an HX snapshot.');
  });

  it('completion offers what there is, and inserts it', () => {
    expect(seen.completion).toEqual(['esx01', 'esx02']);
    expect(seen.completed).toContain('{ name: sql01, host: esx02, datastore: ds-prod }');
    expect(seen.key, 'with no line break, which Neovim writes as NUL').toBe('    firewall:');
  });

  it('a quick fix is applied, and saved', async () => {
    expect(seen.actions.slice(0, 2)).toEqual([
      'Add the rule to esx02',
      'Add the rule to cluster cl-muc, for all of its 2 hosts',
    ]);
    expect(await checked(seen.fixed)).toEqual([]);
  });

  it('diagnostics follow what is typed', async () => {
    expect(seen.edited).toEqual(await checked(site.read('munich.topology.yaml')));
    expect(seen.edited.map(({ code }) => code)).toEqual(['firewall/proxy-not-allowed', 'firewall/stale-address']);
  });

  it('a name is given anew in all files', () => {
    expect(seen.renamed).toEqual(['linux.topology.yaml', 'proxies.topology.yaml']);
    for (const file of ['site', 'proxies', 'vms/linux']) {
      expect(site.read(`in-parts/${file}.topology.yaml`), file).toMatch(/(name|host): muc 1\b/);
    }
  });

  it('formatting is not offered', () => expect(seen.formats).toEqual([]));
});

it('the snippet for Neovim 0.11 starts the server for the file type that it gives to topology files', async () => {
  const init = site.write('modern.lua', modern!);
  // What 0.11 has and Debian's Neovim lacks writes down what it is told.
  const script = `
    local told = {}
    vim.lsp.config = function(name, config) told[name] = config end
    vim.lsp.enable = function(name) told.enabled = name end
    dofile('${init}')
    for _, file in ipairs({ 'munich.topology.yaml', 'new.topology.yml', '.hxtopo.yaml', 'other.yaml' }) do
      vim.cmd('edit ' .. file)
      told[file] = vim.bo.filetype
    end
    vim.fn.writefile({ vim.json.encode(told) }, vim.env.HXTOPO_RESULTS)
    vim.cmd('qall!')`;
  // As it is by default since 0.8.
  const lua = ['--cmd', 'let g:do_filetype_lua = 1', '-c', `luafile ${site.write('told.lua', script)}`];
  const told = await site.drive('nvim', ['--headless', '--clean', ...lua]);
  expect(told).toEqual({
    hxtopo: { cmd: ['hxtopo', 'lsp', '--stdio'], filetypes: ['yaml.hxtopo'], root_markers: ['.git'] },
    enabled: 'hxtopo',
    'munich.topology.yaml': 'yaml.hxtopo',
    'new.topology.yml': 'yaml.hxtopo',
    '.hxtopo.yaml': 'yaml.hxtopo',
    'other.yaml': 'yaml',
  });
});
