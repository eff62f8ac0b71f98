import { z } from 'zod';
import type { Answer, RecordWrite, WriteValues } from '../load/ports.ts';
import type { OdooClient } from './client.ts';
import { FAST_CONTEXT, withBase } from './context.ts';
import { IdRows } from './find-records.ts';

interface WriteOptions {
  readonly context: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal | undefined;
}

/**
 * `write` with the context of `load`, whose updates are a `write` for each record (orm/models.py `_load_records_write`). The
 * values go by position over JSON-RPC: many models of 14 call the parameter `values` and not `vals`.
 */
export async function writeRecords(
  client: OdooClient,
  model: string,
  ids: readonly number[],
  values: WriteValues,
  { context, signal }: WriteOptions,
): Promise<Answer<null>> {
  if (ids.length === 0) return { ok: true, value: null };
  const answer = await client.call(
    model,
    'write',
    {
      ids,
      args: { vals: values },
      positional: ['vals'],
      context: writeContext(context),
      answer: z.unknown(), // true by rule; what a model returns instead says nothing
    },
    { signal },
  );
  return answer.ok ? { ok: true, value: null } : answer;
}

/**
 * `web_save_multi`: a `write` for each record in one transaction, then the fields of `specification`; an empty one answers the
 * IDs without reading anything, so no right to read is needed (addons/web/models/models.py, 19).
 */
export async function writeEachRecord(
  client: OdooClient,
  model: string,
  writes: readonly RecordWrite[],
  { context, signal }: WriteOptions,
): Promise<Answer<null>> {
  if (writes.length === 0) return { ok: true, value: null };
  const answer = await client.call(
    model,
    'web_save_multi',
    {
      ids: writes.map((write) => write.id),
      args: { vals_list: writes.map((write) => write.values), specification: {} },
      context: writeContext(context),
      answer: IdRows,
    },
    { signal },
  );
  return answer.ok ? { ok: true, value: null } : answer;
}

function writeContext(context: WriteOptions['context']): Readonly<Record<string, unknown>> {
  return withBase({ ...FAST_CONTEXT, ...context });
}
