import { useMemo } from 'react';
import { api, type Schemas } from '../api/client.ts';

const KEPT = { staleTime: 300_000 } as const;
const SHIPPED = { odoo_version: '19' } as const;

export interface ModelFacts {
  readonly model: Schemas['OdooModel'] | undefined;
  readonly fields: ReadonlyMap<string, Schemas['OdooField']>;
  readonly isLoading: boolean;
}

/** A model's fields as the connection's Odoo has them, else as Odoo is shipped. */
export function useModel(name: string | undefined, connection: string | undefined): ModelFacts {
  const model = name ?? '';
  const isAsked = connection !== undefined;
  const own = api.useQuery(
    'get',
    '/api/v1/connections/{id}/models/{model}',
    { params: { path: { id: connection ?? '', model }, query: SHIPPED } },
    { ...KEPT, enabled: isAsked && name !== undefined },
  );
  const shipped = api.useQuery(
    'get',
    '/api/v1/models/{model}',
    { params: { path: { model }, query: SHIPPED } },
    { ...KEPT, enabled: name !== undefined && (!isAsked || own.isError) },
  );
  const data = own.data ?? shipped.data;
  const fields = useMemo(() => new Map((data?.fields ?? []).map((field) => [field.name, field])), [data]);
  return { model: data, fields, isLoading: data === undefined && (own.isLoading || shipped.isLoading) };
}

/** Models by label or technical name. */
export function useModels(text: string, connection: string | undefined) {
  const query = { ...SHIPPED, limit: 40, ...(text.trim() === '' ? {} : { q: text.trim() }) };
  const isAsked = connection !== undefined;
  const own = api.useQuery(
    'get',
    '/api/v1/connections/{id}/models',
    { params: { path: { id: connection ?? '' }, query } },
    { ...KEPT, enabled: isAsked, placeholderData: (before) => before },
  );
  const shipped = api.useQuery(
    'get',
    '/api/v1/models',
    { params: { query } },
    { ...KEPT, enabled: !isAsked || own.isError, placeholderData: (before) => before },
  );
  return { models: (own.data ?? shipped.data)?.items ?? [], isLoading: own.isLoading || shipped.isLoading };
}
