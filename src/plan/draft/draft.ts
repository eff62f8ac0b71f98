import type { FieldMapping } from '../../mapping/field-mapping.ts';
import type { SuggestTarget } from '../../mapping/suggest/slots.ts';
import type { DatasetSuggestion, FieldCandidate } from '../../mapping/suggest/suggestion.ts';
import type { DatasetManifest } from '../../source/dataset.ts';
import type { DatasetProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import type { GraphSpec } from '../graph-spec.ts';

export interface DraftInput {
  /** Name of the graph; its namespace is made from it. */
  readonly name: string;
  readonly manifest: DatasetManifest;
  readonly profile: DatasetProfile;
  readonly suggestion: DatasetSuggestion;
  readonly target: SuggestTarget;
}

/** A graph that is valid for the dataset and the target, and what it leaves to the user. */
export interface Draft {
  readonly spec: GraphSpec;
  readonly unmapped: readonly UnmappedColumn[];
  readonly missing: readonly MissingField[];
  /** Sheets, records and fields that were left out, each in a sentence. */
  readonly notes: readonly string[];
}

export interface UnmappedColumn {
  readonly sheet: string;
  readonly column: string;
  /** What it probably is, where that could not be drafted. */
  readonly field: FieldCandidate | null;
  readonly reason: string;
}

/** A field that Odoo requires and no column gives. */
export interface MissingField {
  readonly node: string;
  readonly model: string;
  readonly field: string;
  readonly label: string;
  /** Odoo has a default for it, or works it out: nothing has to be done. */
  readonly filledByOdoo: boolean;
}

/** A node while it is made. */
export interface NodeDraft {
  readonly id: string;
  readonly model: string;
  readonly role: string;
  readonly sheet: SheetProfile;
  readonly key: readonly string[];
  readonly distinct: boolean;
  /** Columns that must not be empty for a row to be one of it. */
  readonly filled: readonly string[];
  readonly fields: Map<string, FieldMapping>;
}

/** What is being drafted, and the remarks that gather on the way. */
export interface Drafting extends DraftInput {
  readonly nodes: NodeDraft[];
  readonly used: Set<string>;
  readonly reasons: Map<string, string>;
  readonly notes: string[];
}

export function columnId(sheet: string, column: string): string {
  return JSON.stringify([sheet, column]);
}
