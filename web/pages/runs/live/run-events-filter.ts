import type { RunEvent } from './run-stream.ts';

export const EVENT_GROUPS = ['all', 'troubles', 'nodes', 'batches', 'run'] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

const TYPES: Readonly<Record<Exclude<EventGroup, 'all'>, readonly string[]>> = {
  troubles: ['call_failed', 'waiting', 'node_warning', 'run_paused', 'rows_vanished', 'defaults_unpinned'],
  nodes: ['node_prepared', 'node_started', 'node_finished', 'node_warning', 'defaults_found'],
  batches: ['batch_sent', 'rows_settled', 'call_failed', 'rows_undone'],
  run: [
    'run_queued',
    'run_started',
    'run_resumed',
    'run_handed_on',
    'run_paused',
    'run_finished',
    'rollback_queued',
    'rollback_started',
    'rollback_planned',
    'rollback_cancelled',
  ],
};

export function isEventGroup(word: unknown): word is EventGroup {
  return typeof word === 'string' && (EVENT_GROUPS as readonly string[]).includes(word);
}

/** The newest first. */
export function eventsLike(
  events: readonly RunEvent[],
  group: EventGroup,
  text: string,
): readonly RunEvent[] {
  const wanted = text.trim().toLowerCase();
  return events
    .filter((event) => group === 'all' || TYPES[group].includes(event.type))
    .filter((event) => wanted === '' || JSON.stringify(event).toLowerCase().includes(wanted))
    .toReversed();
}
