import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { run } from '../../cli/process.ts';

/* `npm run audit` against a registry of the test. */

const ROOT = join(import.meta.dirname, '../../..');
let close = (): void => {};
afterEach(() => close());

/** @param advisories by package, or the status of an answer that has none */
async function audit(advisories: object | number) {
  const registry = createServer((request, response) => {
    request.resume();
    const isAsked = request.url?.includes('/advisories/bulk') && typeof advisories === 'object';
    response.writeHead(isAsked ? 200 : 405, { 'content-type': 'application/json' });
    response.end(isAsked ? JSON.stringify(advisories) : '{}');
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  close = () => void registry.close();
  const { port } = registry.address() as { port: number };
  const settings = [`npm_config_registry=http://127.0.0.1:${port}/`, 'npm_config_fetch_retries=0'];
  return run('env', [...settings, 'node', 'scripts/audit.mjs'], ROOT);
}

const advisory = { id: 1, url: '', title: 'Reads too much', severity: 'high', vulnerable_versions: '*', cwe: [] };

describe('the audit', () => {
  it('fails for a package that is bundled', async () => {
    const { status, out, err } = await audit({ yaml: [advisory] });
    expect({ status, err }).toEqual({ status: 1, err: 'yaml: high: Reads too much\n' });
    expect(out).toMatch(/^\d+ bundled packages were looked up; advisories: 1\.$/m);
  });

  it('passes for one that no user gets', async () => {
    expect(Object.keys(manifest.devDependencies)).toContain('ajv');
    expect(await audit({ ajv: [advisory] })).toMatchObject({ status: 0, err: '' });
  });

  it('passes, and says so, where the registry does not answer', async () => {
    const { status, out } = await audit(405);
    expect({ status, out }).toEqual({
      status: 0,
      out: 'The registry does not tell of advisories: the bundled packages were not looked up.\n',
    });
  });
});
