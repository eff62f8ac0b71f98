import { heldHash } from './held-hash.ts';
import type { Answer, ReadRecord } from './ports.ts';
import type { SentRow } from './row-to-send.ts';
import { RunStopped } from './run-control.ts';
import { throughLimiter } from './send-rows.ts';
import type { StepWork } from './step-work.ts';

type Written = Extract<SentRow, { result: 'written' }>;

/** What Odoo made of what was written, read right after it. */
export interface ReadBack {
  /** By database ID; empty where it could not be read. */
  readonly records: ReadonlyMap<number, ReadRecord>;
  /** The largest `write_date` of them, on Odoo's clock. */
  readonly lastWriteDate: string | null;
}

/**
 * One `read` for a whole batch: 1 % of what a `load` of it takes, 3 % of `web_save_multi`, a third of one `write` of equal values;
 * of a run that stops too, whose writes are to be undone perhaps. It is tried once: without it the values are not known, and the
 * rows are written all the same.
 */
export async function readBack(
  work: StepWork,
  sent: readonly SentRow[],
  fields: readonly string[],
): Promise<ReadBack> {
  const written = sent.filter((row) => row.result === 'written');
  const found = written.length === 0 ? [] : await readWritten(work, written, fields);
  const records = new Map(found.map((record) => [record.id, record]));
  const dates = written.flatMap((row) => ourWriteDate(row, records.get(row.recordId)));
  return { records, lastWriteDate: latest(dates) };
}

async function readWritten(
  { sender, prepared, context }: StepWork,
  written: readonly Written[],
  fields: readonly string[],
): Promise<readonly ReadRecord[]> {
  const ids = written.map((row) => row.recordId);
  const read = (names: readonly string[]): Promise<Answer<readonly ReadRecord[]>> =>
    throughLimiter(sender, () => sender.target.read(prepared.step.model, ids, names, context));
  try {
    const withDates = await read([...new Set([...fields, 'write_date', 'create_date'])]);
    // a model that keeps no dates (`_log_access = False`, odoo/orm/models.py) refuses them
    const hasNoDates = !withDates.ok && withDates.fault.kind === 'certain';
    const answer = hasNoDates ? await read(fields) : withDates;
    if (answer.ok) return answer.value;
    await sender.onFault(answer.fault, null);
  } catch (error) {
    if (!(error instanceof RunStopped)) throw error;
  }
  return [];
}

/**
 * Nobody knows when a record was written that was only found after its answer was lost, and by whom it was written since; unless
 * it is as it was created.
 */
function ourWriteDate(row: Written, record: ReadRecord | undefined): readonly string[] {
  const date = record?.write_date;
  if (typeof date !== 'string') return [];
  return row.wasFound && date !== record?.create_date ? [] : [date];
}

function latest(dates: readonly string[]): string | null {
  return dates.reduce<string | null>((last, date) => (last === null || date > last ? date : last), null);
}

/** Hash per field as Odoo holds it since; null: not known. A row that was found may have been edited before it was. */
export function heldHashesOf(
  { records }: ReadBack,
  row: Written,
  fields: readonly string[],
): Readonly<Record<string, string | null>> {
  const record = row.wasFound ? undefined : records.get(row.recordId);
  const hashOf = (name: string): string | null => {
    const held = record?.[name];
    return held === undefined ? null : heldHash(held);
  };
  return Object.fromEntries(fields.map((name) => [name, hashOf(name)]));
}

/** The fields as `read` gives them; undefined: not known. */
export function afterImage(
  { records }: ReadBack,
  row: Written,
  fields: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  const record = row.wasFound ? undefined : records.get(row.recordId);
  return record && Object.fromEntries(fields.map((name) => [name, record[name] ?? null]));
}
