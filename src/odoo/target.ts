import type { Answer, LoadAnswer, LoadCall, Target } from '../load/ports.ts';
import type { OdooClient } from './client.ts';
import { FAST_CONTEXT, withBase } from './context.ts';
import { createExternalIdWriter } from './external-id-writer.ts';
import { createExternalIdFinder } from './find-by-external-id.ts';
import { findByValues } from './find-by-values.ts';
import { findByFieldValue, findExistingIds, findNewestId, peekRecords, readRecords } from './find-records.ts';
import { findReferrers } from './find-referrers.ts';
import { findForeignExternalIds, refuseForeign } from './foreign-external-ids.ts';
import { findInboundFields } from './inbound-fields.ts';
import { LoadAnswerShape } from './load-answer.ts';
import { takeSnapshot } from './snapshot.ts';
import { tryLoad } from './try-load.ts';
import { unlinkRecords } from './unlink-records.ts';
import { writeEachRecord, writeRecords } from './write-records.ts';

/** `web_save_multi` (addons/web/models/models.py, on every model): not in 18.0, there in 19.0. */
const WRITE_EACH_SINCE = 19;

/** The port of `load/` on one client. `load` runs with the fast context under the context of the call. */
export function createTarget(client: OdooClient): Target {
  const externalIds = createExternalIdFinder(client);
  const writer = createExternalIdWriter(client);
  return {
    load: (call, signal) => load(client, call, { context: loadContext(call), signal }),
    tryLoad: (call, signal) =>
      tryLoad(
        // the poisoned column is none of the rows' own
        (tried) => load(client, tried, { context: loadContext({ ...tried, columns: call.columns }), signal }),
        call,
      ),
    findByExternalId: (model, ids, hints, depth) => externalIds.find(model, ids, hints, depth),
    findForeignExternalIds: (model, ids) => findForeignExternalIds(client, model, ids),
    newestId: (model) => findNewestId(client, model),
    read: (model, ids, fields, context) => readRecords(client, model, ids, fields, context),
    write: (model, ids, values, context, signal) =>
      writeRecords(client, model, ids, values, { context, signal }),
    writeEach:
      client.version.major >= WRITE_EACH_SINCE
        ? (model, writes, context, signal) => writeEachRecord(client, model, writes, { context, signal })
        : null,
    findByField: (model, field, values) => findByFieldValue(client, model, field, values),
    findByValues: (model, conditions, fields) => findByValues(client, model, conditions, fields),
    peek: (model, of, signal) => peekRecords(client, model, of, { signal }),
    findById: (model, ids) => findExistingIds(client, model, ids),
    createExternalIds: (model, of) => writer.create(model, of),
    deleteExternalIds: (model, of) => writer.remove(model, of),
    unlink: (model, ids, context, signal) => unlinkRecords(client, model, ids, { context, signal }),
    inboundFields: (models, known) => findInboundFields(client, models, known),
    findReferrers: (model, ids, through, after) => findReferrers(client, model, ids, { through, after }),
    snapshot: (models) => takeSnapshot(client, models),
  };
}

async function load(
  client: OdooClient,
  call: LoadCall,
  { context, signal }: { readonly context: LoadCall['context']; readonly signal: AbortSignal | undefined },
): Promise<Answer<LoadAnswer>> {
  const foreign = await refuseForeign(client, call, signal);
  if (!foreign.ok) return foreign;
  if (foreign.value !== null) return { ok: true, value: foreign.value };
  return client.call(
    call.model,
    'load',
    {
      args: { fields: call.columns, data: call.rows },
      context,
      answer: LoadAnswerShape,
    },
    { signal },
  );
}

/**
 * A column of database IDs finds archived records only with `active_test` off: `.id` of the row itself on every version, `field/.id`
 * up to 16 (ir_fields.py 14 `db_id_for` searches, 17 browses). Elsewhere the server's default stays: business code that searches
 * (default team, first stage) must not meet archived records.
 */
function loadContext(call: LoadCall): Readonly<Record<string, unknown>> {
  const hasDatabaseIds = call.columns.some((column) => column === '.id' || column.endsWith('/.id'));
  return withBase({ ...FAST_CONTEXT, ...(hasDatabaseIds ? { active_test: false } : {}), ...call.context });
}
