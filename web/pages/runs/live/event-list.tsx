import { Group, SegmentedControl, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStatus, OUTCOMES } from '../../../components/states.tsx';
import { formatNumber, formatSeconds, formatTime } from '../../../ui/format.ts';
import { EVENT_GROUPS, eventsLike, isEventGroup } from './run-events-filter.ts';
import { isEventType, type RunEvent } from './run-stream.ts';

const MOST_SHOWN = 300;

export function EventList({
  events,
  labelOf,
}: {
  readonly events: readonly RunEvent[];
  readonly labelOf: (node: string) => string;
}): ReactNode {
  const { t } = useTranslation('runs');
  const { events: wanted = 'all' } = useSearch({ from: '/runs/$runId' });
  const navigate = useNavigate({ from: '/runs/$runId' });
  const [text, setText] = useState('');
  const shown = eventsLike(events, wanted, text);
  return (
    <Stack gap="sm">
      <Group>
        <SegmentedControl
          aria-label={t('event.filter')}
          value={wanted}
          onChange={(group) =>
            void navigate({
              search: (all) => ({
                ...all,
                events: isEventGroup(group) && group !== 'all' ? group : undefined,
              }),
              replace: true,
            })
          }
          data={EVENT_GROUPS.map((group) => ({ value: group, label: t(`event.group.${group}`) }))}
        />
        <TextInput
          aria-label={t('event.search')}
          placeholder={t('event.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={260}
        />
      </Group>
      {shown.length === 0 ? (
        <Text py="md">{t(events.length === 0 ? 'event.none' : 'event.noneLike')}</Text>
      ) : (
        <EventTable events={shown.slice(0, MOST_SHOWN)} labelOf={labelOf} />
      )}
      {shown.length > MOST_SHOWN && <Text size="sm">{t('event.newest', { count: MOST_SHOWN })}</Text>}
    </Stack>
  );
}

function EventTable({
  events,
  labelOf,
}: {
  readonly events: readonly RunEvent[];
  readonly labelOf: (node: string) => string;
}): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6} aria-label={t('tab.events')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{t('event.column.time')}</Table.Th>
            <Table.Th w={220}>{t('event.column.what')}</Table.Th>
            <Table.Th w={180}>{t('event.column.node')}</Table.Th>
            <Table.Th>{t('event.column.detail')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((event) => (
            <Table.Tr key={event.seq}>
              <Table.Td style={{ fontVariantNumeric: 'tabular-nums' }}>{formatTime(event.at)}</Table.Td>
              <Table.Td>{t(`event.type.${isEventType(event.type) ? event.type : 'other'}`)}</Table.Td>
              <Table.Td>{event.node === undefined ? '' : labelOf(event.node)}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <EventDetail event={event} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EventDetail({ event }: { readonly event: RunEvent }): ReactNode {
  const { t } = useTranslation(['runs', 'common', 'undo']);
  const wordOf = (outcome: string) => {
    const known = OUTCOMES.find((one) => one === outcome);
    if (known !== undefined) return t(`common:outcome.${known}`);
    return isUndone(outcome) ? t(`undo:${UNDONE[outcome]}`) : outcome;
  };
  const number = (field: string) => Number(event[field] ?? 0);
  switch (event.type) {
    case 'node_prepared':
      return t('event.detail.prepared', {
        rows: number('rows'),
        rejected: number('rejected'),
        skipped: number('skipped'),
      });
    case 'batch_sent':
      return t('event.detail.batch', {
        batch: number('batch'),
        rows: number('rows'),
        kind: t(`event.kind.${event.kind === 'update' ? 'update' : 'create'}`),
      });
    case 'rows_settled':
    case 'rows_undone':
      return countsText(event.counts, wordOf);
    case 'call_failed': {
      const wait = event.retry_in_ms;
      const next =
        typeof wait === 'number'
          ? ` · ${t('event.detail.retryIn', { time: formatSeconds(wait / 1000) })}`
          : '';
      return `${event.message ?? ''}${next}`;
    }
    case 'rows_vanished':
    case 'vanished_settled':
      return t('event.detail.rows', { rows: number('rows') });
    case 'run_started':
    case 'run_resumed':
    case 'rollback_started':
      return t('event.detail.worker', { worker: String(event.worker) });
    default:
      if (typeof event.message === 'string') return event.message;
      if (typeof event.status !== 'string') return '';
      return isStatus(event.status) ? t(`common:status.${event.status}`) : event.status;
  }
}

const UNDONE = { deleted: 'deleted', restored: 'restored', archived: 'archived', kept: 'stayed' } as const;

function isUndone(word: string): word is keyof typeof UNDONE {
  return Object.hasOwn(UNDONE, word);
}

function countsText(counts: unknown, wordOf: (outcome: string) => string): string {
  if (typeof counts !== 'object' || counts === null) return '';
  return Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([outcome, count]) => `${formatNumber(Number(count))} ${wordOf(outcome)}`)
    .join(', ');
}
