import { writeCsv } from './csv-stream.ts';
import { writeReportJson } from './report-json.ts';
import { REPORT_PARTS, type ReportPart, type ReportTable, reportTable } from './report-tables.ts';
import type { RunReport } from './run-report.ts';
import { writeWorkbook } from './workbook-stream.ts';

export const REPORT_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The report in one of its formats; `part` is for CSV, which holds one table. No more rows than a chunk are in memory. */
export function writeReport(
  report: RunReport,
  { format, part = 'rows' }: { readonly format: ReportFormat; readonly part?: ReportPart | undefined },
): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case 'json':
      return writeReportJson(report);
    case 'csv':
      return csvOf(reportTable(report, part));
    case 'xlsx':
      return writeWorkbook(REPORT_PARTS.map((name) => reportTable(report, name)));
  }
}

function csvOf({ columns, rows }: ReportTable): AsyncIterable<Uint8Array> {
  return writeCsv(
    columns.map(({ header }) => header),
    rows,
  );
}
