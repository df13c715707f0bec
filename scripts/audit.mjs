// `npm run audit`: what the registry knows against the packages whose code is bundled. Those of tools do not count, since
// no user gets them; and a registry that does not answer is no fault of theirs: that is told, and the exit status is 0.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const notices = await readFile(new URL('../dist/third-party-notices.txt', import.meta.url), 'utf8');
const bundled = new Set([...notices.matchAll(/^(\S+ \d\S*) \(\S+\)$/gm)].map(([, each]) => each));
const lock = JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8')).packages;

const { vulnerabilities } = await report();
if (!vulnerabilities) {
  console.log('The registry does not tell of advisories: the bundled packages were not looked up.');
} else {
  const found = Object.values(vulnerabilities).filter(({ name, nodes }) =>
    nodes.some((node) => bundled.has(`${name} ${lock[node]?.version}`)),
  );
  for (const { name, severity, via } of found) {
    console.error(`${name}: ${severity}: ${via.map((each) => each.title ?? `by ${each}`).join('; ')}`);
  }
  console.log(`${bundled.size} bundled packages were looked up; advisories: ${found.length}.`);
  process.exitCode = found.length > 0 ? 1 : 0;
}

/** What `npm audit` says; nothing where it does not come to an answer. */
function report() {
  return new Promise((resolve) => {
    execFile('npm', ['audit', '--json'], { cwd: root, shell: process.platform === 'win32' }, (_, stdout) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        resolve({});
      }
    });
  });
}
