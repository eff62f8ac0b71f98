import { join } from 'node:path';
import type { App } from '../../app/app.ts';
import type { RunView } from '../../app/run-views.ts';
import { packageRoot } from '../../util/package-root.ts';
import { unwrap } from '../command-refused.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import { type DemoTarget, openDemoTarget } from '../demo-target.ts';
import { followRun } from '../follow-run.ts';
import { createDataset, readGraph, saveGraph } from '../prepare-inputs.ts';
import { summarizeRun } from '../run-summary.ts';
import { printAddress, serveApp, untilInterrupted } from '../serve-app.ts';
import { configOf, withApp } from '../with-app.ts';
import { withWorker } from '../worker-in-process.ts';

export interface DemoOptions {
  readonly odoo?: '19' | '14';
  readonly port?: string;
  /** End after the summary instead of serving on. */
  readonly exit?: boolean;
}

const DEMO_HOME = join('.importgraph', 'demo');

/** Northwind into a sandbox or a real Odoo, with the server beside it: everything the product does, nothing to set up. */
export async function demo(context: CommandContext, options: DemoOptions): Promise<CommandEnd> {
  const { output } = context;
  const config = configOf(context, {
    IMPORTGRAPH_HOME: context.env.IMPORTGRAPH_HOME ?? DEMO_HOME,
    LOG_LEVEL: context.env.LOG_LEVEL ?? 'error',
    ACCESS: 'local',
    // Any free port unless one is asked for: a demo must not fail on a busy one.
    PORT: options.port ?? context.env.PORT ?? '0',
  });
  await using target = await openDemoTarget(output, options.odoo);
  output.note(`Importing Northwind into ${target.label}.`);
  // Awaited here: a promise returned as it is would let the target be closed first.
  return await withApp(context, config, async (app, log) => {
    const listening = await serveApp(context, { app, config, log });
    try {
      return await withWorker(app, async (lost) => {
        const ended = await runNorthwind(context, app, { target, lost });
        const end = await summarizeRun(app, ended, output);
        const isOver = lost.aborted || context.interrupted.aborted;
        if (options.exit === true || output.json || isOver) return end;
        output.line();
        printAddress(context, listening);
        output.line('Ctrl-C ends the demo.');
        await untilInterrupted(context, lost);
        return end;
      });
    } finally {
      await listening.close();
    }
  });
}

async function runNorthwind(
  context: CommandContext,
  app: App,
  { target, lost }: { readonly target: DemoTarget; readonly lost: AbortSignal },
): Promise<RunView> {
  const folder = join(packageRoot(), 'examples', 'northwind');
  // A connection of its own for each demo: a new sandbox is empty, and what an earlier one held must not count as loaded.
  const name = `Demo ${new Date().toISOString().replace('T', ' ').slice(0, 23)}`;
  const connection = unwrap(await app.connections.create({ ...target.connection, name }));
  const graph = await saveGraph(app, await readGraph(join(folder, 'graph.yaml')));
  const dataset = await createDataset(app, await findData([join(folder, 'data')]), context.output);
  const run = { graphId: graph.id, datasetId: dataset.id, connectionId: connection.id };
  const started = unwrap(await app.runs.start(run));
  return followRun(context, app, started.id, lost);
}
