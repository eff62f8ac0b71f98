import { sqlText, sqlTextList } from '../source/sql-text.ts';
import type { CellOf } from './compile-transform.ts';
import type { RowFilter } from './field-mapping.ts';

type Condition = RowFilter[number];

/** SQL condition, never null: the row is taken. Cells are compared trimmed; an empty cell equals the value ''. */
export function compileFilter(filter: RowFilter | undefined, cellOf: CellOf): string {
  if (!filter || filter.length === 0) return 'TRUE';
  return filter.map((condition) => `(${compileCondition(condition, cellOf)})`).join(' AND ');
}

function compileCondition({ column, op, value = '', values }: Condition, cellOf: CellOf): string {
  const cell = `coalesce(${cellOf(column)}, '')`;
  const list = sqlTextList((values ?? [value]).map((text) => text.trim()));
  switch (op) {
    case 'equals':
      return `${cell} = ${sqlText(value.trim())}`;
    case 'not_equals':
      return `${cell} <> ${sqlText(value.trim())}`;
    case 'in':
      return `${cell} IN ${list}`;
    case 'not_in':
      return `${cell} NOT IN ${list}`;
    case 'empty':
      return `${cell} = ''`;
    case 'not_empty':
      return `${cell} <> ''`;
    case 'contains':
      return `contains(${cell}, ${sqlText(value)})`;
    case 'matches':
      return `regexp_matches(${cell}, ${sqlText(value)})`;
    default:
      return unreachable(op);
  }
}

function unreachable(op: never): never {
  throw new Error(`unexpected operator ${String(op)}`);
}
