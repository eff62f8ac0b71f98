import type { ModelSchema } from '../../mapping/target-schema.ts';
import type { ReadRecord, RecordAudit } from '../ports.ts';
import { ReadRefused } from '../run-paused.ts';
import { AUDIT_FIELDS } from './judge-created.ts';
import type { OdooLook } from './undo-work.ts';
import { LOOK_CONTEXT } from './undo-work.ts';

/** A stored many2one of a model. */
export interface OutboundField {
  readonly name: string;
  readonly to: string;
  readonly required: boolean;
}

export interface Outbound {
  readonly from: number;
  readonly field: OutboundField;
  readonly to: number;
}

export function outboundFields(model: ModelSchema | undefined): readonly OutboundField[] {
  return Object.values(model?.fields ?? {}).flatMap(
    ({ name, type, store, relation, required, hasDefault }) =>
      type === 'many2one' && store && relation !== undefined
        ? // the many2one of a delegation (`_inherits`) is filled by the server, which may leave it out of what it calls required
          [{ name, to: relation, required: required || hasDefault === true }]
        : [],
  );
}

/** What these records refer to. */
export async function readOutbound(
  look: OdooLook,
  model: string,
  fields: readonly OutboundField[],
  ids: readonly number[],
): Promise<readonly Outbound[]> {
  const names = fields.map(({ name }) => name);
  const records = await look.ask(() => look.target.read(model, ids, names, LOOK_CONTEXT));
  return records.flatMap((record) =>
    fields.flatMap((field) => {
      const to = record[field.name];
      return typeof to === 'number' && to > 0 ? [{ from: record.id, field, to }] : [];
    }),
  );
}

/** Who made these records and when; what the user may not read, and what keeps no dates, is left out. */
export async function readAudits(
  look: OdooLook,
  model: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, RecordAudit>> {
  const call = async () => {
    const answer = await look.target.read(model, ids, AUDIT_FIELDS, LOOK_CONTEXT);
    // a model that keeps no dates refuses the fields
    return answer.ok || answer.fault.kind !== 'certain' || answer.fault.reason === 'access_denied'
      ? answer
      : ({ ok: true, value: [] as readonly ReadRecord[] } as const);
  };
  try {
    const records = await look.ask(call);
    return new Map(records.map((record) => [record.id, auditOf(record)]));
  } catch (error) {
    if (!(error instanceof ReadRefused)) throw error;
    return new Map();
  }
}

/** Who made a record and when; null where its model does not say. */
export interface Creation {
  readonly createdAt: string | null;
  readonly createdBy: number | null;
}

export function creationOf({ create_date: at, create_uid: by }: ReadRecord): Creation {
  return {
    createdAt: typeof at === 'string' ? at : null,
    createdBy: typeof by === 'number' ? by : null,
  };
}

/** In the same transaction of Odoo: its clock stands still within one, and tells seconds. */
export function isMadeWith(one: Creation, other: Creation | undefined): boolean {
  return one.createdAt !== null && one.createdAt === other?.createdAt && one.createdBy === other.createdBy;
}

export function auditOf(record: ReadRecord): RecordAudit {
  return {
    createdAt: String(record.create_date),
    createdBy: Number(record.create_uid),
    writtenAt: String(record.write_date),
    writtenBy: Number(record.write_uid),
  };
}
