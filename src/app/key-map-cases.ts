import type { ById } from '../load/run-store.ts';
import type { Page, PageQuery, Result } from './result.ts';

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
