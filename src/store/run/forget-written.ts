import { storedKey } from '../stored-key.ts';
import type { Tx } from '../transaction.ts';

interface SentFields {
  readonly node: string;
  readonly key: string;
  readonly columns: readonly string[];
}

/**
 * For rows of batches whose answer never came, before they are called unknown: nobody knows what Odoo holds of the fields that
 * were sent. The key map forgets what we wrote there, so that the next run compares these fields with Odoo; trusting the old
 * hash, it would take a source that went back to its old value for unchanged.
 */
export async function forgetWritten(
  tx: Tx,
  { runId, nodeIndex }: { readonly runId: string; readonly nodeIndex: number },
): Promise<void> {
  const sent = await tx.query<SentFields>(
    `${SENT_FIELDS} and b.node_index = $2 and (r.outcome is null or r.outcome = 'unknown')`,
    [runId, nodeIndex],
  );
  await forget(
    tx,
    runId,
    sent.rows,
    'field_hashes = k.field_hashes - s.fields, held_hashes = k.held_hashes - s.fields',
  );
}

/**
 * For batches that an earlier lease left behind: Odoo may hold what they sent, or what it made of it. That is no edit of
 * somebody's, so what Odoo held before them is forgotten.
 */
export async function forgetHeld(tx: Tx, runId: string): Promise<void> {
  const sent = await tx.query<SentFields>(SENT_FIELDS, [runId]);
  await forget(tx, runId, sent.rows, 'held_hashes = k.held_hashes - s.fields');
}

const SENT_FIELDS = `select n.node, r.key, b.columns from run_batch b
  join run_node n on n.run_id = b.run_id and n.node_index = b.node_index
  join run_row r on r.run_id = b.run_id and r.node_index = b.node_index and r.ord = any(b.ords)
  where b.run_id = $1 and b.state = 'sending'`;

async function forget(tx: Tx, runId: string, sent: readonly SentFields[], change: string): Promise<void> {
  if (sent.length === 0) return;
  await tx.query(
    `update key_map k set ${change}
     from graph_run g,
       (select node, key, array(select split_part(c, '/', 1) from json_array_elements_text(columns) c) as fields
        from unnest($2::text[], $3::text[], $4::json[]) as sent (node, key, columns)) as s
     where g.id = $1 and k.connection_id = g.connection_id and k.namespace = g.namespace
       and k.node = s.node and k.key = s.key`,
    [
      runId,
      sent.map(({ node }) => node),
      sent.map(({ key }) => storedKey(key)),
      sent.map(({ columns }) => JSON.stringify(columns)),
    ],
  );
}
