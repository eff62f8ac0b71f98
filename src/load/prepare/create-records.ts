import { escapeKeyPart, externalId } from '../../mapping/external-id.ts';
import { chunks, halves } from '../../util/chunks.ts';
import { areWhole } from '../load-answer.ts';
import type { Answer, LoadAnswer, LoadCall, Target } from '../ports.ts';
import type { CreateMissing, ForetellMissing } from './prepare-context.ts';

export interface ToCreate {
  readonly model: string;
  /** The only field of the new records. */
  readonly field: string;
  readonly namespace: string;
  readonly values: readonly string[];
}

export interface Created {
  /** Null where Odoo refused; `NOT_YET` where only a run would make the record. */
  readonly id: number | null;
  /** Why Odoo refused. */
  readonly note: string | null;
}

export const NOT_YET = 0;
const MOST_PER_CALL = 200;

/**
 * Makes one record per value, under an external ID made of model and value: sent again after a lost answer, it is the same record.
 * One that exists already is taken as it is, for a user may have renamed it since.
 */
export async function createRecords(
  target: Target,
  creates: CreateMissing,
  of: ToCreate,
): Promise<Answer<ReadonlyMap<string, Created>>> {
  const existing = await findMade(target, of);
  if (!existing.ok) return existing;
  const wanted = of.values.filter((value) => !existing.value.has(value));
  const made = await makeRecords({ of, creates, load: (call) => target.load(call) }, wanted);
  return made.ok ? { ok: true, value: new Map([...existing.value, ...made.value]) } : made;
}

interface Making {
  readonly of: ToCreate;
  readonly creates: CreateMissing;
  readonly load: (call: LoadCall) => Promise<Answer<LoadAnswer>>;
}

async function makeRecords(
  { of, creates, load }: Making,
  values: readonly string[],
): Promise<Answer<ReadonlyMap<string, Created>>> {
  const created = new Map<string, Created>();
  const parts: (readonly string[])[] = chunks(values, MOST_PER_CALL).slice();
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const rows = part.map((value) => [externalIdOf(of, value), value]);
    const answer = await load({ model: of.model, columns: ['id', of.field], rows, context: creates.context });
    if (!answer.ok) return answer;
    const conflict = conflictOf(answer.value, creates);
    if (conflict !== null) {
      return { ok: false, fault: { kind: 'transient', reason: 'serialization', message: conflict } };
    }
    const { ids } = answer.value;
    if (ids !== null) {
      if (!areWhole(ids, part.length)) return { ok: false, fault: miscounted(part.length, ids.length) };
      for (const [at, value] of part.entries()) created.set(value, { id: ids[at] ?? null, note: null });
    } else if (part.length > 1) {
      // `load` is all or nothing and blames the wrong row at times: halves find the one that fails alone
      parts.unshift(...halves(part));
    } else {
      created.set(part[0] ?? '', { id: null, note: firstError(answer.value) });
    }
  }
  return { ok: true, value: created };
}

/** What `createRecords` would make of the values, without making anything. */
export async function foretellRecords(
  target: Target,
  { trial }: ForetellMissing,
  of: ToCreate,
): Promise<Answer<ReadonlyMap<string, Created>>> {
  const existing = await findMade(target, of);
  if (!existing.ok) return existing;
  const known = new Map(existing.value);
  const wanted = of.values.filter((value) => !known.has(value));
  const tried = trial
    ? await makeRecords({ of, creates: trial, load: (call) => target.tryLoad(call) }, wanted)
    : { ok: true as const, value: new Map(wanted.map((value) => [value, { id: NOT_YET, note: null }])) };
  if (!tried.ok) return tried;
  for (const [value, made] of tried.value)
    known.set(value, made.id === null ? made : { ...made, id: NOT_YET });
  return { ok: true, value: known };
}

/** Records that an earlier run made for some of the values. */
async function findMade(target: Target, of: ToCreate): Promise<Answer<ReadonlyMap<string, Created>>> {
  const idOf = (value: string) => externalIdOf(of, value);
  const existing = await target.findByExternalId(of.model, of.values.map(idOf), []);
  if (!existing.ok) return existing;
  const made = of.values.flatMap((value): [string, Created][] => {
    const id = existing.value.get(idOf(value));
    return id === undefined ? [] : [[value, { id, note: null }]];
  });
  return { ok: true, value: new Map(made) };
}

function externalIdOf({ namespace, model }: ToCreate, value: string): string {
  return externalId(namespace, model.replaceAll('.', '_'), escapeKeyPart(value));
}

function conflictOf(answer: LoadAnswer, { isConflict }: CreateMissing): string | null {
  return (
    answer.messages.find(({ type, message }) => type === 'error' && isConflict(message))?.message ?? null
  );
}

function miscounted(sent: number, got: number) {
  const message = `Odoo answered with ${got} ids for ${sent} new records, which cannot be one for each.`;
  return { kind: 'unknown', reason: 'answer_malformed', message } as const;
}

function firstError(answer: LoadAnswer): string {
  return (answer.messages.find(({ type }) => type === 'error')?.message ?? 'no reason given.').slice(0, 500);
}
