import type { FoundDefault } from '../event.ts';
import type { FieldSchema } from '../mapping/target-schema.ts';
import type { BatchDefaults, PinnedDefault, PinValue } from './pinned-defaults.ts';
import type { ReadRecord } from './ports.ts';
import type { ReadBack } from './read-back.ts';
import type { SentRow } from './row-to-send.ts';
import { throughLimiter } from './send-rows.ts';
import type { StepWork } from './step-work.ts';

/** Takes what a batch shows of the defaults, and tells of it. */
export async function learnDefaults(
  work: StepWork,
  { proves }: BatchDefaults,
  sent: readonly SentRow[],
  back: ReadBack,
): Promise<void> {
  const { defaults } = work;
  if (proves === null) return;
  const records = createdRecords(work, sent, back);
  if (proves === 'control') return tellUnpinned(work, defaults.controlled(records), 'differs');
  const found = defaults.probed(records);
  if (found === null || found.length === 0) return;
  const { node } = work.prepared.step;
  const fields = await Promise.all(found.map((pin) => described(work, pin)));
  await work.lease.event({ type: 'defaults_found', node, isPinned: defaults.mode === 'auto', fields });
}

/** Of rows that were there before nobody knows what Odoo computed. */
function createdRecords(
  work: StepWork,
  sent: readonly SentRow[],
  { records }: ReadBack,
): readonly ReadRecord[] {
  return sent.flatMap((row) => {
    if (row.result !== 'written' || row.wasFound || row.recordId <= work.newestBefore) return [];
    return records.get(row.recordId) ?? [];
  });
}

export async function tellUnpinned(
  work: StepWork,
  pins: readonly PinnedDefault[],
  reason: 'differs' | 'refused',
): Promise<void> {
  if (pins.length === 0) return;
  const { node } = work.prepared.step;
  await work.lease.event({
    type: 'defaults_unpinned',
    node,
    reason,
    fields: await Promise.all(pins.map((pin) => described(work, pin))),
  });
}

async function described(work: StepWork, { field, value }: PinnedDefault): Promise<FoundDefault> {
  const schema = work.modelSchema?.fields[field];
  return { field, label: schema?.label ?? field, value, name: await nameOf(work, schema, value) };
}

async function nameOf(
  { sender, context }: StepWork,
  schema: FieldSchema | undefined,
  value: PinValue,
): Promise<string | null> {
  if (schema?.selection) return schema.selection.find(([key]) => key === value)?.[1] ?? null;
  const { relation } = schema ?? {};
  if (relation === undefined || typeof value !== 'number') return null;
  const answer = await throughLimiter(sender, () =>
    sender.target.read(relation, [value], ['display_name'], context),
  );
  const name = answer.ok ? answer.value[0]?.display_name : null;
  return typeof name === 'string' ? name : null;
}
