import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hxtopo, ROOT } from '../cli/process.ts';
import { codeBlocks } from '../support/page.ts';
import { newSite } from './site.ts';

/** What emacs.el writes. */
interface Results {
  readonly mode: string;
  readonly diagnostics: readonly string[];
  readonly hover: string;
  readonly definition: string;
  readonly references: readonly string[];
  /** The hosts. */
  readonly outline: readonly string[];
  readonly completed: string;
  readonly actions: readonly string[];
  readonly edited: readonly string[];
}

const [init] = codeBlocks('docs/editors.md', 'Emacs').map(({ code }) => code);
const site = newSite();
const MUNICH = site.read('munich.topology.yaml');

/** What the command line finds in a text, as Eglot words it. */
async function checked(text: string): Promise<string[]> {
  const { out } = await hxtopo(['check', '-', '--format', 'json'], ROOT, text);
  const found: { code: string; message: string }[] = JSON.parse(out).files[0].diagnostics;
  return found.map(({ code, message }) => `hxtopo [${code}]: ${message}`);
}

let seen: Results;
beforeAll(async () => {
  const environment = { HXTOPO_INIT: site.write('init.el', init!) };
  seen = await site.drive('emacs', ['--batch', '-l', join(ROOT, 'test/clients/emacs.el')], environment);
});

describe('in Emacs, set up as the page tells', () => {
  it('topology files have a mode of their own', () => expect(seen.mode).toBe('hxtopo-mode'));

  it('diagnostics are those of the command line, and follow edits', async () => {
    expect(seen.diagnostics).toEqual(await checked(MUNICH));
    expect(seen.diagnostics).toHaveLength(1);
    expect(seen.edited).toEqual(await checked(site.read('munich.topology.yaml')));
    expect(seen.edited).toHaveLength(2);
  });

  it('a hover is plain text where there is no mode for Markdown', () => {
    const [heading, , answer] = seen.hover.split('\n');
    expect(heading).toBe('sql01 in nightly');
    expect(answer).toBe('proxy01 reads it by Direct NFS via the IO Visor from an HX snapshot.');
    expect(seen.hover).not.toContain('**');
  });

  it('names are followed and found', () => {
    expect(seen.definition).toBe('  - name: hx-muc');
    expect(seen.references).toEqual(['  - name: hx-muc', '    hyperflex: hx-muc', '    hyperflex: hx-muc']);
    expect(seen.outline).toEqual(['esx01', 'esx02']);
  });

  it('completion inserts the only word that fits', () => expect(seen.completed).toBe('    type: physical'));

  it('a quick fix is offered and applied', () => expect(seen.actions).toContain('Add the rule to esx02'));

  it('a name is given anew in all files', () => {
    for (const file of ['site', 'proxies', 'vms/linux']) {
      expect(site.read(`in-parts/${file}.topology.yaml`), file).toMatch(/(name|host): muc 1\b/);
    }
  });
});
