import type { PlanQuery } from './query.ts';
import { cellOf, type PlanRow, wayOf } from './row.ts';

/** Whether a row is one of those asked for, whichever way it goes. */
export function filterOf({ text, only }: PlanQuery): (row: PlanRow) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const lower = remembered((cell: string) => cell.toLowerCase());
  const holds = (row: PlanRow, word: string): boolean =>
    row.vm.name.toLowerCase().includes(word) || OTHERS.some((column) => lower(cellOf(row, column)).includes(word));
  const { job, proxy, host, system } = only;
  return (row) =>
    (job === undefined || row.plan?.job.name === job) &&
    (proxy === undefined || row.plan?.proxy?.name === proxy) &&
    (host === undefined || row.vm.host?.name === host) &&
    (system === undefined || row.vm.system?.name === system) &&
    words.every((word) => holds(row, word));
}

/** Of these columns many rows have the same cells. */
const OTHERS = ['way', 'proxy', 'job', 'host'] as const;

/** Whether a row goes one of the ways asked for. */
export function goesAsAsked({ ways }: PlanQuery): (row: PlanRow) => boolean {
  const asked = new Set(ways);
  return (row) => asked.size === 0 || asked.has(wayOf(row));
}

function remembered<K, R>(make: (key: K) => R): (key: K) => R {
  const known = new Map<K, R>();
  return (key) => {
    let result = known.get(key);
    if (result === undefined) {
      result = make(key);
      known.set(key, result);
    }
    return result;
  };
}
