import type { Issue } from '../../issue.ts';
import { compileSlots } from '../../mapping/compile-slots.ts';
import { trimText } from '../../source/blanks.ts';
import type { Engine, EngineRow } from '../../source/engine.ts';
import { sqlText } from '../../source/sql-text.ts';
import { quoteAll } from './insert-issues.ts';
import {
  type ListSource,
  type LocatedSlot,
  type RecipeField,
  type SheetSource,
  slotsOfField,
} from './recipe.ts';
import { columnName } from './sheet-source.ts';

/** What a mapping makes of one row, or of all rows with the same cells. */
export interface FieldRow {
  /** As the spreadsheet numbers it; of several, the first. */
  readonly row: number;
  /** How many have these cells. */
  readonly rows: number;
  /** As they were read, in the order of `columns`. */
  readonly cells: readonly (string | null)[];
  /** As it would be sent, or looked up where the field refers to records; null: empty, or refused. */
  readonly value: string | null;
  readonly issues: readonly Issue[];
}

export interface FieldTrial {
  readonly sheet: SheetSource;
  readonly field: RecipeField;
  /** Headers of all that the mapping reads. */
  readonly columns: readonly string[];
  readonly by: 'rows' | 'distinct';
  readonly offset: number;
  readonly limit: number;
}

export interface FieldPreviewRows {
  readonly rows: readonly FieldRow[];
  /** Rows, or distinct cells, that there are. */
  readonly total: number;
}

const TABLE = 'preview';

/** Some rows of a sheet, or the most frequent cells of it, put through the very stages that a run would. */
export async function previewField(engine: Engine, trial: FieldTrial): Promise<FieldPreviewRows> {
  const { sheet, columns, by, offset, limit } = trial;
  const names = columns.map((header) => columnName(sheet, header));
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${TABLE} AS ${someRows(trial, names)}`);
  const read = await engine.rows(`SELECT * FROM ${TABLE} ORDER BY place`);
  const total =
    by === 'rows' || names.length === 0
      ? `SELECT count(*) AS n FROM ${sheet.relation}`
      : `SELECT count(*) AS n FROM (SELECT DISTINCT ${names.join(', ')} FROM ${sheet.relation})`;
  const [counted] = await engine.rows<{ n: number }>(total);
  const all = Number(counted?.n ?? 0);
  const { list, slots } = slotsOf(trial.field);
  const base = list === null ? `(SELECT * FROM ${TABLE})` : partsOf(list);
  const made =
    slots.length === 0
      ? []
      : await engine.rows(`SELECT * FROM (${compileSlots(slots, base)}) ORDER BY place`);
  const byPlace = Map.groupBy(made, ({ place }) => Number(place));
  const rows = read.map((row): FieldRow => {
    const cells = names.map((name) => textOrNull(row[name]));
    const values = byPlace.get(Number(row.place)) ?? [];
    const issues = values.flatMap((one) =>
      slots.flatMap((slot) => issuesOf({ trial, slot, row, value: one })),
    );
    return {
      row: Number(row.src_row),
      rows: Number(row.n),
      cells,
      value: issues.length > 0 ? null : textOf(trial.field, values),
      issues,
    };
  });
  return { rows, total: by === 'distinct' && names.length === 0 ? Math.min(all, offset + limit, 1) : all };
}

function someRows({ sheet, by, offset, limit }: FieldTrial, names: readonly string[]): string {
  if (by === 'rows') {
    const some = `SELECT * FROM ${sheet.relation} WHERE ord >= ${offset} AND ord < ${offset + limit}`;
    return `SELECT ord AS place, 1 AS n, * FROM (${some})`;
  }
  const grouped = names.length === 0 ? '' : ` GROUP BY ${names.join(', ')}`;
  const first = ['min(ord) AS ord', 'arg_min(src_row, ord) AS src_row', 'count(*) AS n', ...names].join(', ');
  return `SELECT row_number() OVER (ORDER BY n DESC, ord) AS place, * FROM (
    SELECT ${first} FROM ${sheet.relation}${grouped} HAVING count(*) > 0)
    ORDER BY place LIMIT ${limit} OFFSET ${offset}`;
}

function slotsOf(field: RecipeField): {
  readonly list: ListSource | null;
  readonly slots: readonly LocatedSlot[];
} {
  const { source } = field;
  if (source.kind === 'value' || source.list === null) return { list: null, slots: slotsOfField(field) };
  return { list: source.list, slots: source.kind === 'node' ? source.slots : [source.slot] };
}

/** As `splitCells` takes a cell with several values apart. */
function partsOf({ cell, separator }: ListSource): string {
  return `(SELECT * REPLACE (${trimText('part')} AS part) FROM (
    SELECT *, unnest(string_split(${cell}, ${sqlText(separator)})) AS part FROM ${TABLE})
    WHERE ${trimText('part')} <> '')`;
}

interface Seen {
  readonly trial: FieldTrial;
  readonly slot: LocatedSlot;
  readonly row: EngineRow;
  readonly value: EngineRow;
}

function issuesOf({ trial, slot, row, value }: Seen): readonly Issue[] {
  const at = value[`e${slot.id}`];
  const failure = at === null || at === undefined ? undefined : slot.stages[Number(at)]?.failure;
  if (failure === undefined) return [];
  const { sheet, field } = trial;
  const { headers } = slot;
  const cells = headers
    .map((header) => textOrNull(row[columnName(sheet, header)]) ?? '')
    .filter((cell) => cell !== '');
  const { part } = value;
  const text = typeof part === 'string' ? part : cells.join(' / ');
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const number = Number(row.src_row);
  const column = headers.length > 1 ? 'columns' : 'column';
  const place = headers.length > 0 ? `${column} ${quoteAll(headers)}` : `field "${field.name}"`;
  return [
    {
      severity: 'error',
      code: failure.code,
      message: `Row ${number} of "${sheet.name}", ${place}: "${shown}" ${failure.problem}. ${failure.remedy}`,
      field: field.name,
      sheet: sheet.name,
      row: number,
      ...(headers.length > 0 ? { column: headers.join(', ') } : {}),
      value: text.slice(0, 200),
    },
  ];
}

function textOf({ source }: RecipeField, values: readonly EngineRow[]): string | null {
  const named = source.kind === 'node' ? source.slots : [source.slot];
  const texts = values.map((value) =>
    named
      .map(({ id }) => textOrNull(value[`v${id}`]) ?? '')
      .filter((text) => text !== '')
      .join(' / '),
  );
  const separator = source.kind === 'value' ? '' : (source.list?.separator ?? '');
  const filled = [...new Set(texts.filter((text) => text !== ''))];
  return filled.length === 0 ? null : filled.join(separator);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
