import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem, type } from 'node:os';

/** Where and when a bench ran. */
export interface Machine {
  readonly description: string;
  readonly node: string;
  /** ISO, the day only. */
  readonly date: string;
  /** Of one minute, before the first measurement: how busy others kept the machine. */
  readonly load: number;
}

/** The machine as it is now, with the Node that is measured. */
export function machineNow(node: string): Machine {
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    description: `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${memory} GB, ${type()}`,
    node: execFileSync(node, ['--version'], { encoding: 'utf8' }).trim(),
    date: new Date().toISOString().slice(0, 10),
    load: loadavg()[0]!,
  };
}
