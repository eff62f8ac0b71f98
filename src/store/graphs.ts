import { and, desc, eq, ilike, isNull, lt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { GraphVersionView, GraphView } from '../app/graph-cases.ts';
import type { Page } from '../app/result.ts';
import type { LoadedGraph } from '../plan/accepted-sheets.ts';
import type { GraphSpec } from '../plan/graph-spec.ts';
import { newId } from '../util/new-id.ts';
import { cleanText } from './clean-text.ts';
import { escapeLike } from './escape-like.ts';
import { readLoadedGraphs } from './loaded-graphs.ts';
import { pageOf } from './page.ts';
import { isActiveRun } from './run/active-runs.ts';
import { graph, graphVersion } from './schema/graph.ts';
import { inTransaction, type Tx } from './transaction.ts';

export type UpdateGraphResult =
  | { readonly kind: 'updated'; readonly graph: GraphView }
  | { readonly kind: 'not_found' }
  /** Somebody saved the graph meanwhile. */
  | { readonly kind: 'stale'; readonly version: number };

/** Every save makes a version, never changed afterwards. The spec carries its graph's id and version. */
export class Graphs {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Under a new id, whatever id the spec brings. */
  async create(spec: GraphSpec): Promise<GraphView> {
    const id = newId('graph');
    return inTransaction(this.#pool, async (tx) => {
      const [row] = await drizzle(tx)
        .insert(graph)
        .values({ id, name: cleanText(spec.name), version: 1 })
        .returning();
      if (row === undefined) throw new Error('The graph was not written.');
      return graphView(row, await saveVersion(tx, id, 1, spec));
    });
  }

  /** The newest version, or the one asked for. */
  async get(id: string, version?: number): Promise<GraphView | null> {
    const [row] = await drizzle(this.#pool)
      .select()
      .from(graph)
      .innerJoin(graphVersion, eq(graphVersion.graphId, graph.id))
      .where(and(present(id), eq(graphVersion.version, version ?? graph.version)));
    return row === undefined ? null : graphView(row.graph, row.graph_version);
  }

  /** The spec a run was made with, also of a graph deleted since. */
  async specOf(id: string, version: number): Promise<GraphSpec | null> {
    const [row] = await drizzle(this.#pool)
      .select()
      .from(graphVersion)
      .where(and(eq(graphVersion.graphId, id), eq(graphVersion.version, version)));
    return row === undefined ? null : (row.spec as GraphSpec);
  }

  /** Newest first. */
  async versions(
    id: string,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<GraphVersionView>> {
    const rows = await drizzle(this.#pool)
      .select({
        version: graphVersion.version,
        name: graphVersion.name,
        nodes: sql<number>`json_array_length(${graphVersion.spec} -> 'nodes')`,
        createdAt: graphVersion.createdAt,
      })
      .from(graphVersion)
      .where(
        and(
          eq(graphVersion.graphId, id),
          page.cursor === undefined ? undefined : lt(graphVersion.version, versionIn(page.cursor)),
        ),
      )
      .orderBy(desc(graphVersion.version))
      .limit(page.limit + 1);
    const named = rows.map((row) => ({ id: String(row.version), ...row }));
    return pageOf(named, page.limit, ({ version, name, nodes, createdAt }) => ({
      version,
      name,
      nodes,
      createdAt: createdAt.toISOString(),
    }));
  }

  /** Newest first, each in its newest version. `text`: part of the name, whatever its case. */
  async list(page: {
    readonly limit: number;
    readonly cursor?: string;
    readonly text?: string;
  }): Promise<Page<GraphView>> {
    const rows = await drizzle(this.#pool)
      .select()
      .from(graph)
      .innerJoin(
        graphVersion,
        and(eq(graphVersion.graphId, graph.id), eq(graphVersion.version, graph.version)),
      )
      .where(
        and(
          isNull(graph.deletedAt),
          page.cursor === undefined ? undefined : lt(graph.id, page.cursor),
          page.text === undefined ? undefined : ilike(graph.name, `%${escapeLike(page.text)}%`),
        ),
      )
      .orderBy(desc(graph.id))
      .limit(page.limit + 1);
    const named = rows.map((row) => ({ id: row.graph.id, ...row }));
    return pageOf(named, page.limit, (row) => graphView(row.graph, row.graph_version));
  }

  /** Newest first, each in its newest version. */
  async madeFrom(templateId: string): Promise<readonly GraphView[]> {
    const rows = await drizzle(this.#pool)
      .select()
      .from(graph)
      .innerJoin(
        graphVersion,
        and(eq(graphVersion.graphId, graph.id), eq(graphVersion.version, graph.version)),
      )
      .where(
        and(isNull(graph.deletedAt), sql`${graphVersion.spec} -> 'metadata' ->> 'template' = ${templateId}`),
      )
      .orderBy(desc(graph.id));
    return rows.map((row) => graphView(row.graph, row.graph_version));
  }

  /** Those that loaded rows into a connection, the newest run first. */
  loadedInto(connectionId: string): Promise<readonly LoadedGraph[]> {
    return readLoadedGraphs(this.#pool, connectionId);
  }

  async update(id: string, spec: GraphSpec, expectedVersion: number): Promise<UpdateGraphResult> {
    return inTransaction(this.#pool, async (tx) => {
      const db = drizzle(tx);
      const [before] = await db.select().from(graph).where(present(id)).for('update');
      if (before === undefined) return { kind: 'not_found' };
      if (before.version !== expectedVersion) return { kind: 'stale', version: before.version };
      const version = before.version + 1;
      const saved = await saveVersion(tx, id, version, spec);
      const [row] = await db
        .update(graph)
        .set({ name: cleanText(spec.name), version, updatedAt: sql`clock_timestamp()` })
        .where(eq(graph.id, id))
        .returning();
      return { kind: 'updated', graph: graphView(row ?? before, saved) };
    });
  }

  /** Its versions stay for the runs made with them. Refused while such a run is not over. */
  async remove(id: string): Promise<'removed' | 'not_found' | 'in_use'> {
    return inTransaction(this.#pool, async (tx) => {
      const db = drizzle(tx);
      const found = await db.select({ id: graph.id }).from(graph).where(present(id)).for('update');
      if (found.length === 0) return 'not_found';
      if (await isActiveRun(tx, 'graph_id', id)) return 'in_use';
      await db.update(graph).set({ deletedAt: sql`clock_timestamp()` }).where(eq(graph.id, id));
      return 'removed';
    });
  }
}

const present = (id: string) => and(eq(graph.id, id), isNull(graph.deletedAt));

async function saveVersion(tx: Tx, graphId: string, version: number, spec: GraphSpec) {
  const [row] = await drizzle(tx)
    .insert(graphVersion)
    .values({ graphId, version, name: cleanText(spec.name), spec: { ...spec, id: graphId, version } })
    .returning();
  if (row === undefined) throw new Error('The graph version was not written.');
  return row;
}

function graphView(row: typeof graph.$inferSelect, version: typeof graphVersion.$inferSelect): GraphView {
  return {
    id: row.id,
    name: version.name,
    version: version.version,
    spec: version.spec as GraphSpec, // stored as it was given
    createdAt: row.createdAt.toISOString(),
    updatedAt: version.createdAt.toISOString(),
  };
}

/** A cursor is any text; what is no version ends the list. */
function versionIn(cursor: string): number {
  return /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
}
