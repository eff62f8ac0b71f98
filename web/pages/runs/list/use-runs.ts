import { client, type Schemas } from '../../../api/client.ts';
import { dataOf } from '../../../api/data-of.ts';
import { usePages } from '../../../api/use-pages.ts';
import { isOver } from '../run-record.ts';
import type { RunsSearch } from '../search-params.ts';

const RUNS_PER_PAGE = 100;
/** Beyond that the list is not asked anew by itself: all its pages would be. */
const LIVE_PAGES = 3;

export function useRuns({ status, kind, graph }: RunsSearch) {
  return usePages<Schemas['Run']>({
    queryKey: ['get', '/api/v1/runs', 'pages', status, kind, graph],
    load: (cursor, signal) =>
      dataOf(
        client.GET('/api/v1/runs', {
          params: {
            query: {
              limit: RUNS_PER_PAGE,
              ...(status === undefined ? {} : { status }),
              ...(kind === undefined ? {} : { kind }),
              ...(graph === undefined ? {} : { graph_id: graph }),
              ...cursor,
            },
          },
          signal,
        }),
      ),
    structuralSharing: false,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      const isLive = pages.some(({ items }) => items.some((run) => !isOver(run)));
      return isLive && pages.length <= LIVE_PAGES ? 2_000 : 15_000;
    },
  });
}
