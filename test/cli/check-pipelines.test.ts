import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hxtopo, temporaryFolder } from './process.ts';

const folder = temporaryFolder();

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const CASE = `topology: 1
clusters:
  - name: Prod
hosts:
  - { name: esx01, cluster: prod }
`;
const RULES_SET = ['--rule', 'reference/unused=off'];

describe('hxtopo check --format github', () => {
  const check = (name: string, text: string, args: readonly string[] = []) =>
    hxtopo(['check', '--format', 'github', ...RULES_SET, ...args, file(name, text)], folder);

  it('writes one workflow command for each diagnostic', async () => {
    const { status, out } = await check('a.topology.yaml', CASE);
    expect(status).toBe(0);
    expect(out).toBe(
      '::warning file=a.topology.yaml,line=5,col=29,endColumn=33,title=format/name-case::The cluster is declared as Prod: prod differs in upper and lower case\n',
    );
  });

  it.each([
    ['error', 'error'],
    ['information', 'notice'],
    ['hint', 'notice'],
  ])('writes what is of severity %s as %s', async (severity, command) => {
    const { out } = await check('b.topology.yaml', CASE, ['--rule', `format/name-case=${severity}`]);
    expect(out).toMatch(new RegExp(`^::${command} `));
  });

  it('lets no text of the file end a command or a property', async () => {
    const { out } = await check(
      '100%,a:b.topology.yaml',
      CASE.replace('Prod', '"Pr%0A::o\\nd"').replace('prod', '"pr%0a::o\\nd"'),
    );
    expect(out.split('\n')).toHaveLength(2);
    expect(out).toContain('::warning file=100%25%2Ca%3Ab.topology.yaml,line=5,');
    expect(out).toContain('declared as Pr%250A::o\ufffdd');
  });

  it('writes nothing where nothing is wrong', async () => {
    expect((await check('c.topology.yaml', CASE.replace('prod', 'Prod'))).out).toBe('');
  });
});

describe('hxtopo check --format junit', () => {
  const check = (args: readonly string[], ...files: readonly string[]) =>
    hxtopo(['check', '--format', 'junit', ...RULES_SET, ...args, ...files], folder);

  it('writes a suite for each file, and a failed test for each finding that fails', async () => {
    const wrong = file('wrong.topology.yaml', CASE);
    const right = file('right.topology.yaml', CASE.replace('prod', 'Prod'));
    const { status, out } = await check(['--fail-on', 'warning'], wrong, right);
    expect(status).toBe(1);
    const message = 'The cluster is declared as Prod: prod differs in upper and lower case';
    expect(out).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hxtopo check" tests="2" failures="1" errors="0">
  <testsuite name="wrong.topology.yaml" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase classname="wrong.topology.yaml" name="format/name-case at 5:29" time="0">
      <failure type="warning" message="${message}">wrong.topology.yaml:5:29: ${message}</failure>
    </testcase>
  </testsuite>
  <testsuite name="right.topology.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase classname="right.topology.yaml" name="check" time="0"/>
  </testsuite>
</testsuites>
`);
  });

  it('keeps what does not fail in the output of the suite', async () => {
    const { status, out } = await check([], file('d.topology.yaml', CASE));
    expect(status).toBe(0);
    expect(out).toContain('tests="1" failures="0"');
    expect(out).toContain('<system-out>d.topology.yaml:5:29 warning format/name-case: The cluster is declared as Prod');
  });

  it('escapes names, and what XML cannot hold', async () => {
    const text = CASE.replace('Prod', `"A<b>&'\\"\\u0007"`).replace('prod', `"a<b>&'\\"\\u0007"`);
    const { out } = await check(['--fail-on', 'warning'], file('<&".topology.yaml', text));
    expect(out).toContain('<testsuite name="&lt;&amp;&quot;.topology.yaml"');
    expect(out).toContain('declared as A&lt;b&gt;&amp;&apos;&quot;\ufffd: ');
    expect(out).not.toContain('\u0007');
  });
});
