import { Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../components/loaded.tsx';
import { MoreButton } from '../../../components/more-button.tsx';
import { OutcomeBar, type OutcomeCounts } from '../../../components/outcome-bar.tsx';
import { formatNumber, formatSeconds, formatTime } from '../../../ui/format.ts';
import type { Run } from '../run-record.ts';
import type { RunEvent } from './run-stream.ts';
import { type Batch, failedCallsIn, useBatches } from './use-batches.ts';

export interface BatchTableProps {
  readonly run: Run;
  /** For the calls that failed meanwhile. */
  readonly events: readonly RunEvent[];
  readonly labelOf: (node: string) => string;
}

/** Each call with rows: when, how long, how often tried, what came of it. */
export function BatchTable({ run, events, labelOf }: BatchTableProps): ReactNode {
  const { t } = useTranslation('runs');
  const pages = useBatches(run);
  return (
    <Loaded query={pages}>
      {(items) =>
        items.length === 0 ? (
          <Text py="md">{t('batch.none')}</Text>
        ) : (
          <Stack align="flex-start">
            <Batches batches={items} events={events} labelOf={labelOf} />
            <MoreButton pages={pages} />
          </Stack>
        )
      }
    </Loaded>
  );
}

function Batches({
  batches,
  events,
  labelOf,
}: Pick<BatchTableProps, 'events' | 'labelOf'> & { readonly batches: readonly Batch[] }): ReactNode {
  const { t } = useTranslation('runs');
  const longest = Math.max(1, ...batches.map(secondsOf));
  return (
    <Table.ScrollContainer minWidth={860} w="100%">
      <Table verticalSpacing={6} aria-label={t('batch.caption')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('batch.column.batch')}</Table.Th>
            <Table.Th>{t('batch.column.node')}</Table.Th>
            <Table.Th>{t('batch.column.kind')}</Table.Th>
            <Table.Th ta="right">{t('batch.column.rows')}</Table.Th>
            <Table.Th>{t('batch.column.sent')}</Table.Th>
            <Table.Th w={150}>{t('batch.column.seconds')}</Table.Th>
            <Table.Th w={150}>{t('batch.column.tries')}</Table.Th>
            <Table.Th w="24%">{t('batch.column.outcomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {batches.map((batch) => (
            <Table.Tr key={batch.batch}>
              <Table.Th scope="row">{formatNumber(batch.batch)}</Table.Th>
              <Table.Td>{labelOf(batch.node)}</Table.Td>
              <Table.Td>{t(`event.kind.${batch.kind}`)}</Table.Td>
              <Table.Td ta="right">{formatNumber(batch.rows)}</Table.Td>
              <Table.Td>{formatTime(batch.started_at)}</Table.Td>
              <Table.Td>
                <Took batch={batch} longest={longest} />
              </Table.Td>
              <Table.Td>
                <Tries batch={batch} failed={failedCallsIn(batch, events)} />
              </Table.Td>
              <Table.Td>
                <OutcomeBar
                  name={t('batch.column.outcomes')}
                  counts={(batch.counts ?? {}) as OutcomeCounts}
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

function secondsOf({ started_at: from, finished_at: to }: Batch): number {
  return to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 1000;
}

/** As number and as length beside the others. */
function Took({ batch, longest }: { readonly batch: Batch; readonly longest: number }): ReactNode {
  const { t } = useTranslation('runs');
  if (batch.finished_at === null) return t('batch.inFlight');
  const seconds = secondsOf(batch);
  return (
    <>
      {formatSeconds(seconds)}
      <div
        aria-hidden
        style={{
          height: 4,
          width: `${String((100 * seconds) / longest)}%`,
          minWidth: 2,
          borderRadius: 2,
          background: 'var(--mantine-color-blue-filled)',
        }}
      />
    </>
  );
}

function Tries({
  batch,
  failed,
}: {
  readonly batch: Batch;
  readonly failed: readonly RunEvent[];
}): ReactNode {
  const { t } = useTranslation('runs');
  if (failed.length === 0 && batch.attempts <= 1) return '';
  const said = failed.map(({ message }) => message ?? '').join('\n');
  return (
    <Text size="sm" title={said}>
      {[
        ...(failed.length > 0 ? [t('batch.failed', { count: failed.length })] : []),
        ...(batch.attempts > 1 ? [t('batch.workers', { count: batch.attempts })] : []),
      ].join(', ')}
    </Text>
  );
}
