import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './packages.mjs';

/**
 * Packages the extension afresh, with `npm run package`.
 *
 * @returns {string} the path of the .vsix
 * @throws when packaging fails, after its output has been printed
 */
export function packageExtension() {
  const started = Date.now();
  execFileSync('npm', ['run', '--silent', 'package'], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
  const made = ['.', 'dist']
    .map((folder) => path.join(projectRoot, folder))
    .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
    .find((file) => file.endsWith('.vsix') && statSync(file).mtimeMs >= started);
  if (made === undefined) throw new Error('`npm run package` has left no .vsix');
  return made;
}
