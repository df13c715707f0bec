import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HXTOPO, type Server } from './lsp/server.ts';
import type { ServerEffort } from './measure/effort.ts';
import { measureCommandLine, measureParsers } from './measure/programs.ts';
import { Samples } from './measure/samples.ts';
import { measureServer } from './measure/server.ts';
import { siteOf } from './site/site.ts';

export interface Run {
  /** Numbers of VMs. */
  readonly sizes: readonly number[];
  /** The Node that everything runs on. */
  readonly node: string;
  readonly effort: ServerEffort;
  readonly peer: { readonly server: Server; readonly effort: ServerEffort } | undefined;
  /** Is told what is measured next. */
  readonly progress: (step: string) => void;
}

/** What was measured at one size. */
export interface SizeResult {
  readonly vms: number;
  /** Of the file, in characters. */
  readonly length: number;
  readonly own: Samples;
  /** Empty without a peer. */
  readonly peer: Samples;
}

/** Measures everything at every size. */
export async function runBench({ sizes, node, effort, peer, progress }: Run): Promise<SizeResult[]> {
  const results: SizeResult[] = [];
  for (const vms of sizes) {
    const site = siteOf(vms);
    const result = { vms, length: site.text.length, own: new Samples(), peer: new Samples() };
    const step = (name: string) => (what: string) => progress(`${vms.toLocaleString('en-US')} VMs · ${name}: ${what}`);
    const folder = await mkdtemp(path.join(tmpdir(), 'hxtopo-bench-'));
    try {
      const file = path.join(folder, 'site.topology.yaml');
      await writeFile(file, site.text);
      const shared = { node, site, file };
      await measureServer({ ...shared, server: HXTOPO, effort, samples: result.own, progress: step(HXTOPO.name) });
      step(HXTOPO.name)('the command line, cold');
      await measureCommandLine(node, file, effort.opens, result.own);
      step('parsers')('JSON.parse, parseDocument');
      await measureParsers(node, file, effort.opens.seconds, result.own);
      if (peer) {
        await measureServer({ ...shared, ...peer, samples: result.peer, progress: step(peer.server.name) });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
    results.push(result);
  }
  return results;
}
