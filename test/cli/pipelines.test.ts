import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { codeBlocks } from '../support/page.ts';
import { type Result, ROOT, run, temporaryFolder } from './process.ts';

const MUNICH = readFileSync(join(ROOT, 'samples/munich.topology.yaml'), 'utf8');
const SHUT = MUNICH.replace('allowedAddresses: [10.10.50.21]', 'allowedAddresses: []');
const BROKEN = MUNICH.replace('host: esx02, datastore', 'host: esx99, datastore');

const blocks = (section: string) => codeBlocks('docs/pipelines.md', section);

function block(section: string, language: string): string {
  return blocks(section).find((candidate) => candidate.language === language)!.code;
}

const repository = temporaryFolder();
const prefix = temporaryFolder();
const SITE = 'sites/munich 1.topology.yaml';
const write = (file: string, text: string): void => writeFileSync(join(repository, file), text);

/** Runs a script in the repository as a pipeline's shell does, with the installed `hxtopo` on its PATH. */
function shell(script: string, program: readonly string[] = ['bash', '-e', '-c']): Promise<Result> {
  const path = [join(prefix, 'bin'), join(prefix, 'fake'), process.env.PATH].join(delimiter);
  const environment = [`PATH=${path}`, `npm_config_prefix=${prefix}`, 'PULL_REQUEST=7'];
  return run('env', [...environment, ...program, script], repository);
}

async function succeed(script: string): Promise<string> {
  const { status, out, err } = await shell(script);
  expect(status, err).toBe(0);
  return out;
}

const commit = (message: string): Promise<string> =>
  succeed(
    `git -c user.name=Test -c user.email=test@example.com -c commit.gpgsign=false -c core.hooksPath=/dev/null commit -qam ${message}`,
  );

beforeAll(async () => {
  mkdirSync(join(repository, 'sites'));
  mkdirSync(join(repository, 'tools'));
  mkdirSync(join(prefix, 'fake'));
  const packed = await run('npm', ['pack', '--ignore-scripts', '--pack-destination', join(repository, 'tools')], ROOT);
  expect(packed.status, packed.err).toBe(0);
  // In place of GitHub's own command line: it writes down what it is told.
  const gh = join(prefix, 'fake/gh');
  writeFileSync(gh, `#!/bin/sh\necho "$@" > '${join(prefix, 'told')}'\n`);
  chmodSync(gh, 0o755);
  write(SITE, MUNICH);
  await succeed('git init -q && git add sites');
  await commit('open');
  write(SITE, SHUT);
  await commit('shut');
});

describe('getting hxtopo', () => {
  const [make, install] = blocks('Getting `hxtopo`').map(({ code }) => code);

  it('makes a package that holds the command, built anew', async () => {
    expect(make).toBe('npm ci\nnpm pack\n');
    expect(manifest.scripts.prepack).toBe('node scripts/build.mjs');
    const files = await succeed(`tar -tzf tools/hyperflex-topology-${manifest.version}.tgz`);
    expect(files.split('\n')).toEqual(expect.arrayContaining(['package/dist/hxtopo.cjs', 'package/LICENSE']));
    expect(files).toContain('package/dist/third-party-notices.txt');
    expect(files).not.toContain('server/src');
  });

  it('installs it without a network', async () => {
    await succeed(install!.replace('npm install', 'npm install --offline'));
    expect(await succeed('hxtopo --version')).toBe(`${manifest.version}\n`);
  });

  describe('and then', () => {
    interface Step {
      readonly name?: string;
      readonly run?: string;
      readonly uses?: string;
    }
    const workflow = parse(block('GitHub', 'yaml'));
    const steps: readonly Step[] = workflow.jobs.check.steps;
    const stepRuns = (name: string): string => steps.find((step) => step.name === name)!.run!;

    it('a GitHub workflow has what it needs', () => {
      expect(Object.keys(workflow)).toEqual(['name', 'on', 'permissions', 'jobs']);
      expect(steps.map((step) => step.name ?? step.uses?.split('@')[0] ?? step.run)).toEqual([
        'actions/checkout',
        'actions/setup-node',
        install!.trim(),
        'Findings for code scanning',
        'github/codeql-action/upload-sarif',
        'What changes in the plan',
        'Tell it in the pull request',
        'Findings at the lines of the pull request',
      ]);
    });

    it('a GitHub workflow writes SARIF, also where something is wrong, and then fails', async () => {
      write(SITE, BROKEN);
      await succeed(stepRuns('Findings for code scanning'));
      const { runs } = JSON.parse(readFileSync(join(repository, 'hxtopo.sarif'), 'utf8'));
      expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
        'sites/munich%201.topology.yaml',
      );
      const told = await shell(stepRuns('Findings at the lines of the pull request'));
      expect(told.status).toBe(1);
      expect(told.out).toContain(`::error file=${SITE},line=`);
      write(SITE, SHUT);
      expect(await succeed(stepRuns('Findings at the lines of the pull request'))).toContain('::warning file=');
      expect((await shell(stepRuns('Findings for code scanning').replace('git ls-files', 'false'))).status).toBe(1);
    });

    it('a GitHub workflow comments the plan that changes', async () => {
      await succeed(stepRuns('What changes in the plan'));
      const plan = readFileSync(join(repository, 'plan.md'), 'utf8');
      expect(plan).toContain(`\`${SITE}\`\n\n### Backup plan: 1 VM worse; 1 unchanged`);
      await succeed(stepRuns('Tell it in the pull request'));
      expect(readFileSync(join(prefix, 'told'), 'utf8')).toBe(
        'pr comment 7 --body-file plan.md --edit-last --create-if-none\n',
      );
    });

    it('a GitLab pipeline writes a test report, and fails on errors', async () => {
      const { topology } = parse(block('GitLab', 'yaml'));
      const [setup, check] = topology.script;
      expect(setup).toBe(install!.trim());
      await succeed(check);
      const report = () => readFileSync(join(repository, topology.artifacts.reports.junit), 'utf8');
      expect(report()).toContain(`<testsuite name="${SITE}" tests="1" failures="0"`);
      write(SITE, BROKEN);
      expect((await shell(check)).status).not.toBe(0);
      expect(report()).toContain('<failure type="error"');
      write(SITE, SHUT);
    });

    it('a Git hook checks what is staged, not what lies in the folder', async () => {
      write('hook.sh', block('A Git hook', 'sh'));
      const hook = () => shell('hook.sh', ['sh']);
      write(SITE, BROKEN);
      expect((await hook()).status, 'not staged').toBe(0);
      await succeed('git add sites');
      write(SITE, SHUT);
      const { status, out } = await hook();
      expect(status).not.toBe(0);
      expect(out).toContain(`${SITE}:`);
      await succeed('git add sites');
      expect((await hook()).status).toBe(0);
    });

    it('the pre-commit framework runs it on topology files', async () => {
      const { repos } = parse(block('A Git hook', 'yaml'));
      const [{ entry, files, language, id }] = repos[0].hooks;
      expect({ repo: repos[0].repo, language, id }).toEqual({ repo: 'local', language: 'system', id: 'hxtopo-check' });
      const matching = ['a.topology.yaml', 'b/c.topology.yml', 'a.yaml', 'topology.yaml', 'a.topology.yaml.bak'];
      expect(matching.filter((file) => new RegExp(files).test(file))).toEqual(matching.slice(0, 2));
      // It appends the files to the entry.
      expect(await succeed(`${entry} '${SITE}'`)).toContain('warning');
    });
  });
});

it('the task of the page is one that the extension contributes', () => {
  const [task] = JSON.parse(block('A task in VS Code', 'json')).tasks;
  const [definition] = manifest.contributes.taskDefinitions;
  const { type, problemMatcher, group, ...own } = task;
  expect(type).toBe(definition!.type);
  expect(problemMatcher).toBe(`$${manifest.contributes.problemMatchers[0]!.name}`);
  expect(group).toBe('test');
  const validate = new Ajv({ strict: false }).compile({
    type: 'object',
    required: definition!.required,
    properties: definition!.properties,
    additionalProperties: false,
  });
  expect(validate(own), JSON.stringify(validate.errors)).toBe(true);
});
