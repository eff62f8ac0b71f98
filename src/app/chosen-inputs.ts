import type { Connections } from '../store/connections.ts';
import type { Datasets } from '../store/datasets.ts';
import type { ConnectionView } from './connection-cases.ts';
import type { DatasetView } from './dataset-cases.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';

/** The dataset that is named, or the newest. */
export async function chosenDataset(
  { datasets }: { readonly datasets: Datasets },
  id: string | undefined,
): Promise<Result<DatasetView>> {
  if (id !== undefined) {
    const found = await datasets.get(id);
    return found ? done(found) : notFound('Dataset', id);
  }
  const [newest] = (await datasets.list({ limit: 1 })).items;
  return newest
    ? done(newest)
    : refuse('not_found', 'There is no dataset. Upload one, or name one with dataset_id.');
}

/** The connection that is named, or the only one. */
export async function chosenConnection(
  { connections }: { readonly connections: Connections },
  id: string | undefined,
): Promise<Result<ConnectionView>> {
  if (id !== undefined) {
    const found = await connections.get(id);
    return found ? done(found) : notFound('Connection', id);
  }
  const [only, second] = (await connections.list({ limit: 2 })).items;
  if (!only)
    return refuse('not_found', 'There is no connection. Make one first, or name one with connection_id.');
  if (second)
    return refuse('invalid', 'There are several connections. Say which Odoo is meant with connection_id.');
  return done(only);
}
