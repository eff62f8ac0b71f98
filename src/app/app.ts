import type { StoredEvent } from '../event.ts';
import type { Issue, Outcome } from '../issue.ts';
import type { FieldRow } from '../load/prepare/preview-field.ts';
import type { FormulaRow } from '../load/prepare/preview-formula.ts';
import type { KeptReason, UndoState } from '../load/rollback/undo-words.ts';
import type {
  ById,
  CheckDepth,
  NodeStatus,
  OutcomeCounts,
  RunKind,
  RunStatus,
  UndoCounts,
} from '../load/run-store.ts';
import type { VanishedAction, VanishedReason, VanishedState } from '../load/vanished/vanished-words.ts';
import type { CleaningProposal } from '../mapping/cleaning/cleaning.ts';
import type { FieldMapping, RowFilter } from '../mapping/field-mapping.ts';
import type { ModuleGroup } from '../mapping/suggest/module-groups.ts';
import type { DatasetSuggestion } from '../mapping/suggest/suggestion.ts';
import type { FieldSchema, ModelRights } from '../mapping/target-schema.ts';
import type { ModelPolicies, ValueAnswers } from '../mapping/vocabulary.ts';
import type { ShippedVersion } from '../odoo/shipped-schemas.ts';
import type { CustomField, FieldProposals } from '../plan/custom-fields/custom-field.ts';
import type { Draft } from '../plan/draft/draft.ts';
import type { GraphChange } from '../plan/graph-diff.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import type { Plan } from '../plan/plan.ts';
import type { Readiness } from '../plan/readiness/readiness.ts';
import type { RunReport } from '../report/run-report.ts';
import type { DatasetManifest, ReadOptions } from '../source/dataset.ts';
import type { EngineRow } from '../source/engine.ts';
import type { DatasetProfile } from '../source/profile/dataset-profile.ts';
import type { Corrections } from '../source/version/corrections.ts';
import type { ZipEntry } from '../util/zip-stream.ts';
import type { AccessCases } from './access/access.ts';
import type { Page, PageQuery, Result } from './result.ts';
import type { TemplateFile } from './templates/template-file.ts';

export type { Page, PageQuery, Refusal, Result } from './result.ts';

/**
 * What the faces (server, worker, CLI) can ask of the product: one object of use cases. `src/app.ts` opens it and is the only
 * file that joins `load`'s ports to `odoo/`, `store/` and `source/`.
 */
export interface App {
  readonly connections: ConnectionCases;
  readonly datasets: DatasetCases;
  readonly graphs: GraphCases;
  readonly runs: RunCases;
  readonly values: ValueCases;
  readonly keyMap: KeyMapCases;
  readonly templates: TemplateCases;
  readonly customFields: CustomFieldCases;
  readonly examples: ExampleCases;
  readonly access: AccessCases;
  /** Takes runs from the queue until the signal ends it; resolves when the call in flight is settled. */
  work(signal: AbortSignal): Promise<void>;
  /** The database answers and the migrations are done. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

export type TransportChoice = 'auto' | 'json2' | 'jsonrpc';

export interface ConnectionProfile {
  /** Rows per call; default 500. */
  readonly batchSize?: number;
  /** Calls in flight; default 2, and 1 for `*.odoo.com`. */
  readonly concurrency?: number;
  /** What becomes of values that name no record, by model. */
  readonly vocabulary?: ModelPolicies;
}

export interface ConnectionInput {
  readonly name: string;
  readonly url: string;
  readonly database: string;
  /** Not needed with an API key on 19+. */
  readonly login?: string;
  /** Password or API key; write-only. */
  readonly secret: string;
  readonly transport?: TransportChoice;
  readonly profile?: ConnectionProfile;
}

export interface ConnectionView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly database: string;
  readonly login: string | null;
  readonly transport: TransportChoice;
  readonly profile: ConnectionProfile;
  readonly hasSecret: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Fixed words only: a test must not become a way to read what an address answers. */
export interface ConnectionVerdict {
  readonly verdict:
    | 'ok'
    | 'unreachable'
    | 'address_refused'
    | 'not_odoo'
    | 'database_unknown'
    | 'credentials_refused'
    | 'secret_missing'
    | 'version_unsupported';
  readonly message: string;
  readonly serverVersion: string | null;
  readonly transport: 'json2' | 'jsonrpc' | null;
  readonly user: string | null;
}

export interface ConnectionCases {
  create(input: ConnectionInput): Promise<Result<ConnectionView>>;
  list(page: PageQuery): Promise<Page<ConnectionView>>;
  get(id: string): Promise<Result<ConnectionView>>;
  update(id: string, patch: Partial<ConnectionInput>): Promise<Result<ConnectionView>>;
  remove(id: string): Promise<Result<null>>;
  test(id: string): Promise<Result<ConnectionVerdict>>;
  /** To the stand-in Odoo of this process, which starts it the first time. It is empty then, and ends with the process. */
  openSandbox(): Promise<Result<ConnectionView>>;
  /** Models of the target by label or technical name. The first time Odoo is asked, which takes seconds; what it says is kept. */
  models(of: ModelsOf, query: ModelsQuery): Promise<Result<ModelList>>;
  model(of: ModelsOf, model: string): Promise<Result<ModelView>>;
  /** Asks Odoo anew for models and fields; without items. */
  refreshModels(id: string): Promise<Result<ModelList>>;
}

/** The Odoo of a connection; `shipped` says what is looked at without one, or where it cannot be reached. */
export interface ModelsOf {
  readonly connectionId?: string;
  readonly shipped?: ShippedVersion;
}

export interface ModelsQuery {
  /** Words of label or technical name. */
  readonly text?: string;
  readonly limit: number;
}

export interface ModelSummary {
  readonly model: string;
  readonly label: string | null;
  /** Its fields are known; others are asked for when they are looked at. */
  readonly isRead: boolean;
}

interface ModelsTarget {
  readonly target: ReadinessView['target'];
  /** Null: shipped. */
  readonly takenAt: string | null;
}

export interface ModelList extends ModelsTarget {
  readonly items: readonly ModelSummary[];
  readonly total: number;
}

export interface ModelView extends ModelsTarget {
  readonly model: string;
  readonly label: string | null;
  readonly rights: ModelRights;
  /** By name. */
  readonly fields: readonly FieldSchema[];
}

export interface DatasetView {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  /** The version that this one corrects; null for the first. */
  readonly parentId: string | null;
  /** The first version. */
  readonly lineId: string;
  /** From 1; a correction makes the next one. */
  readonly version: number;
  readonly createdAt: string;
  readonly manifest: DatasetManifest;
}

export interface CorrectedDataset {
  readonly dataset: DatasetView;
  /** False: nothing had to be changed. */
  readonly isNew: boolean;
}

export interface DatasetCases {
  /** Files lie on disk under names of ours; `name` is what the user called them. By file or worksheet name, `*` for all. */
  create(input: {
    readonly name: string;
    readonly files: readonly { readonly name: string; readonly path: string }[];
    readonly options?: Readonly<Record<string, ReadOptions>>;
  }): Promise<Result<DatasetView>>;
  list(page: PageQuery): Promise<Page<DatasetView>>;
  get(id: string): Promise<Result<DatasetView>>;
  remove(id: string): Promise<Result<null>>;
  /** All versions of its line, the first one first. */
  versions(id: string): Promise<Result<readonly DatasetView[]>>;
  /**
   * Corrects a dataset into a new version of its line. `id` is the version that the corrections were made from; they are applied to
   * the newest one. Where every cell says so already, that one is the answer.
   */
  correct(id: string, corrections: Corrections): Promise<Result<CorrectedDataset>>;
  /** Of all sheets with what refers to what, or of one sheet alone. The first time it takes seconds per million cells. */
  profile(id: string, sheet?: string): Promise<Result<DatasetProfile>>;
  /** What its profile lets us propose, tried on cells of it. */
  cleaning(
    id: string,
    of?: { readonly sheet?: string | undefined; readonly country?: string | undefined },
  ): Promise<Result<readonly CleaningProposal[]>>;
  /**
   * Models, fields and a drafted graph. With a connection Odoo is asked what it has and which values it knows, and what runs loaded
   * into it before is proposed again; nothing is written.
   */
  suggest(id: string, by: SuggestQuery): Promise<Result<Suggested>>;
  /** What may stand in a formula over a sheet. */
  formulaHelp(id: string, sheet: string): Promise<Result<FormulaHelp>>;
  /** What a formula makes of the first rows of a sheet, or what is wrong with it. */
  formulaPreview(id: string, query: FormulaQuery): Promise<Result<FormulaPreview>>;
  /** What a field mapping makes of rows of a sheet, or what is wrong with it. */
  fieldPreview(id: string, query: FieldPreviewQuery): Promise<Result<FieldPreview>>;
  /** Rows of one sheet by header, with `_row`. */
  rows(id: string, sheet: string, query: SheetRowQuery): Promise<Result<SheetRowPage>>;
}

export interface SheetRowQuery {
  readonly offset: number;
  readonly limit: number;
  /** As a node of a graph has it. */
  readonly filter?: RowFilter;
  /** Part of any cell, whatever its case. */
  readonly text?: string;
  /** A header; with `-` before it the other way round. */
  readonly sort?: string;
}

export interface SheetRowPage {
  readonly rows: readonly EngineRow[];
  /** Of the rows that the filter takes. */
  readonly total: number;
}

/** Data that come along, to try things with. */
export interface Example {
  /** A word such as `address-book`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly rows: number;
  readonly sheets: readonly string[];
}

export interface ExampleCases {
  list(): readonly Example[];
  createDataset(id: string): Promise<Result<DatasetView>>;
}

export interface FormulaQuery {
  readonly sheet: string;
  readonly formula: string;
  readonly limit: number;
}

export interface FormulaPreview {
  readonly isValid: boolean;
  /** Why it is not. */
  readonly issues: readonly Issue[];
  /** The engine's type of the values; null when invalid. */
  readonly type: string | null;
  /** What the formula reads. */
  readonly columns: readonly string[];
  readonly rows: readonly FormulaRow[];
}

export interface FieldPreviewQuery {
  readonly sheet: string;
  readonly mapping: FieldMapping;
  /** Whose type the value is converted to; without, a text of any length. */
  readonly target?: ModelsOf & { readonly model: string; readonly field: string };
  /** `distinct`: rows with the same cells are one, the most frequent first. */
  readonly by: 'rows' | 'distinct';
  readonly offset: number;
  readonly limit: number;
}

export interface FieldPreview {
  readonly isValid: boolean;
  /** Why it is not. */
  readonly issues: readonly Issue[];
  /** What the mapping reads. */
  readonly columns: readonly string[];
  readonly rows: readonly FieldRow[];
  /** Rows, or distinct cells, of the sheet. */
  readonly total: number;
}

export interface FormulaHelp {
  /** Each with how it is written in a formula. */
  readonly columns: readonly { readonly column: string; readonly written: string }[];
  readonly functions: readonly FormulaWord[];
  /** Operators and words of the language. */
  readonly constructs: readonly FormulaWord[];
}

export interface FormulaWord {
  readonly name: string;
  readonly signature: string;
  readonly text: string;
  readonly example: { readonly formula: string; readonly gives: string };
}

export interface SuggestQuery {
  /** Default: an Odoo 19 with the usual modules, as shipped. */
  readonly connectionId?: string;
  /** Only models of these parts of Odoo; default: all. */
  readonly groups?: readonly ModuleGroup[];
}

export interface Suggested {
  /** What was suggested for: version and database. */
  readonly target: { readonly serverVersion: string; readonly database: string };
  readonly suggestion: DatasetSuggestion;
  readonly draft: Draft;
  /** What could not be asked, and would have made the suggestion better. */
  readonly warnings: readonly string[];
}

export interface ProposeFieldsQuery {
  /** Default: an Odoo 19 with the usual modules, as shipped. */
  readonly connectionId?: string;
  /** Whose unmapped columns are meant; default: a graph drafted for the dataset. */
  readonly graphId?: string;
}

export interface ProposedFields extends FieldProposals {
  readonly target: Suggested['target'];
}

export interface MadeField {
  readonly field: CustomField;
  /** Of `ir.model.fields`. */
  readonly recordId: number;
  /** `there`: made by us before, of the same type. */
  readonly state: 'created' | 'there';
}

export interface RemovedField {
  readonly model: string;
  readonly name: string;
  /** Records whose value went with it. */
  readonly filled: number;
  readonly uses: readonly string[];
}

export interface FieldModule {
  /** Technical name of the module; default: `imported_fields`. */
  readonly name?: string;
  /** Major version of Odoo; default: 19. */
  readonly odooVersion?: number;
  readonly depends?: readonly string[];
  readonly fields: readonly CustomField[];
}

export interface CustomFieldCases {
  /** Fields for columns that nothing maps. Nothing is kept or written. */
  propose(datasetId: string, query: ProposeFieldsQuery): Promise<Result<ProposedFields>>;
  /** Makes them in Odoo, all or none. */
  create(connectionId: string, fields: readonly CustomField[]): Promise<Result<readonly MadeField[]>>;
  /** Only one that we made; one that is used or filled only with `force`. */
  remove(
    connectionId: string,
    field: Pick<CustomField, 'model' | 'name'>,
    options: { readonly force: boolean },
  ): Promise<Result<RemovedField>>;
  /** The same fields as a module to be installed; equal input gives equal files. */
  module(of: FieldModule): Result<{ readonly name: string; readonly files: readonly ZipEntry[] }>;
}

export interface GraphView {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly spec: GraphSpec;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface GraphVersionView {
  readonly version: number;
  readonly name: string;
  readonly nodes: number;
  readonly createdAt: string;
}

export interface GraphDiff {
  readonly from: GraphSide;
  readonly to: GraphSide;
  readonly changes: readonly GraphChange[];
}

interface GraphSide {
  readonly version: number;
  readonly yaml: string;
}

export interface ValidationReport {
  readonly valid: boolean;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
}

export interface PlanReport extends ValidationReport {
  /** Null when invalid. */
  readonly plan: Plan | null;
  /** Rows of the feeding sheet per node. */
  readonly rows: Readonly<Record<string, number>>;
}

export interface GraphCases {
  create(spec: unknown): Promise<Result<GraphView>>;
  /** `text`: part of the name. */
  list(query: PageQuery & { readonly text?: string }): Promise<Page<GraphView>>;
  get(id: string, version?: number): Promise<Result<GraphView>>;
  update(id: string, spec: unknown, expectedVersion: number): Promise<Result<GraphView>>;
  remove(id: string): Promise<Result<null>>;
  /** Newest first. */
  versions(id: string, page: PageQuery): Promise<Result<Page<GraphVersionView>>>;
  /** From one version to another; default: to the newest. */
  diff(id: string, between: { readonly from: number; readonly to?: number }): Promise<Result<GraphDiff>>;
  validate(id: string, against: GraphAgainst): Promise<Result<ValidationReport>>;
  plan(id: string, against: GraphAgainst): Promise<Result<PlanReport>>;
  /** What stands in the way of a run, found before it; writes nothing. */
  readiness(id: string, query: ReadinessQuery): Promise<Result<ReadinessView>>;
  importYaml(text: string): Promise<Result<GraphView>>;
  exportYaml(id: string): Promise<Result<string>>;
  /** The prepared rows as files for Odoo's own import. Whoever gets it disposes of it. */
  exportData(id: string, against: GraphAgainst): Promise<Result<DataExport>>;
}

/** The rows of a dataset as Odoo-ready CSV files in load order. */
export interface DataExport extends AsyncDisposable {
  readonly files: readonly { readonly name: string; readonly node: string; readonly rows: number }[];
  /** Rows that are in none of the files, or not all of them. */
  readonly leftOut: number;
  /** The files with their README and manifest; to be read once. The same input gives the same bytes. */
  entries(): AsyncIterable<ZipEntry>;
}

export interface GraphAgainst {
  readonly datasetId?: string;
  readonly connectionId?: string;
}

/** With a connection Odoo is asked; without, a shipped schema is looked at. */
export type ReadinessQuery = { readonly datasetId?: string } & (
  | { readonly connectionId: string }
  | { readonly shipped: ShippedVersion }
);

export interface ReadinessView extends Readiness {
  readonly target: {
    readonly serverVersion: string;
    readonly database: string;
    /** No Odoo was asked. */
    readonly isShipped: boolean;
  };
}

export interface StartRun {
  readonly graphId: string;
  /** Default: the newest dataset. */
  readonly datasetId?: string;
  /** Default: the only connection there is. */
  readonly connectionId?: string;
  readonly failureMode?: 'continue' | 'stop';
  readonly idempotencyKey?: string;
}

export interface StartCheck extends Omit<StartRun, 'failureMode'> {
  readonly depth: CheckDepth;
}

export interface RetryRun {
  /** A run that is over and did not load every row. */
  readonly runId: string;
  /** A version of the run's dataset; default: the newest. */
  readonly datasetId?: string;
  /** Default: the newest. */
  readonly graphVersion?: number;
  readonly idempotencyKey?: string;
}

export interface StartedRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly taskId: string;
}

export interface RunView {
  readonly id: string;
  readonly kind: RunKind;
  /** Null unless it is a check. */
  readonly checkDepth: CheckDepth | null;
  /** The run that a retry is of; null otherwise. */
  readonly ofRun: string | null;
  readonly graphId: string;
  readonly graphName: string;
  readonly graphVersion: number;
  readonly datasetId: string;
  readonly datasetName: string;
  readonly datasetHash: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly status: RunStatus;
  readonly pauseReason: string | null;
  readonly errorMessage: string | null;
  readonly taskId: string;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly rolledBackAt: string | null;
  readonly progress: RunProgress;
}

export interface RunProgress {
  readonly currentNode: string | null;
  readonly currentIndex: number;
  readonly totalNodes: number;
  /** 0–100, whole; never goes back, 100 only when no work is left. */
  readonly percentage: number;
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly rowsPerSecond: number | null;
  readonly etaSeconds: number | null;
  readonly waitingFor: string | null;
  readonly nodes: readonly NodeProgress[];
}

export interface NodeProgress {
  readonly nodeId: string;
  readonly model: string;
  readonly status: NodeStatus;
  readonly rowsTotal: number | null;
  readonly counts: OutcomeCounts;
  readonly undo: UndoCounts;
  /** Rows that take over a record that was in Odoo before. */
  readonly adopted: number;
  /** Rows of earlier runs that the dataset has no more; they are no outcomes. */
  readonly vanished: number;
}

export interface RunRowView {
  readonly node: string;
  readonly row: number;
  readonly ord: number;
  readonly key: string;
  readonly outcome: Outcome | null;
  readonly rule: string | null;
  readonly recordId: number | null;
  readonly blockedBy: string | null;
  /** What a rollback makes of it, and why it stays; null: it concerns no record of this run, or was not rolled back. */
  readonly undo: UndoState | null;
  readonly undoReason: KeptReason | null;
  readonly undoDetail: string | null;
  readonly issues: readonly Issue[];
  /** Only where asked for: what the run changed, or a check would change, in a record that was there. */
  readonly changes?: readonly RowChange[];
}

export interface RowChange {
  /** Technical name. */
  readonly field: string;
  /** As Odoo's `read` gives it: many2one as database ID or false, x2many as lists of them. */
  readonly old: unknown;
  /** The text that is sent; a reference by external or database ID. Null for runs of before it was kept. */
  readonly new: string | null;
}

/** All that is known of one row. */
export interface RunRowDetail extends RunRowView {
  readonly model: string;
  readonly sheet: string | null;
  readonly externalId: string | null;
  /** Page of the record in Odoo. */
  readonly link: string | null;
  readonly attempts: readonly RowAttempt[];
  readonly failedCalls: readonly FailedCall[];
  readonly changes: readonly RowFieldChange[];
  /** Made anew from the dataset; null where that cannot be done, `missing` says why. */
  readonly prepared: PreparedRowView | null;
  readonly missing: string | null;
}

export interface PreparedRowView {
  /** In the order of the sheet, as read. */
  readonly cells: readonly { readonly column: string; readonly value: string | null }[];
  /** In mapping order; `value` is the text that was or would be sent, null: not sent. */
  readonly fields: readonly {
    readonly field: string;
    readonly label: string;
    readonly path: string;
    readonly value: string | null;
  }[];
  readonly parents: readonly RelatedRow[];
  /** The first ones. */
  readonly children: Page<RelatedRow>;
}

/** A row that refers to another, or is referred to. */
export interface RelatedRow {
  readonly node: string;
  /** The field that refers. */
  readonly field: string;
  readonly key: string;
  /** Null: no row of this run; an earlier one loaded it. */
  readonly ord: number | null;
  readonly row: number | null;
  readonly outcome: Outcome | null;
  readonly recordId: number | null;
  readonly link: string | null;
}

export interface RowAttempt {
  readonly batch: number;
  readonly kind: 'create' | 'update';
  readonly state: 'sending' | 'settled';
  readonly columns: readonly string[];
  /** Of the batch. */
  readonly rows: number;
  /** How many workers had it in hand. */
  readonly workers: number;
  readonly sentAt: string;
  readonly settledAt: string | null;
  /** What became of the batch's rows. */
  readonly counts: Readonly<Partial<Record<Outcome, number>>> | null;
}

/** What all runs there are add up to. */
export interface RunMeasures {
  readonly runs: readonly { readonly status: RunStatus; readonly kind: RunKind; readonly runs: number }[];
  /** Checks left out. */
  readonly rows: OutcomeCounts;
  /** Runs at work that wait for Odoo. */
  readonly waiting: number;
  /** Age of the oldest run that no worker has taken; 0: there is none. */
  readonly oldestPendingSeconds: number;
}

/** A call to Odoo that a run made, or is making. */
export interface BatchView {
  readonly batch: number;
  readonly node: string;
  readonly kind: 'create' | 'update';
  readonly state: 'sending' | 'settled';
  /** Of its first row: rows of one generation refer to rows of earlier ones. */
  readonly generation: number | null;
  readonly rows: number;
  /** How many workers had it in hand. */
  readonly workers: number;
  readonly sentAt: string;
  readonly settledAt: string | null;
  readonly counts: Readonly<Partial<Record<Outcome, number>>> | null;
}

/** Rows settled per slot, from the start of the run; the slots follow each other without gaps. */
export interface RunThroughput {
  readonly slotSeconds: number;
  readonly points: readonly { readonly at: string; readonly rows: number }[];
}

export interface FailedCall {
  readonly at: string;
  readonly kind: string;
  readonly reason: string;
  readonly message: string;
}

export interface RowFieldChange extends RowChange {
  /** As read back after the write; null where it was not. */
  readonly held: unknown;
}

export interface RowId {
  readonly node: string;
  readonly ord: number;
}

/** What a rollback is asked with. */
export interface RollbackRun {
  /** Archive the records that have to stay, where their model can; default false. */
  readonly archive?: boolean;
  /** The number of records the run made or changed, typed by who means it. */
  readonly confirm?: number;
}

/** What a rollback would do now. */
export interface RollbackPreview {
  readonly runId: string;
  /** Records that the run made or changed. */
  readonly records: number;
  readonly nodes: readonly UndoneNode[];
  /** Records that Odoo made along with those of the run. */
  readonly alsoDeleted: readonly { readonly model: string; readonly count: number }[];
  /** What stays, and why; at most 1,000, `keptTotal` counts the rows that stay whole. */
  readonly kept: readonly KeptRow[];
  readonly keptTotal: number;
  /** Whose references could be looked for: of all models, of those the user may read, of those of the graph. */
  readonly scope: 'all' | 'readable' | 'known';
  /** Models that refer to the records and that the user may not read. */
  readonly unseen: readonly string[];
}

export interface UndoneNode {
  readonly nodeId: string;
  readonly model: string;
  readonly toDelete: number;
  readonly toRestore: number;
  readonly kept: readonly { readonly reason: KeptReason; readonly count: number }[];
}

export interface KeptRow {
  readonly node: string;
  readonly row: number;
  readonly key: string;
  readonly recordId: number | null;
  readonly reason: KeptReason;
  readonly detail: string;
  /** Only some of its fields stay, the others are restored. */
  readonly isPartial: boolean;
}

/** A row that an earlier run loaded and the dataset of this one has no more. */
export interface VanishedView {
  readonly node: string;
  readonly key: string;
  readonly model: string;
  readonly recordId: number;
  readonly externalId: string;
  /** What the node asks for. */
  readonly action: VanishedAction;
  readonly state: VanishedState;
  readonly reason: VanishedReason | null;
  /** Why a record is kept, in a sentence. */
  readonly detail: string | null;
  /** The new key that is probably this row's. */
  readonly renamedTo: string | null;
}

export interface IssueGroup {
  readonly node: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly field: string | null;
  readonly column: string | null;
  readonly count: number;
  /** At most 5. */
  readonly samples: readonly Issue[];
}

/** Rows that a run did not load, in the layout of their sheets, to be corrected and given back (`DatasetCases.correct`). */
export interface RejectQuery {
  /** `csv`: one sheet, or a zip where several have rejects. */
  readonly format: 'xlsx' | 'csv';
  readonly sheet?: string;
  /** Rows that wait for a rejected one too, with what blocks them. */
  readonly withBlocked?: boolean;
}

export interface RejectFile {
  readonly name: string;
  readonly kind: 'xlsx' | 'csv' | 'zip';
  /** Rows by sheet. */
  readonly rows: Readonly<Record<string, number>>;
  readonly content: AsyncIterable<Uint8Array>;
  /** Ends what makes the content; its own end does so too. */
  close(): Promise<void>;
}

export interface RunCases {
  start(input: StartRun): Promise<Result<StartedRun>>;
  /** Starts a check: a run that writes nothing to Odoo and finds out what each row would become. */
  check(input: StartCheck): Promise<Result<StartedRun>>;
  /** Starts a run of the rows that another run did not load. */
  retry(input: RetryRun): Promise<Result<StartedRun>>;
  list(
    query: PageQuery & {
      readonly graphId?: string;
      readonly status?: RunStatus;
      readonly kind?: RunKind;
      readonly connectionId?: string;
      readonly datasetId?: string;
      /** Made at or after, and before; ISO 8601. */
      readonly from?: string;
      readonly to?: string;
    },
  ): Promise<Page<RunView>>;
  get(id: string): Promise<Result<RunView>>;
  rows(
    id: string,
    query: PageQuery & {
      readonly node?: string;
      readonly outcome?: Outcome;
      readonly issue?: string;
      readonly text?: string;
      readonly undo?: UndoState;
      readonly undoReason?: KeptReason;
      /** With the changes of each row. */
      readonly changes?: boolean;
    },
  ): Promise<Result<Page<RunRowView>>>;
  row(id: string, row: RowId): Promise<Result<RunRowDetail>>;
  /** Rows of the run that refer to this one. */
  children(id: string, row: RowId, page: PageQuery): Promise<Result<Page<RelatedRow>>>;
  vanished(
    id: string,
    query: PageQuery & { readonly node?: string; readonly state?: VanishedState },
  ): Promise<Result<Page<VanishedView>>>;
  issues(id: string): Promise<Result<readonly IssueGroup[]>>;
  /** The calls to Odoo, in the order they were made. */
  batches(
    id: string,
    query: PageQuery & {
      readonly node?: string;
      readonly state?: BatchView['state'];
      readonly newestFirst?: boolean;
    },
  ): Promise<Result<Page<BatchView>>>;
  /** For a chart; null: the run has not begun. */
  throughput(id: string): Promise<Result<RunThroughput | null>>;
  /** Rejects where the database does not answer in time. */
  measure(): Promise<RunMeasures>;
  /** As the run stands now; deleted graphs, datasets and connections are told of too. */
  report(id: string): Promise<Result<RunReport>>;
  /** Refuses with `not_found` where there is nothing to correct. */
  rejects(id: string, query: RejectQuery): Promise<Result<RejectFile>>;
  events(id: string, after: number, limit: number): Promise<Result<readonly StoredEvent[]>>;
  /** Resolves when there may be an event after `after`, at the latest after `timeoutMs`. */
  waitForEvent(id: string, after: number, timeoutMs: number, signal?: AbortSignal): Promise<void>;
  cancel(id: string): Promise<Result<RunView>>;
  pause(id: string): Promise<Result<RunView>>;
  resume(id: string): Promise<Result<RunView>>;
  rollback(id: string, how: RollbackRun): Promise<Result<RunView>>;
  /** Asks Odoo; writes nothing. */
  previewRollback(id: string): Promise<Result<RollbackPreview>>;
}

/** The distinct values of one place that name nothing in Odoo. */
export interface ValueQuestions {
  /** Names the question in answers, e.g. `res.country.name`. */
  readonly place: string;
  /** Whose records or choices are meant. */
  readonly model: string;
  /** Where the values come from. */
  readonly fields: readonly AskingField[];
  /** Those of the most rows first; at most 1,000. */
  readonly values: readonly OpenValue[];
  readonly total: number;
}

export interface AskingField {
  readonly node: string;
  readonly field: string;
  readonly columns: readonly string[];
  /** What becomes of them in a run; `reject` for a choice. */
  readonly onMissing: 'reject' | 'create' | 'empty' | 'ask';
}

export interface OpenValue {
  readonly value: string;
  readonly rows: number;
  readonly problem: 'missing' | 'ambiguous';
  /** What was answered, where that names nothing either. */
  readonly answer: string | null;
  /** Missing: the nearest answers, best first. Ambiguous: the records. */
  readonly candidates: readonly string[];
}

export interface ValuesReport {
  readonly connectionId: string;
  /** By place. */
  readonly questions: readonly ValueQuestions[];
  /** Given before, of the places this graph asks at. */
  readonly answers: ValueAnswers;
}

export interface ValueCases {
  /** Asks Odoo which values of the mapped references and choices name nothing; writes nothing. */
  list(graphId: string, against: GraphAgainst): Promise<Result<ValuesReport>>;
  answers(connectionId: string): Promise<Result<ValueAnswers>>;
  /** For every later run and check on the connection; null takes an answer back. */
  answer(connectionId: string, changes: AnswerChanges): Promise<Result<ValueAnswers>>;
}

/** By place and value. */
export type AnswerChanges = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** Which record a source row is. */
export interface KeyMapView {
  readonly node: string;
  readonly key: string;
  readonly model: string;
  readonly recordId: number;
  readonly externalId: string;
  /** Why Odoo does not know the record by its external ID; null: it does. */
  readonly byId: ById['reason'] | null;
  /** The run that made the record; null for one that was there before. */
  readonly createdRun: string | null;
  readonly writtenRun: string | null;
  /** The run that dealt with the row as gone from the data. */
  readonly vanishedRun: string | null;
  readonly updatedAt: string;
}

export interface KeyMapPlace {
  readonly graphId: string;
  /** Default: the only connection there is. */
  readonly connectionId?: string;
}

export interface KeyMapCases {
  list(
    query: PageQuery & KeyMapPlace & { readonly node?: string; readonly key?: string },
  ): Promise<Result<Page<KeyMapView>>>;
  /** Says that a row has another key now: the next run updates its record instead of making another one. */
  rename(
    input: KeyMapPlace & { readonly node: string; readonly key: string; readonly newKey: string },
  ): Promise<Result<KeyMapView>>;
}

/** A prepared import: steps, sample and graph of a usual task. */
export interface TemplateView extends Omit<TemplateFile, 'sheets'> {
  readonly id: string;
  /** Technical names. */
  readonly models: readonly string[];
  /** Of the sample workbook. */
  readonly sheets: readonly {
    readonly name: string;
    readonly text: string;
    readonly columns: readonly string[];
    readonly rows: number;
  }[];
}

export interface TemplateDetail extends TemplateView {
  readonly spec: GraphSpec;
}

export interface InstantiateTemplate {
  /** Of the graph; default: the template's own. Its external IDs are made from it. */
  readonly name?: string;
  /** Must have the sheets and columns that the template reads. */
  readonly datasetId?: string;
  /** Uploads the sample as a dataset; default false. */
  readonly withSample?: boolean;
}

export interface TemplateInstance {
  readonly graph: GraphView;
  readonly dataset: DatasetView | null;
  /** Of the dataset, e.g. sheets that nothing reads. */
  readonly warnings: readonly Issue[];
}

export type StepState = 'open' | 'partly' | 'done';

export interface TemplateProgress {
  readonly templateId: string;
  /** Share of the nodes that a completed run of one of the graphs has loaded whole; 0–100. */
  readonly percentage: number;
  readonly steps: readonly { readonly title: string; readonly state: StepState }[];
  readonly graphs: readonly TemplateGraphProgress[];
}

export interface TemplateGraphProgress {
  readonly graphId: string;
  readonly graphName: string;
  readonly percentage: number;
  readonly lastRunId: string | null;
}

export interface TemplateCases {
  list(): Promise<readonly TemplateView[]>;
  get(id: string): Promise<Result<TemplateDetail>>;
  /** The sample as XLSX. */
  workbook(id: string): Promise<Result<{ readonly name: string; readonly content: Uint8Array }>>;
  /** Makes a graph, and a dataset where the sample is asked for; refuses a dataset that does not fit, with every problem. */
  instantiate(id: string, input: InstantiateTemplate): Promise<Result<TemplateInstance>>;
  progress(id: string, of?: { readonly connectionId?: string }): Promise<Result<TemplateProgress>>;
}
