import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { client, type Schemas } from '../../../api/client.ts';
import { isOver, type Run } from '../run-record.ts';
import type { RowsSearch } from '../search-params.ts';

export type RunRow = Schemas['RunRow'];
const ROWS_PER_PAGE = 500;

/** While a run goes on, its first pages are asked anew; more of them would be too many. */
const LIVE_PAGES = 3;

/** The rows of a run in pages; with what changed in their records where that is wanted. */
export function useRunRows(run: Run, search: RowsSearch, changes = false) {
  const runId = run.id;
  return useInfiniteQuery({
    queryKey: ['run-rows', runId, run.status, search, changes],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) => {
      const { data, error } = await client.GET('/api/v1/runs/{id}/rows', {
        params: {
          path: { id: runId },
          query: {
            ...search,
            limit: ROWS_PER_PAGE,
            ...(changes ? { changes: 'true' as const } : {}),
            ...(pageParam === '' ? {} : { cursor: pageParam }),
          },
        },
        signal,
      });
      if (error !== undefined) throw error;
      return data;
    },
    // Comparing all pages with what they were would cost more with each further one.
    structuralSharing: false,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      !isOver(run) && (state.data?.pages.length ?? 0) <= LIVE_PAGES ? 3_000 : false,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}
