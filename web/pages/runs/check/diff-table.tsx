import { Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOME_LOOK } from '../../../components/states.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { cells, type VirtualRowProps, VirtualTable } from '../../../ui/virtual-table.tsx';
import { readableKey, readableRow, rowName, valueText, withoutPlace } from '../row-words.ts';
import type { RunRow } from '../rows/use-run-rows.ts';

export interface DiffTableProps {
  readonly runId: string;
  readonly rows: readonly RunRow[];
  readonly total: number | undefined;
  readonly labelOf: (node: string) => string;
  readonly onEnd: () => void;
}

/** Rows with what a run would do, each field old → new. */
export function DiffTable({ runId, rows, total, labelOf, onEnd }: DiffTableProps): ReactNode {
  const { t } = useTranslation('check');
  return (
    <VirtualTable
      label={t('table')}
      columns={5}
      count={rows.length}
      total={total}
      rowHeight={46}
      isMeasured
      height="max(420px, calc(100vh - 220px))"
      minWidth={740}
      onEnd={onEnd}
      head={
        <tr aria-rowindex={1}>
          <th scope="col" className={cells.number} style={{ width: 76 }}>
            {t('column.row')}
          </th>
          <th scope="col" style={{ width: 140 }}>
            {t('column.node')}
          </th>
          <th scope="col" style={{ width: 180 }}>
            {t('column.key')}
          </th>
          <th scope="col" style={{ width: 136 }}>
            {t('column.outcome')}
          </th>
          <th scope="col">{t('column.changes')}</th>
        </tr>
      }
      row={(index, props) => {
        const row = rows[index];
        return row === undefined ? null : (
          <DiffRow
            key={rowName(row)}
            runId={runId}
            row={row}
            label={labelOf(row.node)}
            waitsFor={row.blocked_by === null ? null : readableRow(row.blocked_by, labelOf)}
            virtual={props}
          />
        );
      }}
    />
  );
}

interface DiffRowProps {
  readonly runId: string;
  readonly row: RunRow;
  readonly label: string;
  /** Another row, in words. */
  readonly waitsFor: string | null;
  readonly virtual: VirtualRowProps;
}

function DiffRow({ runId, row, label, waitsFor, virtual }: DiffRowProps): ReactNode {
  const { t } = useTranslation(['check', 'rows', 'issues']);
  return (
    <tr {...virtual} className={cells.top}>
      <td className={cells.number}>{formatNumber(row.row)}</td>
      <td>
        <span className={cells.line}>{label}</span>
      </td>
      <th scope="row">
        <LinkAnchor
          to="/runs/$runId/rows/$row"
          params={{ runId, row: rowName(row) }}
          fw={500}
          truncate
          display="block"
        >
          {readableKey(row.key)}
        </LinkAnchor>
      </th>
      <td>
        {row.outcome !== null && (
          <StateBadge look={OUTCOME_LOOK[row.outcome]} word={t(`would.${row.outcome}`)} size="md" />
        )}
      </td>
      <td>
        <Stack gap={4}>
          {row.changes?.map((change) => (
            <Change key={change.field} change={change} />
          ))}
          {row.issues.map((issue) => (
            <Text key={`${issue.code} ${issue.message}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
              <b>{t(`issues:${issue.code}`)}</b>
              {' · '}
              {issue.column === undefined ? '' : `${issue.column}: `}
              {withoutPlace(issue.message)}
            </Text>
          ))}
          {waitsFor !== null && <Text size="sm">{t('rows:waitsFor', { row: waitsFor })}</Text>}
        </Stack>
      </td>
    </tr>
  );
}

function Change({ change }: { readonly change: NonNullable<RunRow['changes']>[number] }): ReactNode {
  return (
    <Group gap={6} wrap="wrap">
      <Text size="sm" fw={600}>
        {change.field}
      </Text>
      <Text
        span
        size="sm"
        px={4}
        td="line-through"
        component="del"
        bg="var(--mantine-color-red-light)"
        style={{ overflowWrap: 'anywhere' }}
      >
        {valueText(change.old)}
      </Text>
      <IconArrowRight size={14} aria-hidden />
      <Text
        span
        size="sm"
        px={4}
        component="ins"
        td="none"
        bg="var(--mantine-color-green-light)"
        style={{ overflowWrap: 'anywhere' }}
      >
        {valueText(change.new)}
      </Text>
    </Group>
  );
}
