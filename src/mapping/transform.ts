import { z } from 'zod';

/**
 * Transforms: named pure functions over one text, written as `trim` or `{name: replace, from: a, to: b}`.
 * An empty value stays empty through every transform but `default`. Each compiles to a scalar expression of the tabular
 * engine (`compile-transform.ts`).
 */
const shorthand = [
  'trim',
  'collapse_spaces',
  'upper',
  'lower',
  'title',
  'boolean',
  'date',
  'datetime',
  'number',
  'email',
  'phone',
  'unescape_html',
  'repair_encoding',
] as const;

const Text = z.string().max(10_000);

export const TransformStep = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('trim') }),
  z.strictObject({ name: z.literal('collapse_spaces') }),
  z.strictObject({ name: z.literal('upper') }),
  z.strictObject({ name: z.literal('lower') }),
  z.strictObject({ name: z.literal('title') }),
  z.strictObject({ name: z.literal('replace'), from: Text.min(1), to: Text, regex: z.boolean().optional() }),
  z.strictObject({
    name: z.literal('regex_extract'),
    pattern: z.string().min(1).max(1000).describe('RE2 syntax'),
    group: z
      .int()
      .min(0)
      .max(20)
      .optional()
      .describe('default: 1 where the pattern has a group, else the whole match'),
    on_no_match: z.enum(['empty', 'reject', 'keep']).optional().describe('default: empty'),
  }),
  z.strictObject({
    name: z.literal('split_part'),
    separator: z.string().min(1).max(100),
    index: z.int().min(-100).max(100).describe('1 is the first part, -1 the last'),
  }),
  z.strictObject({
    name: z.literal('concat'),
    columns: z
      .array(z.string().min(1).max(500))
      .min(1)
      .max(20)
      .describe('appended to the value, each after the separator; empty ones are left out'),
    separator: z.string().max(100).optional().describe('default: one space'),
  }),
  z.strictObject({ name: z.literal('prefix'), text: Text }),
  z.strictObject({ name: z.literal('suffix'), text: Text }),
  z.strictObject({ name: z.literal('default'), value: Text }),
  z.strictObject({
    name: z.literal('number'),
    decimal: z.enum(['.', ',']).optional().describe('default: .'),
    thousands: z
      .enum([',', '.', ' ', "'", 'none'])
      .optional()
      .describe('default: none; a space also means the no-break spaces'),
  }),
  z.strictObject({ name: z.literal('round'), digits: z.int().min(0).max(12) }),
  z.strictObject({
    name: z.literal('scale'),
    factor: z.number().refine((n) => Number.isFinite(n) && n !== 0),
  }),
  z.strictObject({
    name: z.literal('boolean'),
    yes: z.array(Text).max(100).optional(),
    no: z.array(Text).max(100).optional(),
  }),
  z.strictObject({
    name: z.literal('date'),
    formats: z
      .array(z.string().min(2).max(100))
      .max(20)
      .optional()
      .describe('strptime formats, tried in order; default: ISO 8601'),
  }),
  z.strictObject({
    name: z.literal('datetime'),
    formats: z.array(z.string().min(2).max(100)).max(20).optional(),
    time_zone: z
      .string()
      .max(100)
      .optional()
      .describe('IANA name the source is written in; default UTC. Odoo gets UTC'),
  }),
  z.strictObject({ name: z.literal('email') }),
  z.strictObject({
    name: z.literal('phone'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'a country code of two capitals, e.g. BE')
      .optional()
      .describe('ISO 3166 code: where numbers without their country’s are from'),
    country_column: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('the same from a cell of the row, a code or a name; an empty one means `country`'),
    on_invalid: z.enum(['reject', 'keep']).optional().describe('default: reject'),
  }),
  z.strictObject({ name: z.literal('unescape_html') }),
  z.strictObject({ name: z.literal('repair_encoding') }),
]);
export type TransformStep = z.infer<typeof TransformStep>;

export const Transform = z.union([z.enum(shorthand), TransformStep]);
export type Transform = z.infer<typeof Transform>;
