import { version } from '../../../../package.json';
import { printableJson } from '../../engine/explain/printable.ts';
import type { Diagnostic } from '../../engine/rules/check.ts';
import { RULES } from '../../engine/rules/index.generated.ts';
import type { Fix } from '../../engine/rules/rule.ts';
import { combineByFile } from '../../engine/syntax/edit/placed.ts';
import type { Place } from '../../engine/syntax/nodes.ts';
import type { CheckedFile } from '../checked-files.ts';
import { fileOf } from '../inputs.ts';
import { fingerprints } from './fingerprints.ts';
import { regionOf, regionOfPlace } from './region.ts';
import { artifactLocation } from './sarif-artifact.ts';
import { sarifMessage } from './sarif-message.ts';
import { LEVELS, ruleDescriptor } from './sarif-rules.ts';
import type { PhysicalLocation, Result, SarifFix, SarifLog } from './sarif-types.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const RULE_INDEX = new Map(RULES.map(({ code }, index) => [code, index]));

/** The diagnostics, with those that comments keep silent, as a SARIF 2.1.0 log of one run. */
export function checkSarif(inputs: readonly CheckedFile[]): string {
  const log: SarifLog = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'hxtopo', version, semanticVersion: version, rules: RULES.map(ruleDescriptor) } },
        columnKind: 'utf16CodeUnits',
        results: inputs.flatMap(resultsOf),
      },
    ],
  };
  return `${printableJson(log)}\n`;
}

function resultsOf(checked: CheckedFile): Result[] {
  const { diagnostics, suppressed } = checked;
  const fingerprint = fingerprints(checked.tree);
  const all: { readonly diagnostic: Diagnostic; readonly reason?: string }[] = [
    ...diagnostics.map((diagnostic) => ({ diagnostic })),
    ...suppressed,
  ];
  // In file order, so that a fingerprint does not change when its neighbour is silenced.
  return all
    .sort((a, b) => startOf(a.diagnostic) - startOf(b.diagnostic))
    .map(({ diagnostic, reason }) => ({
      ...resultOf(checked, diagnostic),
      partialFingerprints: { 'ruleAndLine/v1': fingerprint(diagnostic) },
      suppressions:
        reason === undefined
          ? []
          : [{ kind: 'inSource' as const, ...(reason === '' ? {} : { justification: reason }) }],
    }));
}

function startOf({ place }: Diagnostic): number {
  return place.unit.start + place.start;
}

function resultOf(
  checked: CheckedFile,
  { code, severity, message, place, related, fixes }: Diagnostic,
): Omit<Result, 'partialFingerprints' | 'suppressions'> {
  const changes = fixes.flatMap((fix) => fixOf(checked, fix));
  return {
    ruleId: code,
    ruleIndex: RULE_INDEX.get(code)!,
    level: LEVELS[severity],
    message: sarifMessage(message),
    locations: [{ physicalLocation: physicalLocation(checked, place) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other, id) => ({
            id,
            physicalLocation: physicalLocation(checked, other.place),
            message: sarifMessage(other.message),
          })),
        }),
    ...(changes.length === 0 ? {} : { fixes: changes }),
  };
}

function physicalLocation(checked: CheckedFile, place: Place): PhysicalLocation {
  const { file, tree } = fileOf(checked, place);
  return { artifactLocation: artifactLocation(file), region: regionOfPlace(tree, place) };
}

/** A fix as data. One that asks something of the user cannot be applied by a program, so it gives none. */
function fixOf({ analysis, nameOf }: CheckedFile, { title, edits, asks }: Fix): SarifFix[] {
  const combined = asks ? undefined : combineByFile(edits, (uri) => analysis.treeOf(uri)?.text);
  if (!combined || combined.size === 0) return [];
  const artifactChanges = [...combined].map(([uri, own]) => ({
    artifactLocation: artifactLocation(nameOf(uri)),
    replacements: own.map(({ start, end, newText }) => ({
      deletedRegion: regionOf(analysis.treeOf(uri)!, start, end),
      insertedContent: { text: newText },
    })),
  }));
  return [{ description: sarifMessage(title), artifactChanges }];
}
