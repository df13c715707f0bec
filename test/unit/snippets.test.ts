import { describe, expect, it } from 'vitest';
import { createEngine } from '../../server/src/engine/engine.ts';
import snippets from '../../snippets/hyperflex-topology.json' with { type: 'json' };

/** What stands above the line that a snippet is inserted in, whose indentation comes last. */
const PLACES: { readonly [K in keyof typeof snippets]: string } = {
  Topology: '',
  'HX system': 'topology: 1\nhyperflex:\n  ',
  Cluster: 'topology: 1\nclusters:\n  ',
  Host: 'topology: 1\nhosts:\n  ',
  'IO Visor rule': 'topology: 1\nhosts:\n  - name: esx01\n    firewall:\n      rules:\n        ',
  Datastore: 'topology: 1\ndatastores:\n  ',
  'Datastore elsewhere': 'topology: 1\ndatastores:\n  ',
  Proxy: 'topology: 1\nproxies:\n  ',
  'Physical proxy': 'topology: 1\nproxies:\n  ',
  VM: 'topology: 1\nvms:\n  ',
  'VM with disks': 'topology: 1\nvms:\n  ',
  Job: 'topology: 1\njobs:\n  ',
  'Registry value': 'topology: 1\nbackupServer:\n  registry:\n    ',
};

/** A text as the editor inserts it, with what it proposes: the default, or the first of the choices. */
function inserted(body: readonly string[], place: string): string {
  const indentation = /[^\n]*$/.exec(place)![0];
  const lines = body.map((line) =>
    line.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1'),
  );
  return `${place}${lines.join(`\n${indentation}`).replaceAll(/\$\d/g, '').replaceAll('\\\\', '\\')}\n`;
}

describe.each(Object.entries(snippets))('the snippet %s', (name, { prefix, description, body }) => {
  const text = inserted(body, PLACES[name as keyof typeof snippets]);
  const { diagnostics, tree } = createEngine().analyze('site', text);

  it('is read without a fault of form at its place', () => {
    expect(text).not.toMatch(/[$|]|\{\d/);
    expect(tree.errors).toEqual([]);
    const severe = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
    // What it names is declared elsewhere.
    const own = severe.filter(({ code }) => code !== 'reference/unknown');
    expect(own.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  it('can be found', () => {
    expect(prefix).toMatch(/^[a-z-]+$/);
    expect(description).not.toBe('');
  });
});
