import type { Issue } from '../issue.ts';
import type { ComparedRow } from './compare-row.ts';
import type { ReadValue } from './ports.ts';
import type { PreparedStep } from './prepared-step.ts';
import { cellOf } from './row-cells.ts';
import type { RowResult } from './run-store.ts';

/** One issue for each field that both the source and somebody in Odoo changed since our last write. */
export function conflictIssues(prepared: PreparedStep, compared: ComparedRow): readonly Issue[] {
  return compared.conflicts.flatMap((j) => {
    const name = prepared.fields[j]?.name;
    return name === undefined
      ? []
      : [conflictIssue(prepared, compared, { name, value: compared.row.values[j] ?? '' })];
  });
}

/** Whether the row is not to be written at all. */
export function isRejected(prepared: PreparedStep, { conflicts }: Pick<ComparedRow, 'conflicts'>): boolean {
  return conflicts.length > 0 && prepared.step.data.conflict_policy === 'reject';
}

/** A row that is not written for its conflicts. It has a record, so what refers to it goes on. */
export function conflictRow({ row }: ComparedRow): RowResult {
  return { ord: row.ord, outcome: 'rejected', recordId: row.recordId, issues: row.found?.issues ?? [] };
}

function conflictIssue(
  prepared: PreparedStep,
  { row, record }: ComparedRow,
  { name, value }: { readonly name: string; readonly value: string },
): Issue {
  const { step } = prepared;
  const cell = cellOf(prepared, row, name);
  const where = cell.column === undefined ? '' : `, column "${cell.column}"`;
  const policy = step.data.conflict_policy ?? 'source';
  return {
    severity: policy === 'reject' ? 'error' : 'warning',
    code: 'conflict',
    message: `Row ${row.srcRow} of "${step.sheet}"${where}: ${name} of ${step.model} ${record.id} was changed on both sides since the last run: Odoo now has ${shown(record[name])}, the source ${shown(value)}. ${END[policy]}`,
    node: step.node,
    sheet: step.sheet,
    row: row.srcRow,
    ...cell,
  };
}

const END = {
  source: 'The source wins (conflict_policy: source).',
  odoo: "Odoo's value stays (conflict_policy: odoo).",
  reject:
    'Nothing of the row is written (conflict_policy: reject). Give both sides the same value, or choose another policy for the node, then run again.',
} as const;

function shown(value: ReadValue | undefined): string {
  if (value === undefined || value === null || value === false || value === '') return 'nothing';
  const text = String(value);
  return `"${text.length > 200 ? `${text.slice(0, 199)}…` : text}"`;
}
