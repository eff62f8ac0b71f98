import { z } from 'zod';
import type { Answer, ExternalIdOf } from '../load/ports.ts';
import { collect } from './answers.ts';
import type { OdooClient } from './client.ts';
import { groupByModule, splitExternalId } from './external-id-parts.ts';
import { IdRows } from './find-records.ts';

/** Writes external IDs for records that exist: 14 lets every internal user create and only administrators delete, 17+ needs "Access Rights" for both. */
export interface ExternalIdWriter {
  create(model: string, of: readonly ExternalIdOf[]): Promise<Answer<boolean>>;
  remove(model: string, of: readonly ExternalIdOf[]): Promise<Answer<boolean>>;
}

export function createExternalIdWriter(client: OdooClient): ExternalIdWriter {
  // asked once: a user without the right would be refused for every batch
  const may = { create: true, remove: true };
  const ifAllowed = async (
    what: keyof typeof may,
    write: () => Promise<Answer<boolean>>,
  ): Promise<Answer<boolean>> => {
    if (!may[what]) return { ok: true, value: false };
    const answer = await write();
    if (answer.ok || answer.fault.reason !== 'access_denied') return answer;
    may[what] = false;
    return { ok: true, value: false };
  };
  return {
    create: (model, of) =>
      of.length === 0 ? done() : ifAllowed('create', () => createAll(client, model, of)),
    remove: (model, of) =>
      of.length === 0 ? done() : ifAllowed('remove', () => removeAll(client, model, of)),
  };
}

function done(): Promise<Answer<boolean>> {
  return Promise.resolve({ ok: true, value: true });
}

async function createAll(
  client: OdooClient,
  model: string,
  of: readonly ExternalIdOf[],
): Promise<Answer<boolean>> {
  const rows = of.map(({ externalId, recordId }) => {
    const [module, name] = splitExternalId(externalId);
    return { module, name, model, res_id: recordId };
  });
  const created = await client.call('ir.model.data', 'create', {
    args: { vals_list: rows },
    positional: ['vals_list'],
    answer: z.array(z.int().positive()),
  });
  return created.ok ? { ok: true, value: true } : created;
}

/** Only where the external ID names this very record: somebody may have given it to another one since. */
async function removeAll(
  client: OdooClient,
  model: string,
  of: readonly ExternalIdOf[],
): Promise<Answer<boolean>> {
  const recordOf = new Map(of.map(({ externalId, recordId }) => [externalId, recordId]));
  const found = await collect(groupByModule([...recordOf.keys()]), ({ module, names }) =>
    client.call('ir.model.data', 'search_read', {
      args: {
        domain: [
          ['model', '=', model],
          ['module', '=', module],
          ['name', 'in', names],
        ],
        fields: ['module', 'name', 'res_id'],
      },
      answer: DataRows,
    }),
  );
  if (!found.ok) return found;
  const ids = found.value
    .filter(({ module, name, res_id }) => recordOf.get(`${module}.${name}`) === res_id)
    .map(({ id }) => id);
  if (ids.length === 0) return { ok: true, value: true };
  const removed = await client.call('ir.model.data', 'unlink', { ids, answer: z.boolean() });
  return removed.ok ? { ok: true, value: true } : removed;
}

const DataRows = z.array(IdRows.element.extend({ module: z.string(), name: z.string(), res_id: z.int() }));
