// A session of edits, in a process of its own that was started with `--expose-gc`: prints how many bytes of objects live
// after so many edits, for each number given behind the file of a site.
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { type Analysis, createEngine } from '../../../server/src/engine/engine.ts';
import { NO_FILES } from '../../../server/src/engine/model/include.ts';
import { parse, type TextEdit, update } from '../../../server/src/engine/syntax/index.ts';

const [file, ...numbers] = process.argv.slice(2);
const text = readFileSync(file!, 'utf8');
const vms = text.match(/- name: vm\d+/g)!;
const engine = createEngine();
let tree = parse('file:///large.topology.yaml', text);
let analysis: Analysis | undefined;

/** What is typed into a VM, with a number that makes it another text each time. */
const TYPED: readonly { readonly behind: string; readonly typed: (count: number) => string }[] = [
  { behind: '- name: ', typed: (count) => `x${count}` },
  { behind: 'sizeGB: ', typed: (count) => `${count}` },
  { behind: 'host: ', typed: (count) => `other${count} # ` },
  { behind: 'datastore: ', typed: (count) => `other${count} # ` },
  { behind: 'guestOs: ', typed: (count) => `"${count}` },
  { behind: 'poweredOn: true', typed: (count) => `\n    snapshot: native\n    x-${count}: 1` },
  { behind: 'host: esx0', typed: (count) => `# topology-ignore: reference/unknown-host ${count}\n    ` },
  { behind: 'poweredOn: true', typed: (count) => `\n  - name: new${count}\n    host: esx0000` },
];

function apply(edit: TextEdit): void {
  tree = update(tree, [edit]);
  analysis = engine.analyzeFiles(tree, NO_FILES, analysis);
  for (const { fixes } of analysis.diagnostics) void fixes;
}

/** Types at some VM, and takes it away again. */
function twoEdits(count: number): void {
  const { behind, typed } = TYPED[count % TYPED.length]!;
  const vm = tree.text.indexOf(vms[(count * 7) % vms.length]!);
  const start = tree.text.indexOf(behind, vm) + behind.length;
  const newText = typed(count);
  apply({ start, end: start, newText });
  apply({ start, end: start + newText.length, newText: '' });
}

/** Bytes of the heap without compiled code, of which there is more while the engine becomes quick. */
const objects = () =>
  getHeapSpaceStatistics()
    .filter(({ space_name }) => !space_name.startsWith('code'))
    .reduce((sum, { space_used_size }) => sum + space_used_size, 0);

/** Each edit has a turn of its own, as in a server: what is held weakly stays until the turn ends in which it was asked for. */
async function session(): Promise<void> {
  let made = 0;
  for (const edits of numbers.map(Number)) {
    for (; made < edits; made += 2) {
      twoEdits(made / 2);
      await nextTurn();
    }
    // What only weak maps hold goes the second time.
    for (let time = 0; time < 2; time++) globalThis.gc?.();
    console.log(objects());
  }
}

void session();
