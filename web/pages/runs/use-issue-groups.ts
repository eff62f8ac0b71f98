import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { isOver, type Run } from './run-record.ts';

/** What went wrong by cause. Under the run's status: what was known while it went on is not taken for the whole. */
export function useIssueGroups(run: Run, isWanted = true) {
  return useQuery({
    queryKey: ['run-issues', run.id, run.status],
    queryFn: async ({ signal }) => {
      const { items } = await dataOf(
        client.GET('/api/v1/runs/{id}/issues', { params: { path: { id: run.id } }, signal }),
      );
      return items;
    },
    enabled: isWanted,
    placeholderData: keepPreviousData,
    refetchInterval: isOver(run) ? false : 5_000,
  });
}
