import { useMemo } from 'react';
import { api } from '../api/client.ts';

const ROWS = 40;
const SAMPLES = 3;

export type Samples = ReadonlyMap<string, readonly string[]>;

/** A few different values of each column of a sheet, from its first rows. */
export function useSamples(dataset: string | undefined, sheet: string | undefined): Samples {
  const { data } = api.useQuery(
    'get',
    '/api/v1/datasets/{id}/sheets/{sheet}/rows',
    { params: { path: { id: dataset ?? '', sheet: sheet ?? '' }, query: { limit: ROWS } } },
    { enabled: dataset !== undefined && sheet !== undefined, staleTime: 300_000, retry: false },
  );
  return useMemo(() => collect((data?.items ?? []) as readonly Readonly<Record<string, unknown>>[]), [data]);
}

function collect(rows: readonly Readonly<Record<string, unknown>>[]): Samples {
  const found = new Map<string, string[]>();
  for (const row of rows)
    for (const [column, value] of Object.entries(row)) {
      const samples = found.get(column) ?? [];
      if (typeof value !== 'string' || value === '' || samples.length >= SAMPLES) continue;
      if (!samples.includes(value)) found.set(column, [...samples, value]);
    }
  return found;
}
