import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hxtopo, ROOT, temporaryFolder } from './process.ts';

const folder = temporaryFolder();
const SAMPLE = readFileSync(join(ROOT, 'samples/munich.topology.yaml'), 'utf8');
const graph = (...args: string[]) => hxtopo(['graph', ...args], folder);

beforeAll(() => writeFileSync(join(folder, 'munich.topology.yaml'), SAMPLE));

describe('hxtopo graph', () => {
  it('draws SVG', async () => {
    const { status, out, err } = await graph('munich.topology.yaml');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*aria-label="Munich production"/);
    expect(out).toContain('data-from="esx02" data-to="proxy01" data-mode="directNfsClusterIp" data-vms="1"');
    expect(out.endsWith('</svg>\n')).toBe(true);
  });

  it('writes Mermaid', async () => {
    const { out } = await graph('--format', 'mermaid', 'munich.topology.yaml');
    expect(out).toBe(`---
title: "Munich production"
---
flowchart LR
  subgraph b5["Cluster cl-muc"]
    b1["HX hx-muc · 5.0#40;2e#41;<br/>data network 10.10.50.0/24<br/>cluster IP 10.10.50.10"]:::hyperflex
    subgraph b3["esx01"]
      b3own["1 VM"]
      b2("proxy01<br/>reads 2 VMs<br/>8 tasks"):::proxy
    end
    b4["esx02<br/>1 VM"]
  end
  b3own -->|1| b2
  b4 -->|1| b2
  subgraph legend["Lines lead from VMs to the proxy that reads them. Numbers#58; how many VMs."]
    direction LR
    m0[" "]:::legend --> m0to["Direct NFS via IO Visor"]:::legend
    m1[" "]:::legend --> m1to["Direct NFS via controller cluster IP"]:::legend
  end
  linkStyle 0 stroke:#00794f,stroke-width:1.5px
  linkStyle 1 stroke:#0067b0,stroke-width:1.5px,stroke-dasharray:9 5
  linkStyle 2 stroke:#00794f,stroke-width:2.5px
  linkStyle 3 stroke:#0067b0,stroke-width:2.5px,stroke-dasharray:9 5
  classDef proxy fill:#dff1ea,stroke:#00794f,color:#1f2328
  classDef hyperflex fill:#dfeaf7,stroke:#0067b0,color:#1f2328
  classDef legend fill:none,stroke:none
`);
  });

  it('writes for Graphviz', async () => {
    const { out } = await graph('--format', 'dot', 'munich.topology.yaml');
    expect(out).toMatch(/^digraph "Munich production" \{\n/);
    expect(out).toContain('    subgraph cluster_b3 {\n      graph [label="esx01", fillcolor="#ffffff"]');
    expect(out).toContain('b4 -> b2 [label="1", tooltip="Direct NFS via controller cluster IP"');
  });

  it('draws what one thing is tied to', async () => {
    const { out } = await graph('--focus', 'esx02', '--format', 'mermaid', 'munich.topology.yaml');
    expect(out).toContain('title: "Munich production: esx02"');
    expect(out).toContain('b3own["0 of 1 VM"]');
    expect(out.match(/-->\|/g)).toHaveLength(1);
  });

  it('folds what it is told to', async () => {
    const { out } = await graph('--fold', 'clusters', '--format', 'dot', 'munich.topology.yaml');
    expect(out).toContain('b1 [label="Cluster cl-muc\\n2 hosts\\n2 VMs\\nHX hx-muc · 10.10.50.0/24\\n1 proxy"');
    expect(out).toContain('b1 -> b1');
  });

  it('reads standard input', async () => {
    const { status, out } = await hxtopo(['graph', '-'], folder, SAMPLE);
    expect({ status, title: /<title>(.*)<\/title>/.exec(out)![1] }).toEqual({ status: 0, title: 'Munich production' });
  });

  it('writes a new file, and replaces one that is there as it is', async () => {
    const file = join(folder, 'picture.svg');
    expect(existsSync(file)).toBe(false);
    expect(await graph('-o', 'picture.svg', 'munich.topology.yaml')).toEqual({ status: 0, out: '', err: '' });
    const picture = readFileSync(file, 'utf8');
    expect(picture).toBe((await graph('munich.topology.yaml')).out);
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    await graph('--output', 'picture.svg', 'munich.topology.yaml');
    expect(readFileSync(file, 'utf8')).toBe(picture);
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('tells in a line why it cannot', async () => {
    const trouble = async (...args: string[]) => {
      const { status, out, err } = await graph(...args);
      expect({ status, out, lines: err.split('\n').length }).toEqual({ status: 2, out: '', lines: 2 });
      return err;
    };
    expect(await trouble()).toBe('hxtopo: graph wants one FILE\n');
    expect(await trouble('munich.topology.yaml', 'munich.topology.yaml')).toBe('hxtopo: graph wants one FILE\n');
    expect(await trouble('--format', 'png', 'munich.topology.yaml')).toContain('--format takes svg, mermaid or dot');
    expect(await trouble('--fold', 'all', 'munich.topology.yaml')).toContain('--fold takes auto');
    expect(await trouble('--focus', 'esx2', 'munich.topology.yaml')).toBe(
      "hxtopo: nothing in munich.topology.yaml is called 'esx2'; did you mean 'esx02'?\n",
    );
    expect(await trouble('missing.topology.yaml')).toContain('missing.topology.yaml');
    expect(await trouble('-o', 'no/folder/picture.svg', 'munich.topology.yaml')).toContain('no/folder/picture.svg');
  });

  it('is there when it is asked for help', async () => {
    expect((await hxtopo(['--help'], folder)).out).toMatch(/^ {2}graph +a picture of the topology/m);
    const { out } = await graph('--help');
    expect(out).toMatch(/^Usage: hxtopo graph/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});
