import { Checkbox, Group, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBar } from '../../../components/outcome-bar.tsx';
import { StatusBadge } from '../../../components/states.tsx';
import { formatAgo, formatDateTime, formatNumber, formatSeconds } from '../../../ui/format.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { type VirtualRowProps, VirtualTable } from '../../../ui/virtual-table.tsx';
import { countsOf, doneOf, type Run, secondsOf } from '../run-record.ts';

const ROW_HEIGHT = 56;

export interface RunsTableProps {
  readonly runs: readonly Run[];
  readonly nameOf: (id: string) => string;
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
  readonly onEnd: () => void;
}

export function RunsTable({ runs, nameOf, chosen, onChoose, onEnd }: RunsTableProps): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <VirtualTable
      label={t('title')}
      columns={9}
      count={runs.length}
      rowHeight={ROW_HEIGHT}
      height="max(360px, calc(100vh - 260px))"
      minWidth={1080}
      onEnd={onEnd}
      head={
        <Table.Tr h={38} aria-rowindex={1}>
          <Table.Th w={96}>{t('column.choose')}</Table.Th>
          <Table.Th>{t('column.graph')}</Table.Th>
          <Table.Th w={76}>{t('column.kind')}</Table.Th>
          <Table.Th w={210}>{t('column.status')}</Table.Th>
          <Table.Th>{t('column.dataset')}</Table.Th>
          <Table.Th w={150}>{t('column.outcomes')}</Table.Th>
          <Table.Th w={92} ta="right">
            {t('column.rows')}
          </Table.Th>
          <Table.Th w={92} ta="right">
            {t('column.duration')}
          </Table.Th>
          <Table.Th w={130}>{t('column.started')}</Table.Th>
        </Table.Tr>
      }
      row={(index, props) => {
        const run = runs[index];
        return run === undefined ? null : (
          <RunRow
            key={run.id}
            run={run}
            nameOf={nameOf}
            isChosen={chosen.includes(run.id)}
            onChoose={() => onChoose(run.id)}
            virtual={props}
          />
        );
      }}
    />
  );
}

interface RunRowProps {
  readonly run: Run;
  readonly nameOf: (id: string) => string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly virtual: VirtualRowProps;
}

function RunRow({ run, nameOf, isChosen, onChoose, virtual }: RunRowProps): ReactNode {
  const { t } = useTranslation('runs');
  const counts = countsOf(run.progress.nodes);
  const total = run.progress.nodes.reduce((sum, node) => sum + (node.rows_total ?? 0), 0);
  const seconds = secondsOf(run);
  return (
    <Table.Tr h={ROW_HEIGHT} {...virtual}>
      <Table.Td>
        <Checkbox
          size="md"
          checked={isChosen}
          onChange={onChoose}
          aria-label={t('chooseRun', { graph: run.graph_name, time: formatDateTime(run.created_at) })}
        />
      </Table.Td>
      <Table.Th scope="row">
        <LinkAnchor to="/runs/$runId" params={{ runId: run.id }} size="sm" truncate display="block">
          {run.graph_name}
        </LinkAnchor>
      </Table.Th>
      <Table.Td>{t(`kind.${run.kind}`)}</Table.Td>
      <Table.Td>
        <Group gap={0}>
          <StatusBadge status={run.status} size="md" />
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate>
          {nameOf(run.dataset_id)}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {nameOf(run.connection_id)}
        </Text>
      </Table.Td>
      <Table.Td>
        <OutcomeBar name={t('outcomes')} counts={counts} total={total} bare size={10} />
      </Table.Td>
      <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {formatNumber(doneOf(counts))}
      </Table.Td>
      <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {seconds === null ? '' : formatSeconds(seconds)}
      </Table.Td>
      <Table.Td title={formatDateTime(run.created_at)}>{formatAgo(run.created_at)}</Table.Td>
    </Table.Tr>
  );
}
