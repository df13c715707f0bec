// `npm run fuzz`: the property tests of this folder on as many random cases as asked for, and what they came to into
// docs/reliability.md. What breaks one of them is printed, and kept as a file beside the results.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exited } from '../../scripts/processes.mjs';

const USAGE = `usage: npm run fuzz -- [options]
  --histories 300    histories of 100 edits, of each of three kinds
  --texts 500        hostile texts, in each of two position encodings
  --sequences 500    sequences of protocol messages
  --seed 1           where the random numbers start
  --page             writes the table of docs/reliability.md`;
const PAGE = join(import.meta.dirname, '../../docs/reliability.md');
const START = '<!-- Written by `npm run fuzz`. -->';
const END = '<!-- End of what it writes. -->';

const options = read();
const results = mkdtempSync(join(tmpdir(), 'hxtopo-fuzz-'));
const env = { ...process.env, FUZZ_RESULTS: results, FUZZ_SEED: options.seed };
for (const runs of ['histories', 'texts', 'sequences']) env[`FUZZ_${runs.toUpperCase()}`] = options[runs];
const args = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', 'test/fuzz'];
const status = await exited(spawn(process.execPath, args, { stdio: 'inherit', env }));
const file = join(results, 'outcomes.jsonl');
const outcomes = existsSync(file)
  ? readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
const table = tableOf(outcomes.toSorted((a, b) => a.what.localeCompare(b.what)));
console.log(`${table}\n\nFinds, if there are any, are in ${results}`);
if (options.page) writePage(table);
process.exitCode = status === 0 ? 0 : 1;

function read() {
  const number = (by) => ({ type: 'string', default: String(by) });
  try {
    const { values } = parseArgs({
      options: {
        histories: number(300),
        texts: number(500),
        sequences: number(500),
        seed: number(1),
        page: { type: 'boolean', default: false },
      },
    });
    const { page, ...numbers } = values;
    const wrong = Object.values(numbers).find((text) => !/^\d+$/.test(text));
    if (wrong !== undefined) throw new Error(`"${wrong}" is no whole number`);
    return values;
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    process.exit(1);
  }
}

function tableOf(outcomes) {
  const rows = outcomes.map(({ what, unit, cases, seconds, seed }) => [
    what,
    `${cases.toLocaleString('en-US')} ${unit}`,
    `${Math.round(seconds).toLocaleString('en-US')} s`,
    seed,
  ]);
  return [['what', 'cases', 'time', 'seed'], [':--', ':--', ':--', ':--'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function writePage(table) {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start === -1 || end < start) throw new Error(`${PAGE} has no place for the table`);
  writeFileSync(PAGE, `${page.slice(0, start + START.length)}\n\n${table}\n\n${page.slice(end)}`);
}
