import { z } from 'zod';
import type { Answer, LoadAnswer, LoadCall } from '../load/ports.ts';
import { collect } from './answers.ts';
import type { OdooClient } from './client.ts';
import { groupByModule } from './external-id-parts.ts';

/** From this version on the server itself refuses, in the words used below (orm/models.py 19 `_load_records`). */
const REFUSED_BY_SERVER_SINCE = 18;

const Rows = z.array(z.object({ module: z.string(), name: z.string(), model: z.string() }));

/**
 * Rows whose external ID belongs to a record of another model. Odoo 14 takes such a row for an update of the record that
 * happens to have the same database ID in the model loaded (models.py 14.0 `_load_records`, `_lookup_xmlids` compare no model): a
 * stranger's record is overwritten without a word. So older servers are asked first, and the rows are answered as 18 and later
 * answer them: an error per row, nothing written. Null: there are none, or the server looks itself.
 *
 * Up to 16 every internal user may read ir.model.data; where 17 does not allow it the server refuses such rows itself.
 */
export async function refuseForeign(
  client: OdooClient,
  call: LoadCall,
  signal?: AbortSignal,
): Promise<Answer<LoadAnswer | null>> {
  const column = call.columns.indexOf('id');
  if (column < 0 || client.version.major >= REFUSED_BY_SERVER_SINCE) return { ok: true, value: null };
  const defaultModule = typeof call.context.module === 'string' ? call.context.module : '__import__';
  const qualified = call.rows.map((row) => {
    const xid = row[column] ?? '';
    return xid === '' || xid.includes('.') ? xid : `${defaultModule}.${xid}`;
  });
  const found = await findForeignExternalIds(client, call.model, qualified, signal);
  if (!found.ok) return found;
  if (found.value.size === 0) return { ok: true, value: null };
  return { ok: true, value: refusal(call.model, qualified, found.value) };
}

/** External ID → model of those that name a record of another model; none where the user may not read them. */
export async function findForeignExternalIds(
  client: OdooClient,
  model: string,
  externalIds: readonly string[],
  signal?: AbortSignal,
): Promise<Answer<ReadonlyMap<string, string>>> {
  const wanted = [...new Set(externalIds.filter((xid) => xid !== ''))];
  const found = await collect(groupByModule(wanted), ({ module, names }) =>
    client.call(
      'ir.model.data',
      'search_read',
      {
        args: {
          domain: [
            ['model', '!=', model],
            ['module', '=', module],
            ['name', 'in', names],
          ],
          fields: ['module', 'name', 'model'],
        },
        answer: Rows,
      },
      { signal },
    ),
  );
  if (!found.ok) return found.fault.reason === 'access_denied' ? { ok: true, value: new Map() } : found;
  const pairs = found.value.map((row) => [`${row.module}.${row.name}`, row.model] as const);
  return { ok: true, value: new Map(pairs) };
}

function refusal(
  model: string,
  externalIds: readonly string[],
  modelOf: ReadonlyMap<string, string>,
): LoadAnswer {
  const messages = externalIds.flatMap((xid, row) => {
    const other = modelOf.get(xid);
    if (other === undefined) return [];
    const message = `For external id ${xid} when trying to create/update a record of model ${model} found record of different model ${other}`;
    return [{ type: 'error' as const, message, rows: { from: row, to: row } }];
  });
  return { ids: null, messages, nextrow: 0 };
}
