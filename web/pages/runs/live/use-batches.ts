import { client, type Schemas } from '../../../api/client.ts';
import { dataOf } from '../../../api/data-of.ts';
import { usePages } from '../../../api/use-pages.ts';
import { isOver, type Run } from '../run-record.ts';
import type { RunEvent } from './run-stream.ts';

export type Batch = Schemas['BatchPage']['items'][number];

const LIVE_PAGES = 2;

/** Calls with rows, the newest first. */
export function useBatches(run: Run) {
  return usePages<Batch>({
    queryKey: ['run-batches', run.id, run.status],
    load: (cursor, signal) =>
      dataOf(
        client.GET('/api/v1/runs/{id}/batches', {
          params: { path: { id: run.id }, query: { order: 'desc', limit: 100, ...cursor } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) =>
      !isOver(run) && (state.data?.pages.length ?? 0) <= LIVE_PAGES ? 1_500 : false,
  });
}

/** Calls of the batch's node that failed while it was under way. */
export function failedCallsIn(batch: Batch, events: readonly RunEvent[]): readonly RunEvent[] {
  const end = batch.finished_at ?? '9999';
  return events.filter(
    ({ type, node, at }) =>
      type === 'call_failed' && node === batch.node && at >= batch.started_at && at <= end,
  );
}
