import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { App } from '../../app/app.ts';
import type { RejectFile, RejectQuery, RunView } from '../../app/run-views.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { format } from '../progress-view.ts';
import { configOf, withApp } from '../with-app.ts';

export interface RejectsOptions {
  readonly out: string;
  readonly sheet?: string;
  readonly includeBlocked?: boolean;
}

/** Writes the rejected rows of a run in the layout of their sheets: a workbook, one CSV, or a folder with a CSV per sheet. */
export function rejects(
  context: CommandContext,
  runId: string,
  options: RejectsOptions,
): Promise<CommandEnd> {
  return withApp(context, configOf(context), async (app) => {
    const { output } = context;
    const run = await findRun(app, runId);
    if (countRejects(run, options) === 0) {
      output.line(`Run ${run.id} has no rejected rows.`);
      return { exitCode: EXIT.done, result: { run_id: run.id, files: [], rows: {} } };
    }
    const written = await writeRejects(app, run, options);
    const rows = Object.assign({}, ...written.map((one) => one.rows)) as RejectFile['rows'];
    for (const [sheet, count] of Object.entries(rows)) output.line(`${format(count)} rows of "${sheet}"`);
    const files = written.map(({ path }) => path);
    output.line(
      `Written to ${files.join(', ')}. Correct them there, then: importgraph retry ${run.id} --fixed ${options.out}`,
    );
    return { exitCode: EXIT.done, result: { run_id: run.id, files, rows } };
  });
}

function countRejects({ progress }: RunView, { includeBlocked }: RejectsOptions): number {
  return progress.nodes.reduce(
    (sum, { counts }) => sum + counts.rejected + (includeBlocked === true ? counts.blocked : 0),
    0,
  );
}

interface Written {
  readonly path: string;
  readonly rows: RejectFile['rows'];
}

async function writeRejects(app: App, run: RunView, options: RejectsOptions): Promise<readonly Written[]> {
  const { out, sheet } = options;
  const ending = extname(out).toLowerCase();
  const query: RejectQuery = {
    format: ending === '.xlsx' ? 'xlsx' : 'csv',
    withBlocked: options.includeBlocked === true,
    ...(sheet === undefined ? {} : { sheet }),
  };
  const file = unwrap(await app.runs.rejects(run.id, query));
  if (ending === '.xlsx' || ending === `.${file.kind}`) return [await write(file, out)];
  if (ending !== '') {
    await file.close();
    const sheets = Object.keys(file.rows).map((name) => `"${name}"`);
    throw usageError(
      `--out ${out}: write to a file ending in .xlsx or .zip or to a folder, or choose one of ${sheets.join(', ')} with --sheet for one ending in .csv.`,
    );
  }
  return await writeFolder(app, run, { file, query, folder: out });
}

/** One CSV per sheet. */
async function writeFolder(
  app: App,
  run: RunView,
  of: { readonly file: RejectFile; readonly query: RejectQuery; readonly folder: string },
): Promise<readonly Written[]> {
  const { file, query, folder } = of;
  await mkdir(folder, { recursive: true });
  if (file.kind === 'csv') return [await write(file, join(folder, file.name))];
  await file.close();
  const written: Written[] = [];
  for (const sheet of Object.keys(file.rows)) {
    const one = unwrap(await app.runs.rejects(run.id, { ...query, sheet }));
    written.push(await write(one, join(folder, one.name)));
  }
  return written;
}

async function write(file: RejectFile, path: string): Promise<Written> {
  try {
    await pipeline(file.content, createWriteStream(path));
    return { path, rows: file.rows };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw usageError(`The rejects cannot be written: ${error.message}`);
    throw error;
  } finally {
    await file.close();
  }
}
