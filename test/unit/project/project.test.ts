import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fixAll } from '../../../server/src/engine/fix-all.ts';
import { NO_FILES } from '../../../server/src/engine/model/include.ts';
import { describeProject } from '../../../server/src/engine/project/describe.ts';
import { createProjectEngine } from '../../../server/src/engine/project/engine.ts';
import { projectJsonSchema } from '../../../server/src/engine/project/json-schema.ts';
import { RULES } from '../../../server/src/engine/rules/index.generated.ts';
import { applyEdits, combine } from '../../../server/src/engine/syntax/edit/placed.ts';
import { annotate, stripAnnotations } from '../../support/annotate.ts';
import { filesUnder } from '../../support/files.ts';
import { uriOf } from '../../support/topology-files.ts';

/*
 * test/fixtures/projects/<name>.hxtopo.yaml is annotated with what is reported of it; of near-miss* nothing is.
 * UPDATE_FIXTURES=1 writes the annotations anew, to be reviewed as a diff.
 */
const FOLDER = join(import.meta.dirname, '../../fixtures/projects');
const UPDATE = process.env.UPDATE_FIXTURES === '1';
const engine = createProjectEngine();
const fixtures = filesUnder(FOLDER, '.hxtopo.yaml').map((file) => ({ file, name: basename(file) }));

function severities(text: string): { [code: string]: string } {
  return Object.fromEntries(engine.analyze('p', text).severities);
}

function fixtureText(name: string): string {
  return stripAnnotations(readFileSync(join(FOLDER, `${name}.hxtopo.yaml`), 'utf8'));
}

describe.each(fixtures)('$name', ({ file, name }) => {
  const written = readFileSync(file, 'utf8');
  const text = stripAnnotations(written);
  const uri = uriOf(file);
  const analysis = engine.analyze(uri, text);
  const { tree, diagnostics } = analysis;

  it('has the expected diagnostics, one to one', () => {
    const annotated = annotate(file, text, analysis);
    if (UPDATE) writeFileSync(file, annotated);
    else expect(annotated).toBe(written);
    if (name.startsWith('near-miss')) expect(diagnostics).toEqual([]);
  });

  const all = diagnostics.flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ diagnostic, fix })));
  it.each(all)('$diagnostic.message is gone after “$fix.title”', ({ diagnostic, fix }) => {
    const after = engine.analyze(file, applyEdits(text, combine(fix.edits, text)!));
    expect(after.diagnostics.map(({ message }) => message)).not.toContain(diagnostic.message);
    expect(after.diagnostics.length).toBeLessThan(diagnostics.length);
  });

  it('is the same over files and after an edit as by itself', () => {
    const other = engine.analyze(uri, 'rules:\n');
    for (const again of [engine.analyzeFiles(tree, NO_FILES), engine.analyzeEdited(other, new Map([[uri, text]]))]) {
      expect(again.treeOf(uri)?.text).toBe(text);
      expect(again.diagnostics.map(({ message }) => message)).toEqual(diagnostics.map(({ message }) => message));
    }
  });
});

describe('the severities of a project file', () => {
  it('are those that can be understood: a bad entry leaves the others alive', () => {
    expect(severities(fixtureText('mistakes'))).toEqual({
      'firewall/disabled': 'error',
      'proxy/unused': 'off',
      'job/vm-fails': 'information',
    });
  });

  it('of a line that does not parse do not take those of its neighbours along', () => {
    expect(severities(fixtureText('broken-lines'))).toEqual({
      'firewall/disabled': 'off',
      'proxy/unused': 'error',
      'plan/not-preferred': 'hint',
      'reference/unknown': 'warning',
      'format/name-case': 'off',
    });
  });

  it('may be quoted, merged, and in flow style', () => {
    expect(severities(fixtureText('near-miss'))).toEqual({
      'proxy/unused': 'off',
      'firewall/disabled': 'error',
      'reference/unused': 'hint',
    });
    expect(severities('{ rules: { proxy/unused: off } }\r\n')).toEqual({ 'proxy/unused': 'off' });
  });

  it.each(['', '# nothing\n', 'rules:\n', 'rules: {}\n', '\uFEFFrules:\r\n'])('%j sets none, and is sound', (text) => {
    expect(severities(text)).toEqual({});
    expect(engine.analyze('p', text).diagnostics).toEqual([]);
  });

  it('can be set for every rule', () => {
    const text = `rules:\n${RULES.map(({ code }) => `  ${code}: hint\n`).join('')}`;
    expect(Object.keys(severities(text))).toEqual(RULES.map(({ code }) => code));
  });

  it('are read from any text, however broken', () => {
    for (const text of [
      'rules: [',
      '"',
      '\t- x\n',
      'a\rb\r"c',
      'rules:\n  "a\n'.repeat(300),
      '---\n--- \n',
      '{'.repeat(5000),
    ]) {
      expect(engine.analyze('p', text).diagnostics.length, text.slice(0, 20)).toBeGreaterThan(0);
    }
  });
});

it('Fix all writes what was clearly meant', () => {
  const text = 'rules:\n  proxy/unused: Off # quiet\n';
  expect(applyEdits(text, fixAll(engine, engine.analyze('p', text)).get('p')!)).toBe(
    'rules:\n  proxy/unused: off # quiet\n',
  );
});

describe('the JSON Schema of the project file', () => {
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(projectJsonSchema());

  it.each([
    ['severities', 'rules:\n  proxy/unused: off\n  job/vm-fails: error\n', true],
    ['an empty mapping', 'rules:\n', true],
    ['keys of one’s own', 'x-a: 1\nrules: { x-b: [1] }\n', true],
    ['an unknown key', 'rulez: {}\n', false],
    ['an unknown rule', 'rules: { proxy/unusd: off }\n', false],
    ['an unknown severity', 'rules: { proxy/unused: warn }\n', false],
    ['a severity that is missing', 'rules: { proxy/unused: }\n', false],
    ['a list', 'rules: [proxy/unused]\n', false],
  ])('and the reader judge %s alike', (_what, text, sound) => {
    expect(validate(parse(text))).toBe(sound);
    expect(engine.analyze('p', text).diagnostics.length === 0).toBe(sound);
  });
});

describe('what stands in a project file', () => {
  const text = 'rules:\n  firewall/disabled: off\n  "proxy/unused": loud\nx-a: b\n';
  const at = (word: string) => describeProject(text, text.indexOf(word) + 1, (code) => `file:///rules/${code}.md`);

  it('is told of a rule, with a link to its page', () => {
    const rule = RULES.find(({ code }) => code === 'firewall/disabled')!;
    const described = at('firewall/disabled')!;
    for (const part of [rule.title, rule.what, rule.why, rule.whatToDo, `\`${rule.severity}\``]) {
      expect(described.markdown).toContain(part);
    }
    expect(described.markdown).toContain('[firewall/disabled](file:///rules/firewall/disabled.md)');
    expect(text.slice(described.start, described.end)).toBe('firewall/disabled');
    expect(text.slice(at('proxy/unused')!.start, at('proxy/unused')!.end)).toBe('proxy/unused');
  });

  it('is told of a key and of a severity', () => {
    expect(at('rules')!.markdown).toContain('Severity of each rule by its code.');
    expect(at('off')!.markdown).toContain('The rule is silent.');
  });

  it('is nothing where the format knows nothing', () => {
    expect(at('loud')).toBeUndefined();
    expect(at('x-a')).toBeUndefined();
    expect(at('b\n')).toBeUndefined();
  });
});
