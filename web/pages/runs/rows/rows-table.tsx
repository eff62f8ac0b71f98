import { VisuallyHidden } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { memo, type ReactNode, useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOME_LOOK, type Outcome } from '../../../components/states.tsx';
import { codes } from '../../../texts/en/codes.ts';
import { isKnown } from '../../../texts/known.ts';
import { formatNumber } from '../../../ui/format.ts';
import { useSingleKeys } from '../../../ui/single-keys.ts';
import { cells, VirtualTable, type VirtualTableHandle } from '../../../ui/virtual-table.tsx';
import { readableKey, readableRow, rowName, withoutPlace } from '../row-words.ts';
import type { RunRow } from './use-run-rows.ts';

const ROW_HEIGHT = 50;

export interface RowsTableProps {
  readonly runId: string;
  readonly rows: readonly RunRow[];
  readonly total: number | undefined;
  readonly labelOf: (node: string) => string;
  readonly onEnd: () => void;
  /** Absent where none may be corrected. */
  readonly onEdit: ((row: RunRow) => void) | undefined;
}

/** Rows with what became of them; `j` and `k` walk through them, Enter opens one, `e` edits it. */
export function RowsTable({ runId, rows, total, labelOf, onEnd, onEdit }: RowsTableProps): ReactNode {
  const { t } = useTranslation('rows');
  const handle = useRef<VirtualTableHandle>(null);
  const at = useRef(-1);
  const focused = useCallback((index: number) => {
    at.current = index;
  }, []);
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
        if (row !== undefined) onEdit?.(row);
      },
    ],
  ]);
  return (
    <VirtualTable
      label={t('table')}
      handle={handle}
      columns={onEdit === undefined ? 5 : 6}
      count={rows.length}
      total={total}
      rowHeight={ROW_HEIGHT}
      height="max(360px, calc(100vh - 290px))"
      minWidth={760}
      onEnd={onEnd}
      head={<Head canEdit={onEdit !== undefined} />}
      row={(index) => {
        const row = rows[index];
        return row === undefined ? null : (
          <Row
            key={rowName(row)}
            runId={runId}
            row={row}
            index={index}
            label={labelOf(row.node)}
            waitsFor={row.blocked_by === null ? null : readableRow(row.blocked_by, labelOf)}
            onFocus={focused}
            onEdit={onEdit}
          />
        );
      }}
    />
  );
}

function Head({ canEdit }: { readonly canEdit: boolean }): ReactNode {
  const { t } = useTranslation('rows');
  return (
    <tr aria-rowindex={1}>
      <th scope="col" className={cells.number} style={{ width: 64 }}>
        {t('column.row')}
      </th>
      <th scope="col" style={{ width: 136 }}>
        {t('column.node')}
      </th>
      <th scope="col" style={{ width: 190 }}>
        {t('column.key')}
      </th>
      <th scope="col" style={{ width: 130 }}>
        {t('column.outcome')}
      </th>
      <th scope="col">{t('column.issue')}</th>
      {canEdit && (
        <th scope="col" style={{ width: 48 }}>
          <VisuallyHidden>{t('column.act')}</VisuallyHidden>
        </th>
      )}
    </tr>
  );
}

interface RowProps {
  readonly runId: string;
  readonly row: RunRow;
  readonly index: number;
  readonly label: string;
  /** Another row, in words. */
  readonly waitsFor: string | null;
  readonly onFocus: (index: number) => void;
  readonly onEdit: RowsTableProps['onEdit'];
}

/** Of plain elements: many of them come and go while the table is scrolled. */
const Row = memo(function Row({ runId, row, index, label, waitsFor, onFocus, onEdit }: RowProps): ReactNode {
  const { t } = useTranslation('rows');
  const key = readableKey(row.key);
  const said = useWhatIsWrong(row, waitsFor);
  return (
    <tr data-index={index} aria-rowindex={index + 2} style={{ height: ROW_HEIGHT }}>
      <td className={cells.number}>{formatNumber(row.row)}</td>
      <td>
        <span className={cells.line}>{label}</span>
      </td>
      <th scope="row">
        <RowLink runId={runId} row={row} index={index} text={key} onFocus={onFocus} />
      </th>
      <td>{row.outcome !== null && <OutcomePill outcome={row.outcome} />}</td>
      <td>
        <span className={cells.twoLines} title={said}>
          {said}
        </span>
      </td>
      {onEdit !== undefined && (
        <td>
          <button
            type="button"
            className={cells.icon}
            onClick={() => onEdit(row)}
            onFocus={() => onFocus(index)}
            aria-label={t('editRow', { key })}
          >
            <IconPencil size={18} aria-hidden />
          </button>
        </td>
      )}
    </tr>
  );
});

interface RowLinkProps extends Pick<RowProps, 'runId' | 'row' | 'index' | 'onFocus'> {
  readonly text: string;
}

function RowLink({ runId, row, index, text, onFocus }: RowLinkProps): ReactNode {
  const router = useRouter();
  const name = rowName(row);
  return (
    <a
      id={`row-${String(index)}`}
      href={`/runs/${encodeURIComponent(runId)}/rows/${encodeURIComponent(name)}`}
      className={`${cells.line} ${cells.link}`}
      title={text}
      onFocus={() => onFocus(index)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        void router.navigate({ to: '/runs/$runId/rows/$row', params: { runId, row: name } });
      }}
    >
      {text}
    </a>
  );
}

function OutcomePill({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { t } = useTranslation();
  const { icon: Sign, color } = OUTCOME_LOOK[outcome];
  return (
    <span className={cells.pill} style={{ background: `var(--mantine-color-${color}-light)` }}>
      <Sign size={14} aria-hidden />
      {t(`outcome.${outcome}`)}
    </span>
  );
}

function useWhatIsWrong({ issues: [issue, ...others], rule }: RunRow, waitsFor: string | null): string {
  const { t } = useTranslation(['rows', 'codes', 'issues']);
  if (waitsFor !== null && issue === undefined) return t('waitsFor', { row: waitsFor });
  if (issue === undefined) return rule !== null && isKnown(codes.rule, rule) ? t(`codes:rule.${rule}`) : '';
  const column = issue.column === undefined ? '' : `${issue.column}: `;
  const more = others.length === 0 ? '' : ` (+${String(others.length)})`;
  return `${t(`issues:${issue.code}`)} · ${column}${withoutPlace(issue.message)}${more}`;
}
