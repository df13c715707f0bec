import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** All files under a folder whose name ends so, sorted, as paths. */
export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
