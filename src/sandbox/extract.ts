import type { Env } from './env.ts';
import type { ModelMeta } from './metadata.ts';
import { OdooError, valueError } from './odoo-error.ts';

/**
 * Rows into records (`_extract_records`, orm/models.py, 19): a row is a record; rows below it that fill nothing but one2many
 * columns belong to it. A cell of a relational column becomes a list of sub-records: `country_id/id` → `[{id: 'base.de'}]`,
 * `country_id` → `[{'': 'Germany'}]`.
 */
export type Cell = string | number | boolean | null | undefined;
export type SubRecord = { readonly [path: string]: Cell | readonly SubRecord[] };
export type ExtractedRecord = { [field: string]: Cell | readonly SubRecord[] };

export interface RowSpan {
  readonly from: number;
  readonly to: number;
}

/** `a.id` and `a:id` are `a/.id` and `a/id`; the path to the name of a reference ends in ''. */
export function columnPath(column: string): readonly string[] {
  return column
    .replaceAll(/([^/])\.id/g, '$1/.id')
    .replaceAll(/([^/]):id/g, '$1/id')
    .split('/');
}

interface Layout {
  readonly plain: readonly (readonly [string, number])[];
  readonly relational: readonly {
    readonly name: string;
    readonly indices: readonly number[];
    readonly columns: readonly (readonly string[])[];
    readonly comodel: string;
  }[];
  readonly isOne2many: readonly boolean[];
  readonly hasOne2many: boolean;
}

function layOut(env: Env, model: string, paths: readonly (readonly string[])[]): Layout {
  const meta = env.catalog.models.get(model);
  const fields = paths.map((path) => fieldOf(meta, path[0] ?? ''));
  const plain: [string, number][] = [];
  const groups = new Map<string, { indices: number[]; columns: (readonly string[])[]; comodel: string }>();
  paths.forEach((path, index) => {
    const name = path[0] ?? '';
    const comodel = fields[index]?.relation;
    if (comodel === undefined) {
      plain.push([name, index]);
      return;
    }
    const group = groups.get(name) ?? { indices: [], columns: [], comodel };
    group.indices.push(index);
    group.columns.push(path.length > 1 ? path.slice(1) : ['']);
    groups.set(name, group);
  });
  const isOne2many = fields.map((f) => f?.type === 'one2many');
  return {
    plain,
    relational: [...groups].map(([name, group]) => ({ name, ...group })),
    isOne2many,
    hasOne2many: isOne2many.includes(true),
  };
}

function fieldOf(meta: ModelMeta | undefined, name: string): ReturnType<ModelMeta['fields']['get']> {
  if (name === '' || name === '.id') return undefined;
  const field = meta?.fields.get(name);
  if (!field && name !== 'id' && meta) throw valueError(`Invalid field name '${name}'`);
  return field;
}

export function* extractRecords(
  env: Env,
  model: string,
  paths: readonly (readonly string[])[],
  rows: readonly (readonly Cell[])[],
  limit = Number.POSITIVE_INFINITY,
): Generator<readonly [ExtractedRecord, RowSpan]> {
  const layout = layOut(env, model, paths);
  for (let index = 0; index < rows.length && index < limit; ) {
    const row = rows[index] ?? [];
    const span = [row];
    if (layout.hasOne2many) {
      for (let below = rows[index + span.length]; below && isContinuation(layout, below); ) {
        span.push(below);
        below = rows[index + span.length];
      }
    }
    yield [recordOf(env, layout, row, span), { from: index, to: index + span.length - 1 }];
    index += span.length;
  }
}

function isContinuation(layout: Layout, row: readonly Cell[]): boolean {
  let hasChild = false;
  for (const [i, isChild] of layout.isOne2many.entries()) {
    if (!row[i]) continue;
    if (!isChild) return false;
    hasChild = true;
  }
  return hasChild;
}

function recordOf(
  env: Env,
  layout: Layout,
  row: readonly Cell[],
  span: readonly (readonly Cell[])[],
): ExtractedRecord {
  const record: ExtractedRecord = {};
  for (const [name, index] of layout.plain) {
    if (index < row.length) record[name] = row[index];
  }
  for (const { name, indices, columns, comodel } of layout.relational) {
    const cells: Cell[][] = [];
    for (const one of span) {
      const picked = indices.map((index) => cellAt(one, index));
      if (picked.some(Boolean)) cells.push(picked);
    }
    record[name] =
      cells.length === 0 ? [] : [...extractRecords(env, comodel, columns, cells)].map(([sub]) => sub);
  }
  return record;
}

/** A plain column may be missing at the end of a short row, a relational one may not (seen live on 19.0). */
function cellAt(row: readonly Cell[], index: number): Cell {
  if (index >= row.length) throw new OdooError('builtins.IndexError', 'list index out of range');
  return row[index];
}
