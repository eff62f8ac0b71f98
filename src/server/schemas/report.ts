import { z } from 'zod';
import { OUTCOMES } from '../../issue.ts';
import { CHECK_DEPTHS, NODE_STATUSES, RUN_KINDS, RUN_STATUSES } from '../../load/run-store.ts';
import { REPORT_PARTS } from '../../report/report-tables.ts';
import { REPORT_FORMATS } from '../../report/write-report.ts';
import { Id, LocatedIssue, Timestamp } from './common.ts';
import { component } from './component.ts';
import { counts, IssueGroup, RowChange } from './run.ts';

export const ReportPartQuery = z.object({
  part: z.enum(REPORT_PARTS).optional().describe('Which table, for CSV; default: rows'),
});
export const ReportQuery = ReportPartQuery.extend({
  format: z.enum(REPORT_FORMATS).optional().describe('Wins over `Accept`; default: json'),
});

const Sha256 = z.string().describe('SHA-256, lower-case hex');

/** The document of what is written as a stream (`report/report-json.ts`); a test holds the two together. */
export const ReportAnswer = component(
  'RunReport',
  z.strictObject({
    head: z.strictObject({
      run_id: Id,
      kind: z.enum(RUN_KINDS).describe('Of a check the outcomes are what would be'),
      check_depth: z.enum(CHECK_DEPTHS).nullable(),
      of_run: Id.nullable().describe('Of a retry: the run whose rows it took up'),
      status: z.enum(RUN_STATUSES),
      error_message: z.string().nullable(),
      graph: z.strictObject({
        id: Id,
        name: z.string(),
        version: z.int(),
        hash: Sha256.describe("SHA-256 of the graph's YAML export"),
      }),
      dataset: z.strictObject({
        id: Id,
        name: z.string(),
        hash: Sha256,
        files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: Sha256 })),
      }),
      connection: z.strictObject({
        id: Id,
        name: z.string(),
        url: z.string(),
        database: z.string(),
        login: z.string().nullable().describe('User of Odoo'),
        server_version: z.string().nullable(),
      }),
      schema_hash: Sha256.nullable().describe('Of the schema the run was prepared for'),
      answers: z
        .record(z.string(), z.record(z.string(), z.string()))
        .describe('Value maps of the connection that the run used, by place'),
      created_at: Timestamp,
      started_at: Timestamp.nullable(),
      completed_at: Timestamp.nullable(),
      active_seconds: z.number().describe('While a worker had it: without pauses'),
      workers: z.array(z.string()),
    }),
    nodes: z.array(
      z.strictObject({
        node: z.string(),
        model: z.string(),
        sheet: z.string().nullable(),
        status: z.enum(NODE_STATUSES),
        rows: z.int().nullable().describe('Null until prepared'),
        ...counts,
        open: z.int().describe('Rows without an outcome yet; with the counts they add up to `rows`'),
        seconds: z.number().nullable(),
        rows_per_second: z.number().nullable(),
        defaults: z
          .array(
            z.strictObject({
              field: z.string(),
              label: z.string(),
              value: z.union([z.string(), z.number(), z.literal(true)]),
              name: z.string().nullable().describe('Display name of the record, label of the selection'),
              state: z
                .enum(['proposed', 'pinned', 'unpinned'])
                .describe(
                  'Told only, sent along with new records, or sent along until it was seen to be wrong',
                ),
            }),
          )
          .describe('Fields that Odoo computed the same for all of the first new records'),
      }),
    ),
    issues: z.array(IssueGroup),
    rows: z.array(
      z.strictObject({
        node: z.string(),
        model: z.string(),
        sheet: z.string().nullable(),
        row: z.int().describe('As the spreadsheet shows it'),
        ord: z.int(),
        key: z.string(),
        outcome: z.enum(OUTCOMES).nullable(),
        rule: z.string().nullable(),
        external_id: z.string().nullable(),
        record_id: z.int().nullable(),
        link: z.string().nullable().describe('Page of the record in Odoo'),
        blocked_by: z.string().nullable().describe('`node:key` of the row that blocks it'),
        changes: z.array(RowChange),
        issues: z.array(LocatedIssue),
      }),
    ),
  }),
);
