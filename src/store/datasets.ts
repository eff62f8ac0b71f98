import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { DatasetView } from '../app/dataset-cases.ts';
import type { Page } from '../app/result.ts';
import type { DatasetManifest } from '../source/dataset.ts';
import { cleanText } from './clean-text.ts';
import { pageOf } from './page.ts';
import { isActiveRun } from './run/active-runs.ts';
import { dataset } from './schema/dataset.ts';
import { inTransaction } from './transaction.ts';

/** Manifests only; the sheets' files are kept by `source/`. Immutable: there is no update. */
export class Datasets {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Under the manifest's own id. */
  async create(manifest: DatasetManifest): Promise<DatasetView> {
    const { id, name, hash, createdAt } = manifest;
    const [row] = await drizzle(this.#pool)
      .insert(dataset)
      .values({ id, name: cleanText(name), hash, manifest, lineId: id, createdAt: new Date(createdAt) })
      .returning();
    if (row === undefined) throw new Error('The dataset was not written.');
    return datasetView(row);
  }

  /** A correction of `parentId`, which must be the newest of its line; null when another version has come meanwhile. */
  async createVersion(manifest: DatasetManifest, parentId: string): Promise<DatasetView | null> {
    const { id, name, hash, createdAt } = manifest;
    return inTransaction(this.#pool, async (tx) => {
      const db = drizzle(tx);
      const [parent] = await db.select().from(dataset).where(present(parentId)).for('update');
      if (parent === undefined) return null;
      const { lineId } = parent;
      const [newest] = await db.select(NEWEST).from(dataset).where(eq(dataset.lineId, lineId));
      const others = await db.select({ id: dataset.id }).from(dataset).where(newerThan(parent));
      if (newest === undefined || others.length > 0) return null;
      const version = newest.version + 1;
      const values = { id, name: cleanText(name), hash, manifest, parentId, lineId, version };
      const [row] = await db
        .insert(dataset)
        .values({ ...values, createdAt: new Date(createdAt) })
        .onConflictDoNothing({ target: [dataset.lineId, dataset.version] })
        .returning();
      return row === undefined ? null : datasetView(row);
    });
  }

  /** Of a deleted version too; null when there never was such a dataset. */
  async lineOf(id: string): Promise<string | null> {
    const [row] = await drizzle(this.#pool)
      .select({ lineId: dataset.lineId })
      .from(dataset)
      .where(eq(dataset.id, id));
    return row?.lineId ?? null;
  }

  /** All versions of a line that are there, the first one first. */
  async versions(lineId: string): Promise<readonly DatasetView[]> {
    const ofLine = and(eq(dataset.lineId, lineId), isNull(dataset.deletedAt));
    const rows = await drizzle(this.#pool).select().from(dataset).where(ofLine).orderBy(asc(dataset.version));
    return rows.map(datasetView);
  }

  async get(id: string): Promise<DatasetView | null> {
    const [row] = await drizzle(this.#pool).select().from(dataset).where(present(id));
    return row === undefined ? null : datasetView(row);
  }

  /** Newest first. */
  async list(page: { readonly limit: number; readonly cursor?: string }): Promise<Page<DatasetView>> {
    const rows = await drizzle(this.#pool)
      .select()
      .from(dataset)
      .where(
        and(isNull(dataset.deletedAt), page.cursor === undefined ? undefined : lt(dataset.id, page.cursor)),
      )
      .orderBy(desc(dataset.id))
      .limit(page.limit + 1);
    return pageOf(rows, page.limit, datasetView);
  }

  /** The manifest stays for the runs that used it; the caller deletes the files. Refused while such a run is not over. */
  async remove(id: string): Promise<'removed' | 'not_found' | 'in_use'> {
    return inTransaction(this.#pool, async (tx) => {
      const db = drizzle(tx);
      const found = await db.select({ id: dataset.id }).from(dataset).where(present(id)).for('update');
      if (found.length === 0) return 'not_found';
      if (await isActiveRun(tx, 'dataset_id', id)) return 'in_use';
      await db.update(dataset).set({ deletedAt: sql`clock_timestamp()` }).where(eq(dataset.id, id));
      return 'removed';
    });
  }
}

/** Deleted versions keep their numbers. */
const NEWEST = { version: sql<number>`max(${dataset.version})` };
const newerThan = ({ lineId, version }: typeof dataset.$inferSelect) =>
  and(eq(dataset.lineId, lineId), gt(dataset.version, version), isNull(dataset.deletedAt));
const present = (id: string) => and(eq(dataset.id, id), isNull(dataset.deletedAt));

function datasetView(row: typeof dataset.$inferSelect): DatasetView {
  return {
    id: row.id,
    name: row.name,
    hash: row.hash,
    parentId: row.parentId,
    lineId: row.lineId,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    manifest: row.manifest as DatasetManifest, // stored as it was given
  };
}
