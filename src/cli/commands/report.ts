import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { REPORT_PARTS, type ReportPart } from '../../report/report-tables.ts';
import { REPORT_FORMATS, type ReportFormat, writeReport } from '../../report/write-report.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { configOf, withApp } from '../with-app.ts';

export interface ReportOptions {
  readonly out: string;
  readonly part?: string;
}

/** Writes the report of a run into a file; its ending says the format. */
export function report(context: CommandContext, runId: string, options: ReportOptions): Promise<CommandEnd> {
  const { out } = options;
  const format = formatOf(out);
  const part = partOf(options.part);
  return withApp(context, configOf(context), async (app) => {
    const run = await findRun(app, runId);
    const found = unwrap(await app.runs.report(run.id));
    await pipeline(writeReport(found, { format, part }), createWriteStream(out)).catch((error: unknown) => {
      if (error instanceof Error && 'syscall' in error)
        throw usageError(`The report cannot be written: ${error.message}`);
      throw error;
    });
    const { size } = await stat(out);
    context.output.line(`Report of run ${run.id}: ${out}, ${size.toLocaleString('en-US')} bytes.`);
    return { exitCode: EXIT.done, result: { run_id: run.id, file: out, format, bytes: size } };
  });
}

function formatOf(path: string): ReportFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const found = REPORT_FORMATS.find((format) => format === ending);
  if (found !== undefined) return found;
  throw usageError(`--out ${path}: the file must end in .${REPORT_FORMATS.join(', .')}.`);
}

function partOf(text: string | undefined): ReportPart | undefined {
  const found = REPORT_PARTS.find((part) => part === text);
  if (text === undefined || found !== undefined) return found;
  throw usageError(`--part ${text} is none. Parts are ${REPORT_PARTS.join(', ')}.`);
}
