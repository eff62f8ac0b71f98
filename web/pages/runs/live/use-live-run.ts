import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../api/client.ts';
import { isFinal, isOffline } from '../../../api/problem.ts';
import { isOver, type Run } from '../run-record.ts';
import { openRunStream, type RunEvent, type StreamState } from './run-stream.ts';

const REFETCH_MS = 500;
const SHOW_EVENTS_MS = 250;
const MOST_EVENTS = 3_000;

interface LiveRun {
  readonly run: Run | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly events: readonly RunEvent[];
  /** The server or its stream is away: what is shown may be old. */
  readonly isAway: boolean;
}

/** The record of a run, asked again at every event of its stream: totals come from the record only. */
export function useLiveRun(runId: string): LiveRun {
  const query = useRun(runId);
  const run = query.data;
  const { events, state } = useRunEvents(runId, run === undefined ? null : isOver(run));
  const isAway = isOffline(query.error) || (state === 'reconnecting' && run !== undefined && !isOver(run));
  return { run, error: query.error, refetch: query.refetch, events, isAway };
}

/** Asks now and then by itself, for a stream may be silent or cut. */
export function useRun(runId: string) {
  return api.useQuery(
    'get',
    '/api/v1/runs/{id}',
    { params: { path: { id: runId } } },
    {
      retry: false,
      refetchInterval: ({ state }) => {
        if (state.error !== null) return isFinal(state.error) ? false : 1_000;
        return state.data === undefined || isOver(state.data) ? false : 3_000;
      },
    },
  );
}

function useRunEvents(runId: string, over: boolean | null) {
  const queryClient = useQueryClient();
  const [events, setEvents] = useState<readonly RunEvent[]>([]);
  const [state, setState] = useState<StreamState>('open');
  const seen = useRef<{ runId: string; events: RunEvent[] }>({ runId, events: [] });
  useEffect(() => {
    if (over === null) return;
    if (seen.current.runId !== runId) seen.current = { runId, events: [] };
    const kept = seen.current;
    setEvents([...kept.events]);
    const { queryKey } = api.queryOptions('get', '/api/v1/runs/{id}', { params: { path: { id: runId } } });
    const refetch = atMostEvery(REFETCH_MS, () => void queryClient.invalidateQueries({ queryKey }));
    const show = atMostEvery(SHOW_EVENTS_MS, () => {
      if (kept.events.length > MOST_EVENTS) kept.events.splice(0, kept.events.length - MOST_EVENTS);
      setEvents([...kept.events]);
    });
    const close = openRunStream({
      runId,
      after: kept.events.at(-1)?.seq ?? 0,
      isOver: over,
      onState: setState,
      onEvent: (event) => {
        kept.events.push(event);
        show.ask();
        if (!over) refetch.ask();
      },
    });
    return () => {
      close();
      show.stop();
      refetch.stop();
    };
  }, [runId, over, queryClient]);
  return { events, state };
}

/** Acts at once, then at most once in a span, the last ask never lost. */
function atMostEvery(ms: number, act: () => void): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const turn = () => {
    timer = undefined;
    if (!isAsked) return;
    isAsked = false;
    act();
    timer = setTimeout(turn, ms);
  };
  return {
    ask: () => {
      isAsked = true;
      if (timer === undefined) turn();
    },
    stop: () => clearTimeout(timer),
  };
}
