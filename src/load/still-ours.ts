import type { Answer, ReadRecord } from './ports.ts';
import type { RowToSend } from './row-to-send.ts';
import type { KeyMapEntry } from './run-store.ts';
import { insist } from './send-rows.ts';
import type { StepWork } from './step-work.ts';

/** So far the clocks of Odoo and of our database may be apart. */
const CLOCK_SLACK_MS = 15 * 60_000;

/**
 * Of rows whose external ID is gone from Odoo, the database IDs under which their records are still there. That such a record exists is
 * not enough: an Odoo restored from a backup has its counters back as well and gives the IDs of our records to other ones, and
 * so has another database behind the same connection. A record is ours if it was made after the run that created it began and
 * before Odoo acknowledged it to us.
 */
export async function findStillOurs(
  work: StepWork,
  lost: readonly RowToSend[],
  keyMap: ReadonlyMap<string, KeyMapEntry>,
): Promise<ReadonlySet<number>> {
  const entries = new Map(
    lost.flatMap((row) => {
      const entry = keyMap.get(row.key);
      return entry ? [[entry.recordId, entry] as const] : [];
    }),
  );
  if (entries.size === 0) return new Set();
  const { model } = work.prepared.step;
  const alive = await insist(work.sender, () => work.sender.target.findById(model, [...entries.keys()]));
  const records = await insist(work.sender, () => readCreateDates(work, alive));
  const dates = new Map(records.map((record) => [record.id, record.create_date]));
  return new Set(
    alive.filter((id) => {
      const entry = entries.get(id);
      return entry !== undefined && canBeOf(entry, dates.get(id));
    }),
  );
}

/** A model that keeps no dates (`_log_access = False`, odoo/orm/models.py) refuses the field; then there is nothing to tell by. */
async function readCreateDates(
  { sender, prepared, context }: StepWork,
  ids: readonly number[],
): Promise<Answer<readonly ReadRecord[]>> {
  if (ids.length === 0) return { ok: true, value: [] };
  const answer = await sender.target.read(prepared.step.model, ids, ['create_date'], context);
  return answer.ok || answer.fault.kind !== 'certain' ? answer : { ok: true, value: [] };
}

/** `createDate` as Odoo gives it: UTC without a zone, `2026-01-31 08:15:00`. */
function canBeOf(entry: KeyMapEntry, createDate: unknown): boolean {
  if (entry.byId?.createDate) return createDate === entry.byId.createDate;
  const made = typeof createDate === 'string' ? Date.parse(`${createDate.replace(' ', 'T')}Z`) : Number.NaN;
  if (Number.isNaN(made)) return true;
  const since = entry.createdRunAt?.getTime() ?? 0;
  return made >= since - CLOCK_SLACK_MS && made <= entry.acknowledgedAt.getTime() + CLOCK_SLACK_MS;
}
