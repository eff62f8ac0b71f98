import { z } from 'zod';
import { CLEANING_KINDS } from '../../mapping/cleaning/cleaning.ts';
import { Transform } from '../../mapping/transform.ts';
import { COLUMN_TYPES, FLAWS, HEADER_PROBLEMS } from '../../source/profile/dataset-profile.ts';
import { Id } from './common.ts';
import { component } from './component.ts';

const Share = z.number().describe('Between 0 and 1');
const ValueRows = z.object({ value: z.string(), rows: z.number() });

const ColumnProfile = component(
  'ColumnProfile',
  z.object({
    name: z.string(),
    type: z.enum(COLUMN_TYPES).describe('The narrowest type that all but a few of the filled cells have'),
    type_share: Share,
    filled: z.number(),
    nulls: z.number().describe('Empty cells and null tokens'),
    distinct: z.number(),
    min: z.string().nullable().describe('In the order of the type: plain digits, ISO dates, else text'),
    max: z.string().nullable(),
    min_length: z.number(),
    max_length: z.number(),
    formats: z
      .array(z.object({ format: z.string(), share: Share, example: z.string() }))
      .describe('`DD/MM/YYYY`, `1,234.56`, `yes/no`; the most frequent first'),
    patterns: z
      .array(z.object({ pattern: z.string(), share: Share, example: z.string() }))
      .describe('`A` capital, `a` small, `9` digit, runs with `+`; 10 at most'),
    samples: z.array(z.string()),
    values: z.array(ValueRows).describe('The most frequent ones, 30 at most'),
    outliers: z.array(z.object({ row: z.number(), value: z.string(), reason: z.string() })),
    flaws: z.array(z.object({ flaw: z.enum(FLAWS), rows: z.number(), samples: z.array(z.string()) })),
    date_order: z
      .enum(['day_first', 'month_first', 'mixed', 'unknown'])
      .nullable()
      .describe('Of dates with the year at the end'),
  }),
);

export const SheetProfile = component(
  'SheetProfile',
  z.object({
    sheet: z.string(),
    rows: z.number(),
    hidden: z.boolean(),
    columns: z.array(ColumnProfile),
    keys: z
      .array(z.object({ columns: z.array(z.string()), unique_share: Share }))
      .describe('Columns that name a row, alone or together; best first'),
    duplicate_rows: z.number(),
    duplicates: z
      .array(z.object({ column: z.string(), row: z.number(), values: z.array(ValueRows) }))
      .describe('Names that are the same but for writing'),
    header_problems: z.array(
      z.object({
        column: z.string().nullable(),
        problem: z.enum(HEADER_PROBLEMS),
        header_row: z
          .number()
          .nullable()
          .describe(
            'Of `rows_above`: the row that was taken for the header; as the option `header_row` it holds for the next file',
          ),
        message: z.string(),
      }),
    ),
  }),
);

const ColumnPlace = z.object({ sheet: z.string(), column: z.string() });

export const DatasetProfile = component(
  'DatasetProfile',
  z.object({
    sheets: z.array(SheetProfile),
    references: z
      .array(z.object({ from: ColumnPlace, to: ColumnPlace, containment: Share }))
      .describe('Values of one column that are found in another'),
  }),
);

const Within = z.object({
  column: z.string().optional(),
  value: z.string().optional(),
  match: z.string().optional(),
  transforms: z.array(Transform).optional(),
  value_map: z.record(z.string(), z.string()).optional(),
});

const Cleaning = component(
  'Cleaning',
  z.object({
    sheet: z.string(),
    column: z.string(),
    null_tokens: z.array(z.string()),
    transforms: z.array(Transform),
    value_map: z.record(z.string(), z.string()),
    matches: z
      .object({
        model: z.string(),
        field: z.string(),
        within: z.record(z.string(), Within).optional().describe('`within` of that reference'),
      })
      .nullable()
      .describe('Where the values name records of Odoo: what a reference `by: field` matches'),
    steps: z.array(z.object({ kind: z.enum(CLEANING_KINDS), reason: z.string(), share: Share })),
    examples: z
      .array(
        z.object({
          before: z.string(),
          after: z.string().nullable(),
          issue: z.string().nullable().describe('Code of the issue that refuses the cell'),
        }),
      )
      .describe('Cells before and after all of it, as a run would make them'),
  }),
);
export const CleaningAnswer = component('CleaningProposals', z.object({ items: z.array(Cleaning) }));
export const CleaningQuery = z.object({
  sheet: z.string().min(1).max(500).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('ISO 3166 code: where telephone numbers without a country’s are from, if no column says so'),
  connection_id: Id.optional().describe(
    'Without `country` they are from that of the company of this connection’s user; nothing is written to Odoo',
  ),
});
