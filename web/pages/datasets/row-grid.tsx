import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { client, type Schemas } from '../../api/client.ts';
import { dataOf } from '../../api/data-of.ts';
import { formatNumber } from '../../ui/format.ts';
import classes from './row-grid.module.css';

/** Rows of one request. */
const BLOCK = 200;
const ROW_HEIGHT = 32;
const COLUMN_WIDTH = 168;
const NUMBER_WIDTH = 84;
const OVERSCAN = 12;

type Row = Schemas['SheetRows']['items'][number];

async function loadBlock(id: string, sheet: string, block: number): Promise<readonly Row[]> {
  const { items } = await dataOf(
    client.GET('/api/v1/datasets/{id}/sheets/{sheet}/rows', {
      params: { path: { id, sheet }, query: { offset: block * BLOCK, limit: BLOCK } },
    }),
  );
  return items;
}

/** All rows of a sheet, of which only those in sight are loaded and drawn. */
export function RowGrid({
  datasetId,
  sheet,
}: {
  readonly datasetId: string;
  readonly sheet: Schemas['Sheet'];
}): ReactNode {
  const { t } = useTranslation('datasets');
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: sheet.row_count,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: sheet.columns.length,
    getScrollElement: () => frame.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: 2,
  });
  const shownRows = rows.getVirtualItems();
  const shownColumns = columns.getVirtualItems();
  const blocks = useBlocks({
    datasetId,
    sheet: sheet.name,
    first: shownRows[0]?.index ?? 0,
    last: shownRows.at(-1)?.index ?? 0,
  });
  const width = NUMBER_WIDTH + columns.getTotalSize();
  return (
    <div
      ref={frame}
      className={classes.frame}
      role="grid"
      aria-label={t('grid.label', { sheet: sheet.name })}
      aria-rowcount={sheet.row_count + 1}
      aria-colcount={sheet.columns.length + 1}
      tabIndex={0}
    >
      <div role="row" aria-rowindex={1} className={classes.head} style={{ width }} tabIndex={-1}>
        <div
          role="columnheader"
          aria-colindex={1}
          className={classes.number}
          style={{ width: NUMBER_WIDTH }}
          tabIndex={-1}
        >
          {t('grid.row')}
        </div>
        {shownColumns.map(({ index, start }) => (
          <div
            key={index}
            role="columnheader"
            aria-colindex={index + 2}
            tabIndex={-1}
            className={classes.cell}
            style={{ left: NUMBER_WIDTH + start, width: COLUMN_WIDTH }}
            title={sheet.columns[index]?.header}
          >
            {sheet.columns[index]?.header}
          </div>
        ))}
      </div>
      <div style={{ height: rows.getTotalSize(), width, position: 'relative' }} role="rowgroup">
        {shownRows.map(({ index, start }) => (
          <GridRow
            key={index}
            index={index}
            top={start}
            width={width}
            row={blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK]}
            cells={shownColumns.map((column) => ({
              ...column,
              header: sheet.columns[column.index]?.header ?? '',
            }))}
          />
        ))}
      </div>
    </div>
  );
}

interface BlocksOf {
  readonly datasetId: string;
  readonly sheet: string;
  readonly first: number;
  readonly last: number;
}

function useBlocks({ datasetId, sheet, first, last }: BlocksOf): ReadonlyMap<number, readonly Row[]> {
  const from = Math.floor(first / BLOCK);
  const numbers = Array.from({ length: Math.floor(last / BLOCK) - from + 1 }, (_, at) => from + at);
  const queries = useQueries({
    queries: numbers.map((block) => ({
      queryKey: ['rows', datasetId, sheet, block],
      queryFn: () => loadBlock(datasetId, sheet, block),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return useMemo(
    () =>
      new Map(
        numbers.flatMap((block, at) => (queries[at]?.data === undefined ? [] : [[block, queries[at].data]])),
      ),
    [numbers, queries],
  );
}

function GridRow(props: {
  readonly index: number;
  readonly top: number;
  readonly width: number;
  readonly row: Row | undefined;
  readonly cells: readonly { readonly index: number; readonly start: number; readonly header: string }[];
}): ReactNode {
  const { index, row } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={-1}
      className={classes.row}
      style={{ transform: `translateY(${props.top}px)`, width: props.width }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className={classes.number}
        style={{ width: NUMBER_WIDTH }}
        tabIndex={-1}
      >
        {row === undefined ? '…' : formatNumber(Number(row._row))}
      </div>
      {props.cells.map((cell) => {
        const value = textOf(row?.[cell.header]);
        return (
          <div
            key={cell.index}
            role="gridcell"
            aria-colindex={cell.index + 2}
            tabIndex={-1}
            className={classes.cell}
            style={{ left: NUMBER_WIDTH + cell.start, width: COLUMN_WIDTH }}
            title={value}
          >
            {value}
          </div>
        );
      })}
    </div>
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
