import type { Proxy } from '../../model/entities.ts';
import { proxy as format } from '../../schema/format.ts';
import { insertPair } from '../../syntax/edit/index.ts';
import { counted } from '../_words.ts';
import { type Related, rule } from '../rule.ts';

/** The guide's sizing: one core for two tasks, 2 GB and 1 GB more for each task. */
const TASKS_PER_CORE = 2;
const BASE_GB = 2;
const GB_PER_TASK = 1;

export default rule({
  code: 'proxy/too-many-tasks',
  title: 'A proxy takes more tasks at a time than its machine is made for',
  severity: 'warning',
  what: 'More than 2 tasks for each CPU core, or less memory than 2 GB and 1 GB more for each task.',
  why: 'Every disk is a task. Tasks beyond that share cores and memory, so that all of them get slower, and VBR takes the proxy for less busy than it is.',
  whatToDo: 'Lower `maxConcurrentTasks` to the recommended number, or give the machine more cores or memory.',
  source: 'Veeam user guide, System Requirements (Backup Proxy) and Limitation on Number of Concurrent Tasks',
  fixes: 'safe',
  reads: ['hosts'],
  *check({ topology }) {
    for (const proxy of topology.proxies) {
      const limits = limitsOf(proxy);
      const exceeded = limits.filter(({ most }) => proxy.maxConcurrentTasks > most);
      const [related] = exceeded;
      if (!related || !proxy.enabled) continue;
      const most = Math.min(...limits.map((limit) => limit.most));
      const written = proxy.value.maxConcurrentTasks;
      const advice =
        most < 1 ? 'that is not enough for a single task' : `${most} ${most === 1 ? 'is' : 'are'} recommended`;
      yield {
        place: written ?? related.place,
        message: `${proxy.name} takes ${counted(proxy.maxConcurrentTasks, 'task')} at a time${written ? '' : ' by default'}, but has ${exceeded.map(({ has }) => has).join(' and ')}: ${advice}`,
        related: written ? exceeded.map(({ place, message }): Related => ({ place, message })) : [],
        fixes: () =>
          most < 1
            ? []
            : [
                {
                  title: `Set maxConcurrentTasks of ${proxy.name} to ${most}`,
                  safe: true,
                  edits: insertPair(proxy.value, 'maxConcurrentTasks', most, { order: Object.keys(format.fields) }),
                },
              ],
      };
    }
  },
});

interface Limit extends Related {
  /** "4 cores". */
  readonly has: string;
  /** The tasks that it is enough for. */
  readonly most: number;
}

/** What of the machine is known. */
function limitsOf({ value: { cores, memoryGB } }: Proxy): Limit[] {
  const limits: Limit[] = [];
  if (cores) {
    const message = `${TASKS_PER_CORE} tasks for each core`;
    limits.push({ place: cores, has: counted(cores.value, 'core'), most: TASKS_PER_CORE * cores.value, message });
  }
  if (memoryGB) {
    const most = Math.max(0, Math.floor((memoryGB.value - BASE_GB) / GB_PER_TASK));
    const message = `${BASE_GB} GB, and ${GB_PER_TASK} GB for each task`;
    limits.push({ place: memoryGB, has: `${memoryGB.value} GB of memory`, most, message });
  }
  return limits;
}
