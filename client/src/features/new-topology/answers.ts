import type { NewTopologyParams } from '../../../../server/src/lsp/protocol.ts';

/** What people type into the steps of *New Topology File*, read. Each gives `undefined` for an answer that it cannot read. */

const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const NETWORK = /^(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/;

/** `hx-muc 10.10.50.0/24`: a name, then the data network as CIDR. */
export function readSystem(answer: string): NewTopologyParams['hyperflex'] {
  const dataNetwork = answer.trim().split(/[\s,]/).at(-1)!;
  const name = answer
    .trim()
    .slice(0, -dataNetwork.length)
    .replace(/(?<![\s,])[\s,]+$/, '');
  return name !== '' && NETWORK.test(dataNetwork) ? { name, dataNetwork } : undefined;
}

/** `4` for four hosts, or names: `esx01, esx02`. */
export function readHosts(answer: string): string[] | undefined {
  const words = answer.split(/[\s,;]+/).filter((word) => word !== '');
  const [only] = words;
  if (words.length !== 1 || !/^\d+$/.test(only!)) return new Set(words).size === words.length ? words : undefined;
  const count = Number(only);
  if (count < 1 || count > 64) return undefined;
  return Array.from({ length: count }, (_, index) => `esx${String(index + 1).padStart(2, '0')}`);
}

/** `proxy01 10.10.10.21 10.10.50.21, proxy02 …`: each a name and the addresses of its network cards. */
export function readProxies(answer: string): NewTopologyParams['proxies'] {
  const proxies = answer
    .split(/[,;]/)
    .map((part) => part.trim().split(/\s+/))
    .filter(([name]) => name !== '')
    .map(([name, ...addresses]) => ({ name: name!, addresses }));
  const isSound = proxies.every(
    ({ name, addresses }) => !ADDRESS.test(name) && addresses.every((one) => ADDRESS.test(one)),
  );
  return isSound && new Set(proxies.map(({ name }) => name)).size === proxies.length ? proxies : undefined;
}
