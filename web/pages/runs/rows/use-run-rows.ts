import { keepPreviousData } from '@tanstack/react-query';
import { client, type Schemas } from '../../../api/client.ts';
import { dataOf } from '../../../api/data-of.ts';
import { usePages } from '../../../api/use-pages.ts';
import { isOver, type Run } from '../run-record.ts';
import type { RowsSearch } from '../search-params.ts';

export type RunRow = Schemas['RunRow'];
const ROWS_PER_PAGE = 500;

/** While a run goes on, its first pages are asked anew; more of them would be too many. */
const LIVE_PAGES = 3;

/** The rows of a run in pages; with what changed in their records where that is wanted. */
export function useRunRows(run: Run, search: RowsSearch, changes = false) {
  return usePages<RunRow>({
    queryKey: ['run-rows', run.id, run.status, search, changes],
    load: (cursor, signal) =>
      dataOf(
        client.GET('/api/v1/runs/{id}/rows', {
          params: {
            path: { id: run.id },
            query: {
              ...search,
              limit: ROWS_PER_PAGE,
              ...(changes ? { changes: 'true' as const } : {}),
              ...cursor,
            },
          },
          signal,
        }),
      ),
    // Comparing all pages with what they were would cost more with each further one.
    structuralSharing: false,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      !isOver(run) && (state.data?.pages.length ?? 0) <= LIVE_PAGES ? 3_000 : false,
  });
}
