import { presentVanished } from '../../server/presenters/vanished.ts';
import { unwrap } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { findRun } from '../find-run.ts';
import { pageSize } from '../page-size.ts';
import { vanishedLine } from '../vanished-lines.ts';
import { configOf, withApp } from '../with-app.ts';

export interface VanishedOptions {
  readonly node?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

/** The rows that are gone from the data of a run, a page at a time. */
export function vanished(
  context: CommandContext,
  runId: string,
  { limit, ...query }: VanishedOptions,
): Promise<CommandEnd> {
  const wanted = { ...query, limit: pageSize(limit) };
  return withApp(context, configOf(context), async (app) => {
    const run = await findRun(app, runId);
    const page = unwrap(await app.runs.vanished(run.id, wanted));
    const { output } = context;
    if (page.items.length === 0) output.line('No row is gone from the data.');
    for (const row of page.items) output.line(vanishedLine(row));
    if (page.nextCursor !== null) output.line(`There are more: --cursor ${page.nextCursor}`);
    return { exitCode: EXIT.done, result: presentVanished(page) };
  });
}
