/** What `hxtopo` writes of SARIF 2.1.0 (OASIS); names and nesting are those of the standard. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly Run[];
}

export interface Run {
  readonly tool: { readonly driver: Driver };
  readonly columnKind: 'utf16CodeUnits';
  readonly results: readonly Result[];
}

interface Driver {
  readonly name: string;
  readonly version: string;
  readonly semanticVersion: string;
  readonly rules: readonly ReportingDescriptor[];
}

/** A row of the rule table. */
export interface ReportingDescriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: Message;
  readonly fullDescription: Message;
  readonly help: Message;
  readonly defaultConfiguration: { readonly level: Level };
  /** What the standard leaves to the tool: what the rule's fixes are. */
  readonly properties: { readonly fixes: string };
}

export type Level = 'error' | 'warning' | 'note';

export interface Message {
  readonly text: string;
  readonly markdown?: string;
}

export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Level;
  readonly message: Message;
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: { readonly [name: string]: string };
  readonly fixes?: readonly SarifFix[];
  /** Empty where nothing keeps it silent: all results of a run have it, or none. */
  readonly suppressions: readonly { readonly kind: 'inSource'; readonly justification?: string }[];
}

export interface Location {
  readonly id?: number;
  readonly physicalLocation: PhysicalLocation;
  readonly message?: Message;
}

export interface PhysicalLocation {
  readonly artifactLocation: ArtifactLocation;
  readonly region: Region;
}

export interface ArtifactLocation {
  readonly uri: string;
  /** What a relative `uri` counts from. */
  readonly uriBaseId?: string;
}

/** Lines and columns count from one; `endColumn` is that after the last character. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface SarifFix {
  readonly description: Message;
  readonly artifactChanges: readonly {
    readonly artifactLocation: ArtifactLocation;
    readonly replacements: readonly {
      readonly deletedRegion: Region;
      readonly insertedContent: { readonly text: string };
    }[];
  }[];
}
