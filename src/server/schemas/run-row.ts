import { z } from 'zod';
import { OUTCOMES } from '../../issue.ts';
import { IdParams, pageOf, Timestamp } from './common.ts';
import { component } from './component.ts';
import { Count, runRow } from './run.ts';

export const RunRowParams = IdParams.extend({
  row: z
    .string()
    .regex(/^[^:]{1,64}:\d{1,9}$/, 'is not <node>:<ord>')
    .describe('`<node>:<ord>`, e.g. `orders:12`'),
});

const RelatedRow = component(
  'RelatedRow',
  z.object({
    node: z.string(),
    field: z.string().describe('The field that refers'),
    key: z.string(),
    ord: z.number().nullable().describe('Null: no row of this run, an earlier one loaded it'),
    row: z.number().nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    record_id: z.number().nullable(),
    link: z.string().nullable().describe('Page of the record in Odoo'),
  }),
);
export const RelatedRowPage = pageOf('RelatedRowPage', RelatedRow);

const Attempt = z.object({
  batch: z.int(),
  kind: z.enum(['create', 'update']),
  state: z.enum(['sending', 'settled']),
  columns: z.array(z.string()),
  rows: Count.describe('Of the batch'),
  workers: Count.describe('How many had it in hand'),
  sent_at: Timestamp,
  settled_at: Timestamp.nullable(),
  counts: z.partialRecord(z.enum(OUTCOMES), Count).nullable(),
});

const Prepared = z.object({
  cells: z.array(z.object({ column: z.string(), value: z.string().nullable() })),
  fields: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      path: z.string(),
      value: z.string().nullable().describe('The text that was or would be sent; null: not sent'),
    }),
  ),
  parents: z.array(RelatedRow),
  children: RelatedRowPage,
});

export const RunRowDetail = component(
  'RunRowDetail',
  z.object({
    ...runRow,
    model: z.string(),
    sheet: z.string().nullable(),
    external_id: z.string().nullable(),
    link: z.string().nullable().describe('Page of the record in Odoo'),
    attempts: z.array(Attempt).describe('The batches it was in'),
    failed_calls: z
      .array(z.object({ at: Timestamp, kind: z.string(), reason: z.string(), message: z.string() }))
      .describe('Calls of its node that failed meanwhile'),
    changes: z.array(
      z.object({
        field: z.string(),
        old: z.unknown().describe("As Odoo's `read` gave it before"),
        new: z.string().nullable().describe('The text sent; null where it was not kept'),
        held: z.unknown().describe('As read back after the write; null where it was not'),
      }),
    ),
    prepared: Prepared.nullable().describe('Made anew from the dataset; null where that cannot be done'),
    missing: z.string().nullable().describe('Why `prepared` is null'),
  }),
);
