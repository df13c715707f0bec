import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HXTOPO, type Server } from './lsp/server.ts';
import type { ServerEffort } from './measure/effort.ts';
import { measureCommandLine, measureParsers } from './measure/programs.ts';
import { Samples } from './measure/samples.ts';
import { measureServer } from './measure/server.ts';
import { siteOf } from './site/site.ts';

/** What is to be measured. */
export interface Run {
  /** Numbers of VMs. */
  readonly sizes: readonly number[];
  /** An empty folder, for the topologies. */
  readonly folder: string;
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

/** Measures everything at every size, and gives the results of each as soon as they are there. */
export async function* runBench(run: Run): AsyncGenerator<SizeResult> {
  for (const vms of run.sizes) yield await measureSize(vms, run);
}

async function measureSize(vms: number, run: Run): Promise<SizeResult> {
  const { node, effort, peer, progress } = run;
  const site = siteOf(vms);
  const workspace = path.join(run.folder, String(vms));
  await mkdir(workspace);
  const file = path.join(workspace, 'site.topology.yaml');
  await writeFile(file, site.text);
  const result = { vms, length: site.text.length, own: new Samples(), peer: new Samples() };
  const step = (name: string) => (what: string) => progress(`${vms.toLocaleString('en-US')} VMs · ${name}: ${what}`);
  const shared = { node, site, file };
  await measureServer({ ...shared, server: HXTOPO, effort, samples: result.own, progress: step(HXTOPO.name) });
  step(HXTOPO.name)('the command line, cold');
  await measureCommandLine(node, file, effort.opens, result.own);
  step('parsers')('JSON.parse, parseDocument');
  await measureParsers(node, file, effort.opens.seconds, result.own);
  if (peer) await measureServer({ ...shared, ...peer, samples: result.peer, progress: step(peer.server.name) });
  return result;
}
