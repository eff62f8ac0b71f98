import { isNewRecord } from '../../mapping/new-record.ts';
import { databaseIdsOf } from '../database-ids.ts';
import { referencedExternalIds } from '../existing-rows.ts';
import type { PreparedRun } from '../prepared-run.ts';
import type { SendField } from '../prepared-step.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { BatchWork, StepWork } from '../step-work.ts';

/** What the rows of a batch refer to, as the run would find it by then. */
export interface References {
  /** An external ID that nothing has: neither in Odoo nor among the rows that a run would have made. Null: there is none. */
  stray(field: SendField | undefined, value: string | null | undefined): string | null;
  /** The value refers to a record that is not in Odoo yet: only a run would make it. */
  isForetold(field: SendField | undefined, value: string | null | undefined): boolean;
}

interface Known {
  readonly foretold: ReadonlySet<string>;
  readonly inOdoo: ReadonlySet<string>;
}

export async function findReferences(
  work: StepWork,
  prepared: PreparedRun,
  { rows, positions }: BatchWork,
): Promise<References> {
  const known = new Map<string, Known>();
  for (const [model, ids] of referencedExternalIds(work.prepared, sentOnly(rows, positions))) {
    known.set(model, await lookUpIds(work, prepared, model, [...ids]));
  }
  const knownTo = (field: SendField): Known | undefined => known.get(field.schema.relation ?? '');
  return {
    stray: (field, value) => {
      if (field?.by !== 'external_id') return null;
      const { foretold, inOdoo } = knownTo(field) ?? NOTHING;
      return partsOf(value).find((id) => !foretold.has(id) && !inOdoo.has(id)) ?? null;
    },
    isForetold: (field, value) => {
      if (field?.by === 'database_id') return partsOf(value).some(isNewRecord);
      if (field?.by !== 'external_id') return false;
      return partsOf(value).some((id) => knownTo(field)?.foretold.has(id));
    },
  };
}

const NOTHING: Known = { foretold: new Set(), inOdoo: new Set() };

async function lookUpIds(
  work: StepWork,
  prepared: PreparedRun,
  model: string,
  ids: readonly string[],
): Promise<Known> {
  const foretold = await prepared.foretold(model, ids);
  const rest = ids.filter((id) => !foretold.has(id));
  if (rest.length === 0) return { ...NOTHING, foretold };
  const databaseId = await databaseIdsOf(work, new Map([[model, new Set(rest)]]));
  return { foretold, inOdoo: new Set(rest.filter((id) => databaseId(model, id) !== null)) };
}

function sentOnly(rows: readonly RowToSend[], positions: readonly number[]): readonly RowToSend[] {
  const sent = new Set(positions);
  return rows.map((row) => ({ ...row, values: row.values.map((value, j) => (sent.has(j) ? value : null)) }));
}

function partsOf(value: string | null | undefined): readonly string[] {
  return value === null || value === undefined || value === '' ? [] : value.split(',');
}
