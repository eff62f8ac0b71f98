import type pg from 'pg';
import type { UndoReader } from '../../load/rollback/undo-store.ts';
import { DatabaseUndoReader } from './undo-reader.ts';

/** A run as its undoing sees it, without a lease. */
export interface UndoSource {
  readonly undo: UndoReader;
  readonly graphId: string;
  readonly graphVersion: number;
  readonly connectionId: string;
  readonly snapshotHash: string | null;
}

interface RunPlace extends Omit<UndoSource, 'undo'> {
  readonly namespace: string;
}

export async function readUndoSource(pool: pg.Pool, runId: string): Promise<UndoSource | null> {
  const answer = await pool.query<RunPlace>(
    `select graph_id as "graphId", graph_version as "graphVersion", connection_id as "connectionId",
       snapshot_hash as "snapshotHash", namespace from graph_run where id = $1`,
    [runId],
  );
  const place = answer.rows[0];
  if (!place) return null;
  const { namespace, ...run } = place;
  return { ...run, undo: new DatabaseUndoReader(pool, { runId, connectionId: run.connectionId, namespace }) };
}
