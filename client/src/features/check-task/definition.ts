/** The type of the tasks, as `package.json` contributes it. */
export const TASK_TYPE = 'hxtopo';

/** A task as a `tasks.json` defines it. */
export interface CheckDefinition {
  readonly type: string;
  readonly task: 'check';
  /** Relative to the workspace folder; all topology files of it by default. */
  readonly files?: readonly string[];
  /** Further options. */
  readonly args?: readonly string[];
}

/** The arguments of `hxtopo` for a task: what `$hxtopo` reads is neither coloured nor fitted to the terminal. */
export function checkArguments({ args = [] }: CheckDefinition, files: readonly string[]): string[] {
  return ['check', '--plain', ...args, '--', ...files];
}
