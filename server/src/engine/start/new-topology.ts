import * as format from '../schema/format.ts';
import { renderPair, type Value } from '../syntax/edit/render.ts';

/** What is known of a site when its file is begun. All of it may be left out. */
export interface NewTopology {
  readonly name?: string;
  readonly hyperflex?: {
    readonly name: string;
    /** CIDR. */
    readonly dataNetwork: string;
  };
  /** Names of ESXi hosts; they belong to the HX system. */
  readonly hosts?: readonly string[];
  readonly proxies?: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  /** Whether the proxies are VMs. Only where hosts are known: each runs on the next of them. */
  readonly virtualProxies?: boolean;
}

export interface NewTopologyText {
  readonly text: string;
  /** Offset of the first thing to fill in, in UTF-16 code units. */
  readonly cursor: number;
}

const INDENTATION = { step: 2, sequence: 2, dash: 2 };

/** Stands where something is to be filled in, and is no character of a text. */
const FILL_IN = '\uE000';

/** The text of a new topology file. What is not known stands there as an empty section, or is left out. */
export function newTopology(known: NewTopology): NewTopologyText {
  const { hyperflex: system, hosts = [], proxies = [] } = known;
  const sections: readonly [string, readonly Value[]][] = [
    ['hyperflex', system ? [{ name: system.name, dataNetwork: system.dataNetwork }] : []],
    ['hosts', hosts.map((name) => ({ name, hyperflex: system?.name }))],
    ['datastores', []],
    [
      'proxies',
      proxies.map((proxy, index) => proxyOf(proxy, known.virtualProxies ? hosts[index % hosts.length] : undefined)),
    ],
    ['vms', []],
  ];
  const head = [
    `topology: ${format.FORMAT_VERSION}`,
    ...(known.name ? renderPair('name', known.name, INDENTATION) : []),
  ];
  const blocks = [
    head,
    ...sections.map(([key, items]) => (items.length > 0 ? renderPair(key, items, INDENTATION) : [`${key}:${FILL_IN}`])),
  ];
  const text = `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  return { text: text.replaceAll(FILL_IN, ''), cursor: text.indexOf(FILL_IN) };
}

function proxyOf({ name, addresses }: { name: string; addresses: readonly string[] }, host: string | undefined): Value {
  return { name, type: host === undefined ? 'physical' : 'virtual', host, addresses };
}
