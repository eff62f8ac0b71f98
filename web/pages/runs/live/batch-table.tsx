import { Table, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBar } from '../../../components/outcome-bar.tsx';
import { formatNumber, formatSeconds, formatTime } from '../../../ui/format.ts';
import { batchesOf } from './batches-of.ts';
import type { RunEvent } from './run-stream.ts';

const MOST_SHOWN = 200;

/** Each call with rows: when, how long, how often tried, what came of it. */
export function BatchTable({
  events,
  labelOf,
}: {
  readonly events: readonly RunEvent[];
  readonly labelOf: (node: string) => string;
}): ReactNode {
  const { t } = useTranslation('runs');
  const batches = useMemo(() => batchesOf(events), [events]);
  if (batches.length === 0) return <Text py="md">{t('batch.none')}</Text>;
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table verticalSpacing={6} aria-label={t('batch.caption')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('batch.column.batch')}</Table.Th>
            <Table.Th>{t('batch.column.node')}</Table.Th>
            <Table.Th>{t('batch.column.kind')}</Table.Th>
            <Table.Th ta="right">{t('batch.column.rows')}</Table.Th>
            <Table.Th>{t('batch.column.sent')}</Table.Th>
            <Table.Th ta="right">{t('batch.column.seconds')}</Table.Th>
            <Table.Th ta="right">{t('batch.column.tries')}</Table.Th>
            <Table.Th w="28%">{t('batch.column.outcomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {batches.slice(0, MOST_SHOWN).map((batch) => (
            <Table.Tr key={`${batch.node} ${batch.batch}`}>
              <Table.Th scope="row">{formatNumber(batch.batch)}</Table.Th>
              <Table.Td>{labelOf(batch.node)}</Table.Td>
              <Table.Td>{t(`event.kind.${batch.kind}`)}</Table.Td>
              <Table.Td ta="right">{formatNumber(batch.rows)}</Table.Td>
              <Table.Td>{formatTime(batch.sentAt)}</Table.Td>
              <Table.Td ta="right">
                {batch.settledAt === null
                  ? t('batch.inFlight')
                  : formatSeconds((Date.parse(batch.settledAt) - Date.parse(batch.sentAt)) / 1000)}
              </Table.Td>
              <Table.Td ta="right">{batch.failedCalls === 0 ? '' : formatNumber(batch.failedCalls)}</Table.Td>
              <Table.Td>
                <OutcomeBar
                  name={t('batch.column.outcomes')}
                  counts={batch.counts}
                  total={batch.rows}
                  size={8}
                  bare
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
