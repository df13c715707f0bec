import { createEngine } from '../../server/src/engine/engine.ts';
import { topologyGraph, toSvg } from '../../server/src/engine/graph/topology-graph.ts';

/** docs/images/graph-*.svg: the pictures on docs/graph.md, of samples. */
export function pictures(sampleOf: (name: string) => string): { readonly [path: string]: string } {
  return {
    'docs/images/graph-small.svg': picture(sampleOf('small')),
    'docs/images/graph-koh-hx-vdi.svg': picture(sampleOf('koh-hx-vdi')),
    'docs/images/graph-focus.svg': picture(sampleOf('koh-hx-vdi'), '172.17.240.223'),
    'docs/images/graph-400-hosts.svg': picture(sampleOf('400-hosts')),
  };
}

function picture(text: string, focused?: string): string {
  const { plan, topology } = createEngine().analyze('file:///sample.topology.yaml', text);
  const focus = topology.hosts.find(({ name }) => name === focused);
  const title = topology.files[0]?.name?.value ?? '';
  return toSvg(topologyGraph(plan, { title: focus ? `${title}: ${focus.name}` : title, focus }));
}
