import type { ReadRecord } from '../ports.ts';
import { insist } from '../send-rows.ts';
import type { StepWork } from '../step-work.ts';
import { locateVanished } from './locate-vanished.ts';
import type { VanishedResult, VanishedRow } from './vanished-store.ts';

interface FoundRow {
  readonly key: string;
  readonly record: ReadRecord;
  readonly state: VanishedRow['state'];
}

/**
 * Archives the records of rows that are gone from the source. What Odoo is told is in our database before (`sending`), so a record that
 * is found archived later was archived by us, and one that was archived before is not woken by a rollback.
 */
export async function archiveRows(work: StepWork, rows: readonly VanishedRow[]): Promise<void> {
  const { node } = work.prepared.step;
  const found = await findRecords(work, rows);
  const there = new Set(found.map(({ key }) => key));
  const gone = rows.flatMap(({ key }): VanishedResult[] => (there.has(key) ? [] : [{ key, state: 'gone' }]));
  const isActive = ({ record }: FoundRow): boolean => record.active === true;
  const asleep = found
    .filter((row) => !isActive(row))
    .map(({ key, state }): VanishedResult => ({ key, state: state === 'sending' ? 'archived' : 'already' }));
  await work.lease.vanished.settle(node, [...gone, ...asleep], null);
  const awake = found.filter(isActive);
  if (awake.length === 0) return;
  await work.lease.vanished.begin(
    node,
    awake.map(({ key }) => key),
  );
  const results = await archiveAll(work, awake);
  await work.lease.vanished.settle(node, results, await lastWriteDate(work, awake));
}

/** The records that are still those of the entries. */
async function findRecords(work: StepWork, rows: readonly VanishedRow[]): Promise<readonly FoundRow[]> {
  const located = await locateVanished(work, rows);
  const ids = located.flatMap(({ recordId }) => (recordId === null ? [] : [recordId]));
  const { sender, prepared, context } = work;
  const read = await insist(sender, () => sender.target.read(prepared.step.model, ids, ['active'], context));
  const records = new Map(read.map((record) => [record.id, record]));
  return located.flatMap(({ key, state, recordId }) => {
    const record = records.get(recordId ?? 0);
    return record ? [{ key, record, state }] : [];
  });
}

/** All at once; where Odoo refuses, halves find the records it refuses. */
async function archiveAll(work: StepWork, rows: readonly FoundRow[]): Promise<readonly VanishedResult[]> {
  const refusal = await archive(work, rows);
  if (refusal === null) return rows.map(({ key }) => ({ key, state: 'archived' }));
  if (rows.length === 1) return rows.map(({ key }) => ({ key, state: 'kept', detail: refusal }));
  const middle = Math.ceil(rows.length / 2);
  return [
    ...(await archiveAll(work, rows.slice(0, middle))),
    ...(await archiveAll(work, rows.slice(middle))),
  ];
}

/** Why Odoo refused; null: done. After a lost answer the same is said again, which changes nothing. */
async function archive(
  { sender, prepared, context }: StepWork,
  rows: readonly FoundRow[],
): Promise<string | null> {
  const ids = rows.map(({ record }) => record.id);
  return insist(sender, async () => {
    const answer = await sender.target.write(prepared.step.model, ids, { active: false }, context);
    if (answer.ok) return { ok: true, value: null };
    const { fault } = answer;
    return fault.kind === 'certain' ? { ok: true, value: `Odoo refused it: ${fault.message}` } : answer;
  });
}

/** By Odoo's clock, for a later rollback; null for a model that keeps no dates and refuses the field. */
async function lastWriteDate(
  { sender, prepared, context }: StepWork,
  rows: readonly FoundRow[],
): Promise<string | null> {
  const ids = rows.map(({ record }) => record.id);
  const records = await insist<readonly ReadRecord[]>(sender, async () => {
    const answer = await sender.target.read(prepared.step.model, ids, ['write_date'], context);
    return answer.ok || answer.fault.kind !== 'certain' ? answer : { ok: true, value: [] };
  });
  const dates = records.flatMap(({ write_date: date }) => (typeof date === 'string' ? [date] : []));
  return dates.toSorted().at(-1) ?? null;
}
