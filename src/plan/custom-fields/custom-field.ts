import { z } from 'zod';
import type { FieldMapping } from '../../mapping/field-mapping.ts';
import type { GraphSpec } from '../graph-spec.ts';

export const CUSTOM_FIELD_TYPES = [
  'char',
  'text',
  'integer',
  'float',
  'monetary',
  'boolean',
  'date',
  'datetime',
  'selection',
] as const;
export type CustomFieldType = (typeof CUSTOM_FIELD_TYPES)[number];

/** Text of one line; it ends up in Python and in Odoo's forms. */
const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'a text of one line')
    .regex(/^\S(.*\S)?$/u, 'no blanks around the text');

/** PostgreSQL keeps 63 bytes of a name; Odoo wants `x_` in front of fields that no module brings (ir_model.py `_check_name`, 14 to 19). */
const FieldName = z
  .string()
  .regex(/^x_[a-z0-9_]{1,61}$/, 'x_ followed by small letters, digits and _ (63 characters at most)');

/** A field that Odoo does not have yet: made there as a manual field, or by the module that is generated. */
export const CustomField = z
  .strictObject({
    model: z
      .string()
      .max(200)
      .regex(/^[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*$/, 'a technical model name such as res.partner'),
    name: FieldName,
    label: line(200),
    type: z.enum(CUSTOM_FIELD_TYPES),
    selection: z
      .array(z.tuple([line(100), line(200)]))
      .min(1)
      .max(200)
      .optional()
      .describe('[key, label] of each option; of a selection only'),
  })
  .refine(({ type, selection }) => (type === 'selection') === (selection !== undefined), {
    path: ['selection'],
    message: 'a selection needs its options, other types have none',
  })
  .refine(({ selection = [] }) => new Set(selection.map(([key]) => key)).size === selection.length, {
    path: ['selection'],
    message: 'each key stands once',
  });
export type CustomField = z.infer<typeof CustomField>;

export const CustomFields = z
  .array(CustomField)
  .min(1)
  .max(200)
  .refine((fields) => new Set(fields.map(({ model, name }) => `${model}.${name}`)).size === fields.length, {
    message: 'each field of a model stands once',
  });

export interface FieldProposal {
  readonly sheet: string;
  readonly column: string;
  /** Node of the graph whose records would get the field. */
  readonly node: string;
  readonly field: CustomField;
  /** How the column fills the field. */
  readonly mapping: FieldMapping;
  /** Why this type, and what else the column may be. */
  readonly reason: string;
}

export interface FieldProposals {
  readonly proposals: readonly FieldProposal[];
  /** Columns that nothing maps and that get no field. */
  readonly left: readonly { readonly sheet: string; readonly column: string; readonly reason: string }[];
  /** The graph with the proposed fields mapped. */
  readonly spec: GraphSpec;
}
