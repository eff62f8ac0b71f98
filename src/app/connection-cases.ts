import type { FieldSchema, ModelRights } from '../mapping/target-schema.ts';
import type { ModelPolicies } from '../mapping/vocabulary.ts';
import type { ShippedVersion } from '../odoo/shipped-schemas.ts';
import type { ReadinessView } from './graph-cases.ts';
import type { Page, PageQuery, Result } from './result.ts';

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
