import type { IssueCode } from '../../issue.ts';
import type { ModelRights } from '../../mapping/target-schema.ts';

/** Whether a target is ready for a graph: what stands in the way, found before anything is run. */
export interface Readiness {
  /** No finding is a blocker. */
  readonly ready: boolean;
  /** Blockers first, then in the order of the graph. */
  readonly findings: readonly Finding[];
  /** Every model that the graph loads or refers to, by name. */
  readonly models: readonly ModelNeeds[];
}

export interface Finding {
  /** `blocker`: rows of the node cannot be loaded; `warning`: some may not, or not as expected; `note`: good to know. */
  readonly severity: FindingSeverity;
  /** Issues of the plan keep their codes. */
  readonly code: FindingCode;
  /** What, where, and what to do next. */
  readonly message: string;
  readonly node: string | null;
  readonly model: string | null;
  readonly field: string | null;
}

export const FINDING_SEVERITIES = ['blocker', 'warning', 'note'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** Words, never numbers; `docs/readiness.md` explains each. */
export const READINESS_CODES = [
  // of the target
  'chart_missing',
  'journal_missing',
  'currency_missing',
  'currency_inactive',
  'language_missing',
  'unit_missing',
  'unit_inactive',
  'record_missing',
  'record_archived',
  'values_unseen',
  'modules_unseen',
  'external_ids_unseen',
  'parent_refused',
  'automation_active',
  'automation_unseen',
  'translated_fields',
  // known traps, called as in the templates
  'product_variant',
  'entry_balance',
  'taxes_and_prices',
  'record_state',
  'stock_quantities',
  'users_and_mails',
] as const;
export type ReadinessCode = (typeof READINESS_CODES)[number];
export type FindingCode = ReadinessCode | IssueCode;

export type ModelOperation = keyof ModelRights;

export interface ModelNeeds {
  readonly model: string;
  /** That load it; empty: it is only referred to. */
  readonly nodes: readonly string[];
  /** Null: it was not asked. */
  readonly exists: boolean | null;
  /** That brings it; null where that is not known. */
  readonly module: string | null;
  readonly needs: readonly ModelOperation[];
  /** Of `needs`, what the user may not. */
  readonly missing: readonly ModelOperation[];
}

/** What the schema snapshot does not tell of a target. */
export interface TargetFacts {
  /** The user's own company; null where it could not be read. */
  readonly companyId: number | null;
  /** Records that were asked for. */
  readonly records: readonly KnownRecord[];
  /** Models whose records the user may not read. */
  readonly unseen: readonly string[];
  /** Whether there is any account; null: not asked, or the user may not see it. */
  readonly hasAccounts: boolean | null;
  /** Null as above. */
  readonly journals: readonly { readonly type: string; readonly companyId: number | null }[] | null;
  readonly seesExternalIds: boolean;
  /** Active automation rules of the graph's models; `unseen` where the user may not read them. */
  readonly automations: readonly { readonly model: string; readonly name: string }[] | 'unseen';
}

export interface KnownRecord {
  readonly model: string;
  readonly field: string;
  readonly value: string;
  readonly isArchived: boolean;
}

/** Values by which rows of a node name records that must be in the target before. */
export interface NamedValues {
  readonly node: string;
  readonly field: string;
  readonly model: string;
  /** Field of that model that is compared. */
  readonly match: string;
  readonly values: readonly string[];
  /** The same value for every row: written in the graph. */
  readonly isConstant: boolean;
  /** A row whose value names no record. */
  readonly onMissing: 'reject' | 'create' | 'empty';
  /** A choice of a selection, which has the active ones only. */
  readonly isChoice?: true;
}
