import { halves } from '../../util/chunks.ts';
import { canBeOneRecord } from '../can-be-one-record.ts';
import { callOdoo } from './call-odoo.ts';
import type { OdooDelete, OdooLook } from './undo-work.ts';

export interface Unlinked {
  /** Gone from Odoo, whoever deleted them. */
  readonly gone: ReadonlySet<number>;
  /** By database ID, what Odoo said. */
  readonly refused: ReadonlyMap<number, string>;
}

/**
 * `unlink` is all or nothing, so a call that is refused is parted until a record is refused alone. After a lost answer, and where a
 * record is missing, Odoo is asked which are still there.
 */
export async function unlinkRecords(
  work: OdooDelete,
  model: string,
  ids: readonly number[],
  context: Readonly<Record<string, unknown>>,
): Promise<Unlinked> {
  const gone = new Set<number>();
  const refused = new Map<number, string>();
  const parts: (readonly number[])[] = [ids];
  let lost = 0;
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    if (part.length === 0) continue;
    const wanted = part;
    const unlink = () => work.target.unlink(model, wanted, context, work.sender.signal);
    const called = await callOdoo(work.sender, unlink, lost);
    lost = called.kind === 'unknown' ? lost + 1 : 0;
    if (called.kind === 'done') {
      for (const id of part) gone.add(id);
      continue;
    }
    const isMissing = called.kind === 'refused' && called.fault.reason === 'record_missing';
    const there = called.kind === 'unknown' || isMissing ? await stillThere(work, model, part) : part;
    for (const id of part) if (!there.includes(id)) gone.add(id);
    if (there.length < part.length || called.kind === 'unknown') parts.unshift(there);
    else if (part.length > 1 && canBeOneRecord(called.fault)) parts.unshift(...halves(part));
    else for (const id of part) refused.set(id, called.fault.message);
  }
  return { gone, refused };
}

async function stillThere(work: OdooLook, model: string, ids: readonly number[]): Promise<readonly number[]> {
  return work.ask(() => work.target.findById(model, ids));
}
