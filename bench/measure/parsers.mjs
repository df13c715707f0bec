// Prints, as JSON, how many ms `JSON.parse` and the `parseDocument` of yaml take for a topology file:
// node bench/measure/parsers.mjs FILE SECONDS
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

const [, , file, seconds] = process.argv;
const text = readFileSync(file, 'utf8');

/** Measures at least once, and for so many seconds at most ten times. */
function measure(work) {
  const times = [];
  const end = performance.now() + Number(seconds) * 1000;
  while (times.length === 0 || (times.length < 10 && performance.now() < end)) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return times;
}

const json = JSON.stringify(parseDocument(text).toJS());
const yamlTimes = measure(() => parseDocument(text));
process.stdout.write(JSON.stringify({ json: measure(() => JSON.parse(json)), yaml: yamlTimes }));
