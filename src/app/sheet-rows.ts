import type { Issue } from '../issue.ts';
import { cellText } from '../load/prepare/make-slots.ts';
import { sheetSource } from '../load/prepare/sheet-source.ts';
import { compileFilter } from '../mapping/compile-filter.ts';
import { checkColumns } from '../plan/check-columns.ts';
import { checkRecipes } from '../plan/check-recipes.ts';
import type { ModelNode } from '../plan/graph-spec.ts';
import { didYouMean } from '../plan/nearest-name.ts';
import type { SheetInfo } from '../source/dataset.ts';
import type { DatasetStorage } from '../source/dataset-storage.ts';
import { readRows } from '../source/dataset-store.ts';
import { EngineError } from '../source/engine.ts';
import { sqlText } from '../source/sql-text.ts';
import type { Datasets } from '../store/datasets.ts';
import type { DatasetView, SheetRowPage, SheetRowQuery } from './dataset-cases.ts';
import { sheetOf } from './preview-engine.ts';
import { done, notFound, refuse } from './refuse.ts';
import type { Result } from './result.ts';
import { withStorage } from './with-storage.ts';
import { withoutNode } from './without-node.ts';

interface RowDeps {
  readonly datasets: Datasets;
  readonly storage: DatasetStorage;
}

/** Some rows of a sheet by header, filtered as a node would take them. */
export async function sheetRows(
  by: RowDeps,
  id: string,
  query: SheetRowQuery & { readonly sheet: string },
): Promise<Result<SheetRowPage>> {
  const found = await sheetOf(by, id, query.sheet);
  if (!found.ok) return found;
  const { dataset, info } = found.value;
  const chosen = chooseRows(dataset, info, query);
  if (!chosen.ok) return chosen;
  const { sheet, offset, limit } = query;
  return withStorage('', async () => {
    try {
      const read = await readRows(by.storage, id, { sheet, offset, limit, ...chosen.value });
      if (!read) return notFound('Sheet', `"${sheet}" of dataset ${id}`);
      const rows = read.rows.map(({ row, cells }) => ({
        _row: row,
        ...Object.fromEntries(read.columns.map((header, i) => [header, cells[i] ?? null])),
      }));
      return done({ rows, total: read.total });
    } catch (error) {
      if (!(error instanceof EngineError) || error.reason === 'sql') throw error;
      return refuse(
        'invalid',
        'The filter takes more time or memory than a look may. Write it in a simpler way.',
      );
    }
  });
}

interface Chosen {
  readonly where?: string;
  readonly orderBy?: string;
}

function chooseRows(
  { manifest }: DatasetView,
  info: SheetInfo,
  { filter, text, sort }: SheetRowQuery,
): Result<Chosen> {
  const data = { odooModel: 'look', key: [], fields: {}, ...(filter === undefined ? {} : { filter }) };
  const node: ModelNode = { id: 'look', type: 'model', data };
  const issues: readonly Issue[] = [
    ...checkRecipes(new Map([[node.id, node]])),
    ...checkColumns([{ id: node.id, data, sheet: info.name }], manifest),
  ]
    .filter(({ severity }) => severity === 'error')
    .map(withoutNode);
  const [first] = issues;
  if (first !== undefined) return refuse('invalid', first.message, issues);
  const order = orderOf(info, sort);
  if (!order.ok) return order;
  const source = sheetSource({ manifest, sheetPath: () => '' }, info.name);
  const conditions = [
    ...(filter === undefined || filter.length === 0
      ? []
      : [compileFilter(filter, (header) => cellText(source, header))]),
    ...(text === undefined || text === '' ? [] : [anyCell(info, text)]),
  ];
  return done({
    ...(conditions.length === 0 ? {} : { where: conditions.join(' AND ') }),
    ...(order.value === null ? {} : { orderBy: order.value }),
  });
}

function anyCell({ columns }: SheetInfo, text: string): string {
  const wanted = sqlText(text.toLowerCase().replaceAll('\0', ''));
  return `(${columns.map(({ name }) => `contains(lower(coalesce(${name}, '')), ${wanted})`).join(' OR ')})`;
}

/** Numbers as numbers before texts, empty cells last in both directions. */
function orderOf({ name: sheet, columns }: SheetInfo, sort: string | undefined): Result<string | null> {
  if (sort === undefined) return done(null);
  const find = (wanted: string) => columns.find(({ header }) => header === wanted);
  const exact = find(sort);
  const column = exact ?? (sort.startsWith('-') ? find(sort.slice(1)) : undefined);
  if (column === undefined) {
    const wanted = sort.replace(/^-/, '');
    const near = didYouMean(
      wanted,
      columns.map(({ header }) => header),
    );
    return refuse('invalid', `Sheet "${sheet}" has no column "${wanted}" to sort by.${near}`);
  }
  const direction = exact ? 'ASC' : 'DESC';
  const cell = `nullif(trim(${column.name}), '')`;
  return done(
    `${cell} IS NULL, TRY_CAST(${cell} AS DOUBLE) ${direction} NULLS LAST, ${cell} ${direction} NULLS LAST`,
  );
}
