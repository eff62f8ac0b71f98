import { ActionIcon, Group, Table, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { OutcomeBadge } from '../../../components/states.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { useSingleKeys } from '../../../ui/single-keys.ts';
import { type VirtualRowProps, VirtualTable, type VirtualTableHandle } from '../../../ui/virtual-table.tsx';
import { readableKey, rowName, withoutPlace } from '../row-words.ts';
import type { RunRow } from './use-run-rows.ts';

const ROW_HEIGHT = 50;

export interface RowsTableProps {
  readonly runId: string;
  readonly rows: readonly RunRow[];
  readonly total: number | undefined;
  readonly labelOf: (node: string) => string;
  readonly onEnd: () => void;
  readonly onEdit: (row: RunRow) => void;
}

/** Rows with what became of them; `j` and `k` walk through them, Enter opens one, `e` edits it. */
export function RowsTable({ runId, rows, total, labelOf, onEnd, onEdit }: RowsTableProps): ReactNode {
  const { t } = useTranslation('rows');
  const handle = useRef<VirtualTableHandle>(null);
  const at = useRef(-1);
  const goTo = (index: number) => {
    at.current = Math.min(rows.length - 1, Math.max(0, index));
    handle.current?.scrollTo(at.current);
    requestAnimationFrame(() => document.getElementById(`row-${String(at.current)}`)?.focus());
  };
  useSingleKeys([
    ['j', () => goTo(at.current + 1)],
    ['k', () => goTo(at.current - 1)],
    [
      'e',
      () => {
        const row = rows[at.current];
        if (row !== undefined) onEdit(row);
      },
    ],
  ]);
  return (
    <VirtualTable
      label={t('table')}
      handle={handle}
      columns={6}
      count={rows.length}
      total={total}
      rowHeight={ROW_HEIGHT}
      height="max(360px, calc(100vh - 290px))"
      minWidth={760}
      onEnd={onEnd}
      head={<Head />}
      row={(index, props) => {
        const row = rows[index];
        return row === undefined ? null : (
          <Row
            key={rowName(row)}
            runId={runId}
            row={row}
            index={index}
            label={labelOf(row.node)}
            virtual={props}
            onFocus={() => {
              at.current = index;
            }}
            onEdit={() => onEdit(row)}
          />
        );
      }}
    />
  );
}

function Head(): ReactNode {
  const { t } = useTranslation('rows');
  return (
    <Table.Tr h={38} aria-rowindex={1}>
      <Table.Th w={76} ta="right">
        {t('column.row')}
      </Table.Th>
      <Table.Th w={150}>{t('column.node')}</Table.Th>
      <Table.Th w={190}>{t('column.key')}</Table.Th>
      <Table.Th w={136}>{t('column.outcome')}</Table.Th>
      <Table.Th>{t('column.issue')}</Table.Th>
      <Table.Th w={56}>{t('column.act')}</Table.Th>
    </Table.Tr>
  );
}

interface RowProps {
  readonly runId: string;
  readonly row: RunRow;
  readonly index: number;
  readonly label: string;
  readonly virtual: VirtualRowProps;
  readonly onFocus: () => void;
  readonly onEdit: () => void;
}

function Row({ runId, row, index, label, virtual, onFocus, onEdit }: RowProps): ReactNode {
  const { t } = useTranslation('rows');
  const key = readableKey(row.key);
  const said = useWhatIsWrong(row);
  return (
    <Table.Tr h={ROW_HEIGHT} {...virtual}>
      <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {formatNumber(row.row)}
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate>
          {label}
        </Text>
      </Table.Td>
      <Table.Th scope="row">
        <LinkAnchor
          id={`row-${String(index)}`}
          to="/runs/$runId/rows/$row"
          params={{ runId, row: rowName(row) }}
          size="sm"
          fw={500}
          truncate
          display="block"
          title={key}
          onFocus={onFocus}
        >
          {key}
        </LinkAnchor>
      </Table.Th>
      <Table.Td>
        <Group gap={0}>{row.outcome !== null && <OutcomeBadge outcome={row.outcome} />}</Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" lh={1.3} lineClamp={2} title={said}>
          {said}
        </Text>
      </Table.Td>
      <Table.Td>
        <ActionIcon variant="subtle" onClick={onEdit} onFocus={onFocus} aria-label={t('editRow', { key })}>
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

function useWhatIsWrong({ issues: [issue, ...others], blocked_by: blockedBy }: RunRow): string {
  const { t } = useTranslation('rows');
  if (issue === undefined) return blockedBy === null ? '' : t('waitsFor', { row: readableKey(blockedBy) });
  const column = issue.column === undefined ? '' : `${issue.column}: `;
  const more = others.length === 0 ? '' : ` (+${String(others.length)})`;
  return `${column}${withoutPlace(issue.message)}${more}`;
}
