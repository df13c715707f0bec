import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Options {
  readonly sizes: readonly number[];
  readonly peers: boolean;
  readonly edits: number;
  readonly smoke: boolean;
  /** Where the page goes; `undefined`: docs if nothing is left out of it, else the cache. */
  readonly output: string | undefined;
}

export const USAGE = `usage: npm run bench -- [options]
  --sizes 1000,10000   numbers of VMs (default 100,1000,10000,50000)
  --edits 10000        keystrokes of the session
  --no-peers           without yaml-language-server
  --smoke              everything once, at 1,000 VMs, without peers
  --output FOLDER      where performance.md and images/performance.svg go (default docs, for a whole run)`;

const SIZES = [100, 1_000, 10_000, 50_000];

/** Reads the command line. Throws on what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string' },
      edits: { type: 'string', default: '10000' },
      'no-peers': { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
      output: { type: 'string' },
    },
  });
  const { smoke } = values;
  return {
    sizes:
      values.sizes === undefined
        ? smoke
          ? [1_000]
          : SIZES
        : values.sizes
            .split(',')
            .map(positive)
            .toSorted((a, b) => a - b),
    peers: !values['no-peers'] && !smoke,
    edits: positive(values.edits),
    smoke,
    output: values.output,
  };
}

/** Whether a run with these options measures all there is to measure. */
export function isWhole({ sizes, peers, smoke }: Options): boolean {
  return peers && !smoke && SIZES.every((size) => sizes.includes(size));
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`"${text}" is no whole number above 0`);
  return value;
}
