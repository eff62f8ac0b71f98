import type { Issue, IssueCode } from '../../issue.ts';
import { cellOf, sentPositions } from '../row-cells.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { StepWork } from '../step-work.ts';

/** The row was tried, but not with the records that these fields refer to: they are not there yet. */
export function checkedInPart(
  work: StepWork,
  row: RowToSend,
  absent: readonly number[],
  standIns: ReadonlyMap<number, number>,
): readonly Issue[] {
  return absent.map((j) => {
    const model = work.prepared.fields[j]?.schema.relation ?? '';
    const standIn = standIns.get(j);
    const how = standIn === undefined ? 'without it' : `with ${model} ${standIn} in its place`;
    const text = `the record it refers to is not in Odoo yet, so Odoo tried the row ${how}.`;
    return warning(work, { row, j, code: 'checked_in_part', text });
  });
}

/** Odoo refused the row, which may be for want of the records that are not there yet. */
export function refusedInPart(
  work: StepWork,
  row: RowToSend,
  absent: readonly number[],
  said: string,
): readonly Issue[] {
  const names = absent.map((j) => nameOf(work, j)).join(', ');
  const text = `Odoo refused the row as far as it could be tried, with what ${names} refers to not being there yet: ${said} Whether it refuses the whole row shows in the run.`;
  return [warning(work, { row, j: absent[0], code: 'not_checkable', text })];
}

export function nothingToRefer(work: StepWork, row: RowToSend, needed: readonly number[]): readonly Issue[] {
  return needed.map((j) => {
    const model = work.prepared.fields[j]?.schema.relation ?? '';
    const text = `Odoo needs a record of ${model} to try the row, and there is none yet.`;
    return warning(work, { row, j, code: 'not_checkable', text });
  });
}

export function withoutExternalId(work: StepWork, row: RowToSend): readonly Issue[] {
  const text =
    row.byId?.reason === 'lost'
      ? `its record ${row.recordId} has lost its external ID, so Odoo could not be asked to try the row.`
      : `Odoo does not know its record ${row.recordId} by an external ID yet, so it could not be asked to try the row.`;
  return [warning(work, { row, j: undefined, code: 'not_checkable', text })];
}

/** Of a row that closes a circle of rows: `values` holds the fields that wait. */
export function uncheckedFields(work: StepWork, row: RowToSend): readonly Issue[] {
  const text =
    'the field closes a circle of rows and is written when all of them exist, so Odoo could not be asked to try it.';
  return sentPositions(row).map((j) => warning(work, { row, j, code: 'not_checkable', text }));
}

interface Warning {
  readonly row: RowToSend;
  /** Position of the field; undefined: the whole row. */
  readonly j: number | undefined;
  readonly code: IssueCode;
  readonly text: string;
}

function warning(work: StepWork, { row, j, code, text }: Warning): Issue {
  const { step } = work.prepared;
  const { value: _, ...cell } = cellOf(work.prepared, row, j === undefined ? null : nameOf(work, j));
  const place = cell.column === undefined ? (cell.field ?? null) : `column "${cell.column}"`;
  return {
    severity: 'warning',
    code,
    message: `Row ${row.srcRow} of "${step.sheet}"${place === null ? '' : `, ${place}`}: ${text}`,
    node: step.node,
    sheet: step.sheet,
    row: row.srcRow,
    ...cell,
  };
}

function nameOf(work: StepWork, j: number): string {
  return work.prepared.fields[j]?.name ?? '';
}
