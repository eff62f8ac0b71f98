import { api, type Schemas } from '../../../api/client.ts';

/** The cells of a row as the newest version has them; undefined while, or where, they are not found by its number. */
export function useNewestCells(
  newest: Schemas['Dataset'] | undefined,
  row: { readonly sheet: string | null; readonly row: number },
): ReadonlyMap<string, string> | undefined {
  const sheet = newest?.sheets.find(({ name }) => name === row.sheet);
  const offset = Math.max(0, row.row - (sheet?.format.header_row ?? 1) - 1);
  const { data } = api.useQuery(
    'get',
    '/api/v1/datasets/{id}/sheets/{sheet}/rows',
    {
      params: {
        path: { id: newest?.id ?? '', sheet: sheet?.name ?? '' },
        query: { offset, limit: 1 },
      },
    },
    { enabled: sheet !== undefined && newest?.parent_id !== null },
  );
  const cells: Readonly<Record<string, unknown>> = data?.items[0] ?? {};
  if (cells._row !== row.row) return undefined;
  return new Map(
    Object.entries(cells).flatMap(([column, value]) =>
      column === '_row'
        ? []
        : [[column, typeof value === 'string' || typeof value === 'number' ? String(value) : '']],
    ),
  );
}
