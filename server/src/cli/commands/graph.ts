import { createEngine } from '../../engine/engine.ts';
import type { GraphOptions } from '../../engine/graph/topology-graph.ts';
import type { Entity } from '../../engine/model/entities.ts';
import { entitiesOf } from '../../engine/model/topology.ts';
import { nearestName } from '../../engine/schema/nearest.ts';
import { oneOfWords, readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { type Input, isUnreadable, readInputs, warnOfErrors } from '../inputs.ts';
import { CommandError, EXIT } from '../io.ts';
import { saveOutput } from '../save-output.ts';

export const graphCommand: Command = {
  name: 'graph',
  summary: 'a picture of the topology and of the ways that the data takes',
  help: `Usage: hxtopo graph [options] FILE

Draws the datacenters, clusters, hosts with their VMs counted, HX systems with
their data networks, and proxies, with lines from the VMs to the proxies that
read them: the mode by colour and line style, the number of VMs by thickness.
'-' reads standard input.

Options:
  --format svg|mermaid|dot
                 how to write it (default: svg); Mermaid for Markdown, dot for
                 Graphviz
  -o, --output OUT
                 write it to this file, not to standard output
  --focus NAME   only what is called so, and what it is tied to: an HX system,
                 cluster, host, datastore, proxy, VM or job, the first of these
  --fold auto|none|clusters|datacenters
                 what is drawn as one box with what is in it counted (default:
                 auto, as little as leaves at most 150 boxes and 240 lines)
  -h, --help     show this help

Exit status: 0 the picture is drawn, 2 the command could not do its work.
`,
  run: async (argv, io) => {
    const { values, positionals } = readArguments(argv, {
      format: { type: 'string', default: 'svg' },
      output: { type: 'string', short: 'o' },
      focus: { type: 'string' },
      fold: { type: 'string', default: 'auto' },
    });
    const format = oneOfWords('format', values.format, ['svg', 'mermaid', 'dot']);
    const fold = oneOfWords('fold', values.fold, ['auto', 'none', 'clusters', 'datacenters']);
    if (positionals.length !== 1) throw new CommandError('graph wants one FILE');
    const { inputs } = await readInputs(io, createEngine(), positionals);
    const [input] = inputs;
    if (!input) return EXIT.trouble;
    warnOfErrors(io, input);
    if (isUnreadable(input)) return EXIT.trouble;
    const focus = values.focus === undefined ? undefined : named(input, values.focus as string);
    const picture = await written(format, input, { title: titleOf(input, focus), focus, fold });
    if (values.output === undefined) io.out(picture);
    else await saveOutput(io, values.output as string, picture);
    return EXIT.ok;
  },
};

/** The other commands do without what lays out pictures, so it is loaded here. */
async function written(
  format: 'svg' | 'mermaid' | 'dot',
  { analysis: { plan } }: Input,
  options: GraphOptions,
): Promise<string> {
  const { pictureOf, toDot, toMermaid, toSvg, topologyGraph } = await import('../../engine/graph/topology-graph.ts');
  if (format === 'svg') return toSvg(topologyGraph(plan, options));
  const picture = pictureOf(plan, options);
  return format === 'mermaid' ? toMermaid(picture) : toDot(picture);
}

function titleOf({ analysis: { topology }, file }: Input, focus: Entity | undefined): string {
  const title = topology.files[0]?.name?.value ?? (file === '-' ? 'Topology' : file);
  return focus ? `${title}: ${focus.name}` : title;
}

/** Throws a {@link CommandError} when nothing is called so. */
function named({ analysis: { topology }, file }: Input, name: string): Entity {
  const entities = [...entitiesOf(topology)];
  const found = entities.find((entity) => entity.name === name);
  if (found) return found;
  const near = nearestName(
    name,
    entities.map((entity) => entity.name),
  );
  throw new CommandError(
    `nothing in ${file} is called '${name}'${near === undefined ? '' : `; did you mean '${near}'?`}`,
  );
}
