import type pg from 'pg';
import type { SchemaSnapshot } from '../../mapping/target-schema.ts';
import type { Vocabulary } from '../../mapping/vocabulary.ts';
import type { GraphSpec } from '../../plan/graph-spec.ts';
import type { DatasetManifest } from '../../source/dataset.ts';

/** What a run was made with, deleted or not: a report outlives what it tells of. */
export interface ReportSource {
  readonly namespace: string;
  readonly spec: GraphSpec;
  readonly manifest: DatasetManifest;
  readonly connection: {
    readonly id: string;
    readonly name: string;
    readonly url: string;
    readonly database: string;
    readonly login: string | null;
  };
  /** Pinned when the run was made. */
  readonly vocabulary: Vocabulary;
  readonly snapshotHash: string | null;
  /** Of the Odoo the run was prepared for; null before. */
  readonly serverVersion: string | null;
  readonly majorVersion: number | null;
}

interface SourceRecord {
  readonly namespace: string;
  readonly spec: GraphSpec;
  readonly manifest: DatasetManifest;
  readonly connection: ReportSource['connection'];
  readonly vocabulary: Vocabulary | null;
  readonly snapshot_hash: string | null;
  readonly server_version: SchemaSnapshot['serverVersion'] | null;
  readonly major_version: SchemaSnapshot['majorVersion'] | null;
}

export async function readReportSource(pool: pg.Pool, runId: string): Promise<ReportSource | null> {
  const answer = await pool.query<SourceRecord>(
    `select r.namespace, r.snapshot_hash, r.vocabulary, v.spec, d.manifest,
       json_build_object('id', c.id, 'name', c.name, 'url', c.url, 'database', c.database, 'login', c.login) as connection,
       s.snapshot->>'serverVersion' as server_version, (s.snapshot->>'majorVersion')::int as major_version
     from graph_run r
       join graph_version v on v.graph_id = r.graph_id and v.version = r.graph_version
       join dataset d on d.id = r.dataset_id
       join connection c on c.id = r.connection_id
       left join schema_snapshot s on s.connection_id = r.connection_id and s.hash = r.snapshot_hash
     where r.id = $1`,
    [runId],
  );
  const found = answer.rows[0];
  if (found === undefined) return null;
  const { snapshot_hash: snapshotHash, server_version, major_version, ...source } = found;
  return {
    ...source,
    vocabulary: found.vocabulary ?? { answers: {}, policies: {} },
    snapshotHash,
    serverVersion: server_version,
    majorVersion: major_version,
  };
}
