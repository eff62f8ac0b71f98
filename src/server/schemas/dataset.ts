import { z } from 'zod';
import { ModelData } from '../../plan/graph-spec.ts';
import { Id, LocatedIssue, pageOf, Timestamp } from './common.ts';
import { component } from './component.ts';

const NullTokens = z.array(z.string().max(100)).max(50);

export const ReadOverrides = z.record(
  z.string().max(500),
  z.strictObject({
    delimiter: z.string().min(1).max(4).optional(),
    quote: z.string().max(4).optional(),
    encoding: z.string().min(1).max(50).optional(),
    header_row: z.int().min(0).max(1000).optional().describe('1-based; 0: there is none'),
    null_tokens: NullTokens.optional(),
  }),
);

/** For the document only: the parts are streamed to disk, never parsed as one body. */
export const DatasetUpload = component(
  'DatasetUpload',
  z.object({
    name: z.string().optional().describe('Default: the name of the first file'),
    options: z
      .string()
      .optional()
      .describe(
        'JSON: `{"<file or worksheet, or *>": {"delimiter", "quote", "encoding", "header_row", "null_tokens"}}`',
      ),
    files: z.array(z.string().meta({ format: 'binary' })).describe('CSV, TSV or XLSX, one or more'),
  }),
);

export const Sheet = component(
  'Sheet',
  z.object({
    name: z.string(),
    file: z.string(),
    columns: z.array(z.object({ header: z.string(), empty_cells: z.number() })),
    row_count: z.number(),
    hidden: z.boolean(),
    format: z.object({
      kind: z.enum(['csv', 'xlsx']),
      delimiter: z.string().optional(),
      quote: z.string().optional(),
      encoding: z.string().optional(),
      header_row: z.number(),
      null_tokens: z.array(z.string()),
    }),
  }),
);
export const SheetPage = pageOf('SheetPage', Sheet);

export const Dataset = component(
  'Dataset',
  z.object({
    id: Id,
    name: z.string(),
    hash: z.string().describe('SHA-256 of the content: equal content, equal hash'),
    version: z.int().describe('From 1; a correction makes the next one'),
    parent_id: Id.nullable().describe('The version that this one corrects'),
    created_at: Timestamp,
    files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
    sheets: z.array(Sheet),
    issues: z.array(LocatedIssue).describe('Problems found while reading that did not stop it'),
    corrected: z
      .array(z.object({ sheet: z.string(), rows: z.number(), cells: z.number() }))
      .describe('What is not as in the version before'),
  }),
);
export const DatasetPage = pageOf('DatasetPage', Dataset);

const CellValue = z
  .union([z.string().max(1_000_000), z.number(), z.null()])
  .describe('Null or an empty text: an empty cell');

/** As JSON; as a form the parts of `VersionUpload`. */
export const CellCorrections = component(
  'CellCorrections',
  z
    .strictObject({
      sheet: z.string().max(500),
      cells: z
        .array(
          z.strictObject({
            row: z.int().min(1).describe('As the spreadsheet and the rows of the run show it'),
            column: z.string().max(1000).describe('Its header'),
            value: CellValue,
          }),
        )
        .max(20_000)
        .default([]),
      replace: z
        .array(z.strictObject({ column: z.string().max(1000), from: CellValue, to: CellValue }))
        .max(1000)
        .default([])
        .describe('Every cell of the column that holds exactly `from`'),
    })
    .refine(({ cells, replace }) => cells.length + replace.length > 0, 'Give `cells` or `replace`'),
);

/** For the document only: the parts are streamed to disk, never parsed as one body. */
export const VersionUpload = component(
  'VersionUpload',
  z.object({
    files: z
      .array(z.string().meta({ format: 'binary' }))
      .describe(
        'A corrected file of rejects: XLSX, CSV or a zip of CSV; or sheets with a column `importgraph_row`',
      ),
    sheet: z.string().optional().describe('The sheet of a single CSV, where its name does not say so'),
    partial: z
      .enum(['true', 'false'])
      .optional()
      .describe('Columns that are not in the file stay as they are'),
    options: z.string().optional().describe('JSON, as for an upload'),
  }),
);

export const SheetParams = z.object({ id: Id, sheet: z.string().min(1).max(500) });
export const RowRange = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  q: z.string().max(500).optional().describe('Part of any cell, whatever its case'),
  sort: z.string().max(501).optional().describe('A header; with `-` before it the other way round'),
  filter: z
    .string()
    .max(50_000)
    .transform(parseFilter)
    .optional()
    .describe(
      'As a node of a graph has it, as JSON: `[{"column": "Country", "op": "equals", "value": "BE"}]`',
    ),
});

const Filter = ModelData.shape.filter.unwrap();

function parseFilter(text: string, context: z.RefinementCtx): z.output<typeof Filter> {
  const parsed = Filter.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    context.addIssue({ code: 'custom', message, path: [...path] });
  return z.NEVER;
}

/** Undefined, which no schema of ours takes, where it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Rows are `unknown` here because a header may be any text, `__proto__` too, which a record schema would drop. */
const SheetRow = z.unknown().meta({
  type: 'object',
  additionalProperties: true,
  description: 'Values by header, and `_row`: the row number as the spreadsheet shows it',
});
export const SheetRows = component(
  'SheetRows',
  z.object({
    items: z.array(SheetRow),
    total: z.number().describe('Of the rows that filter and `q` take'),
    offset: z.number(),
    limit: z.number(),
  }),
);
