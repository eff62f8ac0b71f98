import { z } from 'zod';
import { MAX_FORMULA_LENGTH } from './formula/formula.ts';
import { Transform } from './transform.ts';

/**
 * The recipe of one target field. A value comes from exactly one of `column`, `value`, `formula`, `reference`; then, in this order:
 * null tokens → transforms → value map → empty policy → conversion to what `load` takes, by the field's type in Odoo.
 */

/** What an empty cell does: leave the field alone, clear it in Odoo, or write the given value. */
export const EmptyPolicy = z
  .union([z.enum(['leave', 'clear']), z.strictObject({ default: z.string().max(10_000) })])
  .describe('`leave` (default) sends nothing, `clear` empties the field in Odoo, `{default: x}` writes x');
export type EmptyPolicy = z.infer<typeof EmptyPolicy>;

export const ColumnName = z.string().min(1).max(500).describe('Header of a column of the sheet');

/** Texts that become other texts before anything is looked up; asked once per distinct value. Matches exactly, after trimming. */
export const ValueMap = z.record(z.string().max(1000), z.string().max(1000));

export const FormulaText = z
  .string()
  .min(1)
  .max(MAX_FORMULA_LENGTH)
  .describe('SQL expression of the tabular engine over the row; columns in double quotes: `"Qty" * "Price"`');

/** One part of a key: a column or a formula, with transforms or without. Parts are trimmed; an empty part is an issue. */
export const KeyPart = z.union([
  ColumnName,
  z.strictObject({ column: ColumnName, transforms: z.array(Transform).max(20).optional() }),
  z.strictObject({ formula: FormulaText, transforms: z.array(Transform).max(20).optional() }),
]);
export type KeyPart = z.infer<typeof KeyPart>;

export const OnMissing = z.enum(['reject', 'create', 'empty']);
export type OnMissing = z.infer<typeof OnMissing>;

/** A reference to rows of another node of this graph (or of this one: a self-reference), found by that node's key, or by `match`. */
export const NodeReference = z.strictObject({
  node: z.string().min(1).max(100),
  /** Columns of THIS sheet, in the order of the other node's key, or of `match`. */
  columns: z.array(KeyPart).min(1).max(10),
  match: z
    .array(KeyPart)
    .min(1)
    .max(10)
    .optional()
    .describe("columns of the other node's sheet that are compared instead of its key"),
  /** many2many: separates several keys in one cell; only with a key or `match` of one part. */
  separator: z.string().min(1).max(10).optional(),
  /**
   * many2many through a junction sheet: `{sheet: "employee_territories", from: ["employeeID"], to: ["territoryID"]}` gives
   * each row of this node (by `columns` = the values matched against `from`) the keys found in `to`.
   */
  through: z
    .strictObject({
      sheet: z.string().min(1).max(500),
      from: z.array(KeyPart).min(1).max(10),
      to: z.array(KeyPart).min(1).max(10),
    })
    .optional(),
  value_map: ValueMap.optional(),
  on_missing: z.enum(['reject', 'empty']).optional().describe('default: reject'),
});
export type NodeReference = z.infer<typeof NodeReference>;

const WithinMatch = z
  .string()
  .min(1)
  .max(100)
  .optional()
  .describe('where the field refers to other records: the field of those that is compared, e.g. `code`');

/** A further field of the record that is looked up, compared with a cell or with the same value for every row. */
export const WithinCondition = z.union([
  z.strictObject({
    column: ColumnName,
    match: WithinMatch,
    transforms: z.array(Transform).max(20).optional(),
    value_map: ValueMap.optional(),
  }),
  z.strictObject({ value: z.string().min(1).max(1000), match: WithinMatch }),
]);
export type WithinCondition = z.infer<typeof WithinCondition>;

/** A reference to records already in Odoo, exact: never the first of several hits. */
export const RecordReference = z.strictObject({
  by: z.enum(['external_id', 'database_id', 'field']),
  /** With `by: field`: the technical name of the field of the other model that is compared, e.g. `name`, `code`, `login`. */
  match: z.string().min(1).max(100).optional(),
  /** With `by: field`: further fields by which records that share the value of `match` are told apart. */
  within: z
    .record(z.string().regex(/^[a-z_][a-z0-9_]*$/i, 'a technical field name'), WithinCondition)
    .refine((fields) => Object.keys(fields).length <= 5, 'at most 5 fields')
    .optional(),
  column: ColumnName.optional(),
  /** Instead of a column: the same record for every row. */
  value: z.string().max(1000).optional(),
  formula: FormulaText.optional(),
  transforms: z.array(Transform).max(20).optional(),
  value_map: ValueMap.optional(),
  separator: z.string().min(1).max(10).optional(),
  on_missing: OnMissing.optional().describe(
    'default: reject; `create` makes a record with `match` = the value',
  ),
});
export type RecordReference = z.infer<typeof RecordReference>;

export const FieldMapping = z.union([
  z.strictObject({
    column: ColumnName,
    transforms: z.array(Transform).max(20).optional(),
    value_map: ValueMap.optional().describe('values not in the map stay as they are'),
    null_tokens: z.array(z.string().max(100)).max(50).optional(),
    empty: EmptyPolicy.optional(),
  }),
  z.strictObject({ value: z.union([z.string().max(100_000), z.number(), z.boolean()]) }),
  z.strictObject({
    formula: FormulaText,
    transforms: z.array(Transform).max(20).optional(),
    value_map: ValueMap.optional(),
    null_tokens: z
      .array(z.string().max(100))
      .max(50)
      .optional()
      .describe('cells that the formula sees as null; default: those of the sheet'),
    empty: EmptyPolicy.optional(),
  }),
  z.strictObject({
    reference: z.union([NodeReference, RecordReference]),
    null_tokens: z.array(z.string().max(100)).max(50).optional(),
    empty: EmptyPolicy.optional(),
  }),
]);
export type FieldMapping = z.infer<typeof FieldMapping>;

/** All must hold for a row to be taken; a row left out has the outcome `skipped`. */
export const RowFilter = z
  .array(
    z.strictObject({
      column: ColumnName,
      op: z.enum(['equals', 'not_equals', 'in', 'not_in', 'empty', 'not_empty', 'contains', 'matches']),
      value: z.string().max(10_000).optional(),
      values: z.array(z.string().max(10_000)).max(10_000).optional(),
    }),
  )
  .max(50);
export type RowFilter = z.infer<typeof RowFilter>;
