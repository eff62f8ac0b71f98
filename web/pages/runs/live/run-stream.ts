/** One event of a run as the stream tells it; its other fields depend on the type. */
export interface RunEvent {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly node?: string;
  readonly message?: string | null;
  readonly [field: string]: unknown;
}

export type StreamState = 'open' | 'reconnecting' | 'ended';

const TYPES = [
  'run_queued',
  'run_started',
  'run_resumed',
  'run_handed_on',
  'run_paused',
  'run_finished',
  'node_prepared',
  'node_warning',
  'defaults_found',
  'defaults_unpinned',
  'node_started',
  'node_finished',
  'batch_sent',
  'rows_settled',
  'rows_vanished',
  'vanished_settled',
  'call_failed',
  'waiting',
  'rollback_queued',
  'rollback_started',
  'rollback_planned',
  'rows_undone',
  'rollback_cancelled',
] as const;
export type EventType = (typeof TYPES)[number];

export function isEventType(word: string): word is EventType {
  return (TYPES as readonly string[]).includes(word);
}

const AGAIN_MS = 1_000;

export interface StreamOptions {
  readonly runId: string;
  readonly after: number;
  /** The run is over: what is left is told, then the stream stays closed. */
  readonly isOver: boolean;
  readonly onEvent: (event: RunEvent) => void;
  readonly onState: (state: StreamState) => void;
}

/**
 * Follows a run's events and comes again after every break with the last number seen. The browser's own way of coming again
 * gives up on the first answer that is none, as a proxy gives while the server starts.
 */
export function openRunStream({ runId, after, isOver, onEvent, onState }: StreamOptions): () => void {
  let last = after;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    const opened = new EventSource(`/api/v1/runs/${encodeURIComponent(runId)}/events?after=${String(last)}`);
    source = opened;
    opened.onopen = () => onState('open');
    opened.onerror = () => {
      opened.close();
      onState(isOver ? 'ended' : 'reconnecting');
      if (!isOver) timer = setTimeout(connect, AGAIN_MS);
    };
    for (const type of TYPES) {
      opened.addEventListener(type, ({ data }: MessageEvent<string>) => {
        const event = { ...(JSON.parse(data) as RunEvent), type };
        if (event.seq <= last) return;
        last = event.seq;
        onEvent(event);
      });
    }
  };
  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
