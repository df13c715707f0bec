import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../server/src/engine/rules/index.generated.ts';
import { filesUnder } from '../support/files.ts';
import { hxtopo, ROOT, temporaryFolder } from './process.ts';

const BROKEN = filesUnder(join(ROOT, 'samples/broken'), '.topology.yaml');
const folder = temporaryFolder();
const SITE = `topology: 1
clusters:
  - name: Prod
hosts:
  - { name: esx01, cluster: prod }
  - { name: esx02, cluster: prod }   # topology-ignore: format/name-case a lab
  - { name: esx03, cluster: prod }
`;

/** The schema of OASIS, written in draft 4: ajv reads later drafts, and knows no formats. */
const {
  id: _id,
  $schema: _draft,
  ...schema
} = JSON.parse(readFileSync(join(import.meta.dirname, 'sarif-2.1.0.schema.json'), 'utf8'));
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(
  schema,
);

async function sarif(text: string, args: readonly string[] = []) {
  const { out, err } = await hxtopo(['check', '--format', 'sarif', ...args, '-'], folder, text);
  expect(err).toBe('');
  const log = JSON.parse(out);
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0];
}

const fingerprintsOf = (run: { results: readonly { partialFingerprints: unknown }[] }) =>
  run.results.map(({ partialFingerprints }) => partialFingerprints);

describe('hxtopo check --format sarif', () => {
  it('is checked by a schema that refuses what is not SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });

  it('has every rule in its table, with what a viewer shows of it', async () => {
    const { tool } = await sarif(SITE);
    const { rules } = tool.driver;
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ code }) => code));
    const rule = rules.find(({ id }: { id: string }) => id === 'format/name-case');
    expect(rule).toMatchObject({
      name: 'FormatNameCase',
      shortDescription: { text: 'A name is written with other capitals than where it is declared' },
      defaultConfiguration: { level: 'warning' },
    });
    expect(rule.help.text).toContain('Write the name as it is declared.');
    expect(rule.help.text).toContain('It has fixes, and they are safe: Fix all');
    expect(rule.properties).toEqual({ fixes: 'safe' });
  });

  it('places a result, what is related to it, and its fix', async () => {
    const { columnKind, results, tool } = await sarif(SITE);
    const artifactLocation = { uri: '-', uriBaseId: '%SRCROOT%' };
    expect(columnKind).toBe('utf16CodeUnits');
    const result = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'format/name-case');
    expect(tool.driver.rules[result.ruleIndex].id).toBe('format/name-case');
    const region = { startLine: 5, startColumn: 29, endLine: 5, endColumn: 33 };
    expect(result).toMatchObject({
      level: 'warning',
      locations: [{ physicalLocation: { artifactLocation, region } }],
      relatedLocations: [
        {
          physicalLocation: {
            artifactLocation,
            region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 15 },
          },
          message: { text: 'Prod is declared here' },
        },
      ],
      fixes: [
        {
          description: { text: 'Write Prod' },
          artifactChanges: [
            { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'Prod' } }] },
          ],
        },
      ],
    });
  });

  it('tells what a comment keeps silent, and why', async () => {
    const { results } = await sarif(SITE);
    const cases = results.filter(({ ruleId }: { ruleId: string }) => ruleId === 'format/name-case');
    expect(cases.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
      [],
      [{ kind: 'inSource', justification: 'a lab' }],
      [],
    ]);
    const withoutReason = await sarif(SITE.replace(' a lab', ''));
    expect(withoutReason.results.flatMap(({ suppressions }: { suppressions: unknown[] }) => suppressions)).toEqual([
      { kind: 'inSource' },
    ]);
    expect((await sarif(SITE, ['--rule', 'format/name-case=off'])).results).toEqual(
      results.filter(({ ruleId }: { ruleId: string }) => ruleId !== 'format/name-case'),
    );
  });

  it('writes names so that no viewer takes them for placeholders or links', async () => {
    const { results } = await sarif(SITE.replace('Prod', '"[Pr](0) {0} }"').replaceAll('prod', '"[pr](0) {0} }"'));
    const { message, relatedLocations, fixes } = results.find(
      ({ ruleId }: { ruleId: string }) => ruleId === 'format/name-case',
    );
    const told = '[Pr]\u2060(0) {{0}} }}';
    expect(message.text).toContain(`declared as ${told}`);
    expect(relatedLocations[0].message.text).toBe(`${told} is declared here`);
    expect(fixes[0].description.text).toBe(`Write ${told}`);
    // What is written into the file is no message.
    expect(fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toContain('[Pr](0) {0} }');
  });

  it('takes the severities that were set', async () => {
    const { results } = await sarif(SITE, ['--rule', 'format/name-case=information']);
    expect(results.find(({ ruleId }: { ruleId: string }) => ruleId === 'format/name-case').level).toBe('note');
  });

  it('gives each result a fingerprint of its own, which survives moved and indented lines', async () => {
    const twice = SITE.replace(
      '{ name: esx03, cluster: prod }',
      '{ name: esx03, cluster: prod }\n  - { cluster: prod }\n  - { cluster: prod }',
    );
    const before = fingerprintsOf(await sarif(twice));
    expect(new Set(before.map((fingerprint) => JSON.stringify(fingerprint))).size).toBe(before.length);
    const moved = twice.replace('hosts:\n', '# moved\n\nhosts:\n').replaceAll('  - ', '    - ');
    expect(fingerprintsOf(await sarif(moved))).toEqual(before);
  });

  it('speaks of files by URIs', async () => {
    const munich = join(ROOT, 'samples/munich.topology.yaml');
    const uriOf = async (file: string, cwd: string) => {
      const { out } = await hxtopo(['check', '--format', 'sarif', file], cwd);
      return JSON.parse(out).runs[0].results[0].locations[0].physicalLocation.artifactLocation;
    };
    expect(await uriOf(munich, folder)).toEqual({ uri: pathToFileURL(munich).href });
    expect(await uriOf('./samples/munich.topology.yaml', ROOT)).toEqual({
      uri: 'samples/munich.topology.yaml',
      uriBaseId: '%SRCROOT%',
    });
  });

  it('holds all broken samples by the schema', async () => {
    const { out } = await hxtopo(['check', '--format', 'sarif', ...BROKEN], ROOT);
    const log = JSON.parse(out);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    expect(log.runs[0].results.length).toBeGreaterThan(BROKEN.length);
  });
});
