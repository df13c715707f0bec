import { largeTopology } from '../../samples/generate.mjs';

/** A generated topology, and lines of it (zero-based) at which something can be done. */
export interface Site {
  readonly vms: number;
  readonly text: string;
  readonly lines: readonly string[];
  /** `- name: …` of each VM. */
  readonly vmNames: readonly number[];
  /** `host: …` of each VM. */
  readonly vmHosts: readonly number[];
  /** `guestOs: …` of each VM. */
  readonly guests: readonly number[];
  /** The addresses that the hosts' firewalls let in. */
  readonly allowedAddresses: readonly number[];
  /** `value: …` of the registry value. */
  readonly registryValue: readonly number[];
  /** The last line of each cluster. */
  readonly clusters: readonly number[];
  /** `type: …` of each proxy. */
  readonly proxies: readonly number[];
}

/** The site of so many VMs, some 12 lines each; the same number gives the same site. */
export function siteOf(vms: number): Site {
  const text = largeTopology(vms);
  const lines = text.split('\n');
  const sections = linesBySection(lines);
  const at = (section: string, pattern: RegExp): number[] =>
    (sections.get(section) ?? []).filter((line) => pattern.test(lines[line]!));
  return {
    vms,
    text,
    lines,
    vmNames: at('vms', /^ {2}- name:/),
    vmHosts: at('vms', /^ {4}host:/),
    guests: at('vms', /^ {4}guestOs:/),
    allowedAddresses: at('hosts', /^ +- [\d.]+$/),
    registryValue: at('backupServer', /^ +value:/),
    clusters: at('clusters', /^ {4}hyperflex:/),
    proxies: at('proxies', /^ {4}type:/),
  };
}

/** The lines under each top-level key. */
function linesBySection(lines: readonly string[]): Map<string, number[]> {
  const sections = new Map<string, number[]>();
  let section: number[] = [];
  for (const [index, line] of lines.entries()) {
    const key = /^(\w+):/.exec(line)?.[1];
    if (key === undefined) section.push(index);
    else {
      section = [];
      sections.set(key, section);
    }
  }
  return sections;
}
