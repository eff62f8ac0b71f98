import { useEffect } from 'react';
import { api, type Schemas } from '../../api/client.ts';

const LIMIT = { params: { query: { limit: 200 } } } as const;

export interface Inputs {
  readonly datasets: readonly Schemas['Dataset'][];
  readonly connections: readonly Schemas['Connection'][];
}

interface Chosen {
  readonly dataset?: string | undefined;
  readonly connection?: string | undefined;
}

/** Datasets and connections to choose from; the only one there is, is chosen. */
export function useInputs(chosen: Chosen, choose: (chosen: Chosen) => void): Inputs {
  const datasets = api.useQuery('get', '/api/v1/datasets', LIMIT).data?.items;
  const connections = api.useQuery('get', '/api/v1/connections', LIMIT).data?.items;
  const onlyDataset = onlyOne(datasets, chosen.dataset);
  const onlyConnection = onlyOne(connections, chosen.connection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the lists are there
  useEffect(() => {
    if (onlyDataset === undefined && onlyConnection === undefined) return;
    choose({
      dataset: chosen.dataset ?? onlyDataset,
      connection: chosen.connection ?? onlyConnection,
    });
  }, [onlyDataset, onlyConnection]);
  return { datasets: datasets ?? [], connections: connections ?? [] };
}

function onlyOne(
  items: readonly { readonly id: string }[] | undefined,
  chosen: string | undefined,
): string | undefined {
  return chosen === undefined && items?.length === 1 ? items[0]?.id : undefined;
}
