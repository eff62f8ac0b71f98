import type { Command } from 'commander';
import type { RejectsOptions } from './commands/rejects.ts';
import type { ReportOptions } from './commands/report.ts';
import type { ResumeOptions } from './commands/requests.ts';
import type { RetryOptions } from './commands/retry.ts';
import type { RollbackOptions } from './commands/rollback.ts';
import type { RowsOptions } from './commands/rows.ts';
import type { VanishedOptions } from './commands/vanished.ts';
import type { Execute } from './context.ts';

interface Json {
  readonly json?: boolean;
}

/** Commands about a run that is there. */
export function addRunsCommands(program: Command, execute: Execute): void {
  addReadCommands(program, execute);
  addRowCommand(program, execute);
  addKeyCommands(program, execute);
  addReportCommand(program, execute);
  addRetryCommands(program, execute);
  addRequestCommands(program, execute);
  addRollbackCommand(program, execute);
}

const RUN = '<run>';
const RUN_HELP = 'id of a run, or `last` for the newest';

function addReadCommands(program: Command, execute: Execute): void {
  program
    .command('status')
    .description('show the newest runs, or one run with its nodes and first rejected rows')
    .argument('[run]', RUN_HELP)
    .action((id: string | undefined, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/status.ts')).status(context, id),
      ),
    );
  program
    .command('rows')
    .description('show what became of each source row')
    .argument(RUN, RUN_HELP)
    .option('--node <node>', 'rows of this node only')
    .option(
      '--outcome <outcome>',
      'created, updated, unchanged, skipped, rejected, blocked, unknown, cancelled',
    )
    .option('--issue <code>', 'rows with this issue, e.g. required_missing')
    .option('--text <text>', 'rows with this text in their key')
    .option('--limit <rows>', 'at most so many; default: 50')
    .option('--cursor <cursor>', 'go on where the page before ended')
    .action((id: string, { json, ...options }: RowsOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/rows.ts')).rows(context, id, options),
      ),
    );
}

function addRowCommand(program: Command, execute: Execute): void {
  program
    .command('row')
    .description('show everything about one row: cells, values sent, attempts, record, parents, children')
    .argument(RUN, RUN_HELP)
    .argument('<node:ord>', 'a row as `rows` lists it, e.g. orders:12')
    .action((id: string, rowId: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/row.ts')).row(context, id, rowId),
      ),
    );
}

function addKeyCommands(program: Command, execute: Execute): void {
  program
    .command('vanished')
    .description(
      'show the rows of earlier runs that the data of a run has no more, and what became of their records',
    )
    .argument(RUN, RUN_HELP)
    .option('--node <node>', 'rows of this node only')
    .option('--limit <rows>', 'at most so many; default: 50')
    .option('--cursor <cursor>', 'go on where the page before ended')
    .action((id: string, { json, ...options }: VanishedOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/vanished.ts')).vanished(context, id, options),
      ),
    );
  program
    .command('rename')
    .description(
      'say that a row has another key now: the next run updates its record instead of making another one',
    )
    .argument(RUN, `${RUN_HELP}: its graph and connection are meant`)
    .argument('<node>', 'node of the row')
    .argument('<key>', 'the key it had')
    .argument('<new-key>', 'the key it has now')
    .action((id: string, node: string, key: string, newKey: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/rename.ts')).rename(context, id, { node, key, newKey }),
      ),
    );
}

function addReportCommand(program: Command, execute: Execute): void {
  program
    .command('report')
    .description('write what became of a run into a file')
    .argument(RUN, RUN_HELP)
    .requiredOption('--out <file>', 'ends in .xlsx, .csv or .json')
    .option('--part <part>', 'which table, for CSV: summary, nodes, issues, rows; default: rows')
    .action((id: string, { json, ...options }: ReportOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/report.ts')).report(context, id, options),
      ),
    );
}

function addRetryCommands(program: Command, execute: Execute): void {
  program
    .command('rejects')
    .description('write the rejected rows in the layout of their sheets, to be corrected')
    .argument(RUN, RUN_HELP)
    .requiredOption('--out <path>', 'a file ending in .xlsx, .csv or .zip, or a folder for a CSV per sheet')
    .option('--sheet <sheet>', 'of this sheet only')
    .option('--include-blocked', 'rows that wait for a rejected one too')
    .action((id: string, { json, ...options }: RejectsOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/rejects.ts')).rejects(context, id, options),
      ),
    );
  program
    .command('retry')
    .description('run the rows again that a run did not load, in this process')
    .argument(RUN, RUN_HELP)
    .option('--fixed <path...>', 'corrected files of rejects, or a folder of them')
    .option('--partial', 'they hold only the columns that they correct')
    .option('--graph-version <number>', 'default: the newest')
    .action((id: string, { json, ...options }: RetryOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/retry.ts')).retry(context, id, options),
      ),
    );
}

function addRequestCommands(program: Command, execute: Execute): void {
  program
    .command('pause')
    .description('pause a run: the call in flight ends, no new one starts')
    .argument(RUN, RUN_HELP)
    .action((id: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/requests.ts')).pause(context, id),
      ),
    );
  program
    .command('resume')
    .description('go on with a paused run, in this process')
    .argument(RUN, RUN_HELP)
    .option('--detach', 'leave it to the workers of `serve` and `work`')
    .action((id: string, options: ResumeOptions & Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/requests.ts')).resume(context, id, options),
      ),
    );
  program
    .command('cancel')
    .description('end a run: the call in flight is awaited and recorded')
    .argument(RUN, RUN_HELP)
    .action((id: string, options: Json) =>
      execute(options.json === true, async (context) =>
        (await import('./commands/requests.ts')).cancel(context, id),
      ),
    );
}

function addRollbackCommand(program: Command, execute: Execute): void {
  program
    .command('rollback')
    .description('say what undoing a run would do; with --confirm, undo it, in this process')
    .argument(RUN, RUN_HELP)
    .option('--confirm <records>', 'do it: the number of records that the run made or changed')
    .option('--archive', 'archive records that have to stay, where their model can')
    .option('--detach', 'leave it to the workers of `serve` and `work`')
    .action((id: string, { json, ...options }: RollbackOptions & Json) =>
      execute(json === true, async (context) =>
        (await import('./commands/rollback.ts')).rollback(context, id, options),
      ),
    );
}
