import Table from 'cli-table3';
import { keyWords, rowWords } from '../../app/row-words.ts';
import type { RunRowView } from '../../app/run-views.ts';
import { OUTCOMES, type Outcome } from '../../issue.ts';
import { presentRows } from '../../server/presenters/run.ts';
import { unwrap, usageError } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { pageSize } from '../page-size.ts';
import { configOf, withApp } from '../with-app.ts';

export interface RowsOptions {
  readonly node?: string;
  readonly outcome?: string;
  /** Code of an issue. */
  readonly issue?: string;
  /** Part of the key. */
  readonly text?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

/** What became of each source row of a run, a page at a time. */
export function rows(context: CommandContext, runId: string, options: RowsOptions): Promise<CommandEnd> {
  const { outcome, limit, ...query } = options;
  const wanted = {
    ...query,
    limit: pageSize(limit),
    ...(outcome === undefined ? {} : { outcome: outcomeOf(outcome) }),
  };
  return withApp(context, configOf(context), async (app) => {
    const run = await findRun(app, runId);
    const page = unwrap(await app.runs.rows(run.id, wanted));
    const { output } = context;
    output.line(page.items.length === 0 ? 'No such rows.' : rowsTable(page.items));
    if (page.nextCursor !== null) output.line(`There are more: --cursor ${page.nextCursor}`);
    return { exitCode: EXIT.done, result: presentRows(page) };
  });
}

function outcomeOf(text: string): Outcome {
  const found = OUTCOMES.find((outcome) => outcome === text);
  if (found !== undefined) return found;
  throw usageError(`--outcome ${text} is none. Outcomes are ${OUTCOMES.join(', ')}.`);
}

function rowsTable(items: readonly RunRowView[]): string {
  const table = new Table({
    head: ['row', 'line', 'key', 'outcome', 'record', 'why'],
    colAligns: ['left', 'right', 'left', 'left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const row of items) {
    table.push([
      `${row.node}:${row.ord}`,
      row.row,
      keyWords(row.key),
      row.outcome ?? '',
      row.recordId ?? '',
      reasonOf(row),
    ]);
  }
  return table.toString();
}

function reasonOf({ rule, blockedBy, issues }: RunRowView): string {
  if (blockedBy !== null) return `waits for ${rowWords(blockedBy)}`;
  return rule ?? issues.map((issue) => issue.message).join('\n');
}
