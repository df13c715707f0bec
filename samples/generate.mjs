// Writes a large topology: node samples/generate.mjs 10000 > large.topology.yaml
import { fileURLToPath } from 'node:url';

const VMS_PER_HOST = 25;
const HOSTS_PER_CLUSTER = 16;

const two = (number) => String(number).padStart(2, '0');

/**
 * A site of so many VMs: clusters of 16 hosts with 25 VMs each, an HX system and four proxies to a cluster; some 12 lines
 * a VM. Every tenth host lets no proxy in. The same number gives the same text.
 * @param {number} count
 * @returns {string}
 */
export function largeTopology(count) {
  const hosts = Math.max(1, Math.ceil(count / VMS_PER_HOST));
  const clusters = Math.max(1, Math.ceil(hosts / HOSTS_PER_CLUSTER));
  const each = (number, write) => Array.from({ length: number }, (_, index) => write(index)).join('');
  const clusterOf = (host) => Math.floor(host / HOSTS_PER_CLUSTER);
  const network = (cluster) => `10.${100 + Math.floor(cluster / 250)}.${cluster % 250}`;
  return `topology: 1
name: ${count} VMs

backupServer:
  name: vbr01
  version: 12.3.1.1139
  license: universal
  registry:
    - key: HKLM\\SOFTWARE\\Veeam\\Veeam Backup and Replication
      name: EnableSameHostHotaddMode
      type: REG_DWORD
      value: 2

hyperflex:
${each(clusters, (c) => `  - name: hx${two(c)}\n    version: 5.0(2e)\n    addedToBackupServer: true\n    dataNetwork: ${network(c)}.0/24\n    controllerClusterIp: ${network(c)}.10\n`)}
clusters:
${each(clusters, (c) => `  - name: cl${two(c)}\n    datacenter: dc1\n    hyperflex: hx${two(c)}\n`)}
hosts:
${each(
  hosts,
  (h) =>
    `  - name: esx${String(h).padStart(4, '0')}\n    cluster: cl${two(clusterOf(h))}\n    version: 8.0 U2b\n${
      h % 10 === 9
        ? ''
        : `    firewall:\n      rules:\n        - name: veeam-iovisor\n          ports: 0-65535\n          allowedAddresses:\n${each(4, (p) => `            - ${network(clusterOf(h))}.${21 + p}\n`)}`
    }`,
)}
datastores:
${each(clusters, (c) => `  - name: ds${two(c)}\n    hyperflex: hx${two(c)}\n`)}
proxies:
${each(clusters * 4, (p) => {
  const cluster = Math.floor(p / 4);
  const host = Math.min(hosts - 1, cluster * HOSTS_PER_CLUSTER + (p % 4));
  return `  - name: proxy${two(p)}\n    type: virtual\n    host: esx${String(host).padStart(4, '0')}\n    addresses: [172.16.${cluster % 250}.${21 + (p % 4)}, ${network(cluster)}.${21 + (p % 4)}]\n    maxConcurrentTasks: 8\n`;
})}
vms:
${each(count, (v) => {
  const host = Math.floor(v / VMS_PER_HOST);
  const datastore = `ds${two(clusterOf(host))}`;
  return `  - name: vm${String(v).padStart(5, '0')}
    host: esx${String(host).padStart(4, '0')}
    guestOs: ${['windows', 'linux', 'other'][v % 3]}
    poweredOn: true
    vmwareTools: true
    disks:
      - name: System
        datastore: ${datastore}
        sizeGB: ${40 + (v % 7) * 20}
      - name: Data
        datastore: ${datastore}
        sizeGB: ${100 + (v % 11) * 50}
`;
})}
jobs:
${each(clusters, (c) => `  - name: job${two(c)}\n    include:\n      - cluster: cl${two(c)}\n    storageSnapshots:\n      failoverToStandardBackup: true\n`)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const count = Number(process.argv[2]);
  if (!Number.isInteger(count) || count < 1) {
    console.error('usage: node samples/generate.mjs NUMBER_OF_VMS');
    process.exitCode = 2;
  } else process.stdout.write(largeTopology(count));
}
