import { Checkbox, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBar } from '../../../components/outcome-bar.tsx';
import { StatusBadge } from '../../../components/states.tsx';
import { formatAgo, formatDateTime, formatNumber, formatSeconds } from '../../../ui/format.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { cells, type VirtualRowProps, VirtualTable } from '../../../ui/virtual-table.tsx';
import { countsOf, doneOf, type Run, secondsOf } from '../run-record.ts';

const ROW_HEIGHT = 56;

export interface RunsTableProps {
  readonly runs: readonly Run[];
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
  readonly onEnd: () => void;
}

export function RunsTable({ runs, chosen, onChoose, onEnd }: RunsTableProps): ReactNode {
  const { t } = useTranslation('runs');
  return (
    <VirtualTable
      label={t('title')}
      columns={9}
      count={runs.length}
      rowHeight={ROW_HEIGHT}
      height="max(360px, calc(100vh - 260px))"
      minWidth={1100}
      onEnd={onEnd}
      head={
        <tr aria-rowindex={1}>
          <th scope="col" style={{ width: 116 }}>
            {t('column.choose')}
          </th>
          <th scope="col">{t('column.graph')}</th>
          <th scope="col" style={{ width: 100 }}>
            {t('column.kind')}
          </th>
          <th scope="col" style={{ width: 216 }}>
            {t('column.status')}
          </th>
          <th scope="col">{t('column.dataset')}</th>
          <th scope="col" style={{ width: 140 }}>
            {t('column.outcomes')}
          </th>
          <th scope="col" className={cells.number} style={{ width: 92 }}>
            {t('column.rows')}
          </th>
          <th scope="col" className={cells.number} style={{ width: 92 }}>
            {t('column.duration')}
          </th>
          <th scope="col" style={{ width: 130 }}>
            {t('column.started')}
          </th>
        </tr>
      }
      row={(index, props) => {
        const run = runs[index];
        return run === undefined ? null : (
          <RunRow
            key={run.id}
            run={run}
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
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly virtual: VirtualRowProps;
}

function RunRow({ run, isChosen, onChoose, virtual }: RunRowProps): ReactNode {
  const { t } = useTranslation('runs');
  const counts = countsOf(run.progress.nodes);
  const total = run.progress.nodes.reduce((sum, node) => sum + (node.rows_total ?? 0), 0);
  const seconds = secondsOf(run);
  return (
    <tr {...virtual} style={{ height: ROW_HEIGHT }}>
      <td>
        <Checkbox
          size="md"
          checked={isChosen}
          onChange={onChoose}
          aria-label={t('chooseRun', { graph: run.graph_name, time: formatDateTime(run.created_at) })}
        />
      </td>
      <th scope="row">
        <LinkAnchor
          to="/runs/$runId"
          params={{ runId: run.id }}
          truncate
          display="block"
          title={run.graph_name}
        >
          {run.graph_name}
        </LinkAnchor>
      </th>
      <td>{t(`kind.${run.kind}`)}</td>
      <td>
        <Group gap={0}>
          <StatusBadge status={run.status} size="md" />
        </Group>
      </td>
      <td>
        <span className={cells.line} title={run.dataset_name}>
          {run.dataset_name}
        </span>
        <Text size="xs" c="dimmed" truncate>
          {run.connection_name}
        </Text>
      </td>
      <td>
        <OutcomeBar name={t('outcomes')} counts={counts} total={total} bare size={10} />
      </td>
      <td className={cells.number}>{formatNumber(doneOf(counts))}</td>
      <td className={cells.number}>{seconds === null ? '' : formatSeconds(seconds)}</td>
      <td title={formatDateTime(run.created_at)}>{formatAgo(run.created_at)}</td>
    </tr>
  );
}
