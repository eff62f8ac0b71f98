import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DataExport } from '../../app/graph-cases.ts';
import { zipStream } from '../../util/zip-stream.ts';
import { unwrap, usageError } from '../command-refused.ts';
import { type ConnectionOptions, chooseConnection } from '../connection-choice.ts';
import type { CommandContext, CommandEnd } from '../context.ts';
import { findData } from '../data-files.ts';
import type { DataOptions } from '../data-options.ts';
import { EXIT } from '../exit-code.ts';
import { createDataset, readGraph, saveGraph } from '../prepare-inputs.ts';
import { format } from '../progress-view.ts';
import { configOf, withApp } from '../with-app.ts';

export interface ExportOptions extends ConnectionOptions, DataOptions {
  readonly data: readonly string[];
  /** A folder, or a file that ends in `.zip`. */
  readonly out: string;
}

/** The prepared rows as files for Odoo's own import; nothing is written to Odoo. */
export async function exportRows(
  context: CommandContext,
  graphPath: string,
  options: ExportOptions,
): Promise<CommandEnd> {
  const config = configOf(context);
  const spec = await readGraph(graphPath);
  const data = await findData(options.data, options);
  return withApp(context, config, async (app) => {
    const { output } = context;
    const connection = await chooseConnection(context, app, options);
    const graph = await saveGraph(app, spec);
    const dataset = await createDataset(app, data, output);
    const connectionId = connection === null ? {} : { connectionId: connection.id };
    await using exported = unwrap(
      await app.graphs.exportData(graph.id, { datasetId: dataset.id, ...connectionId }),
    );
    await write(exported, options.out);
    const { files, leftOut } = exported;
    for (const { name, rows } of files) output.line(`${format(rows).padStart(9)}  ${name}`);
    output.line(`${files.length} files in ${options.out}.`);
    if (leftOut > 0) output.line(`${format(leftOut)} rows were left out: left-out.csv says why.`);
    return {
      exitCode: leftOut > 0 ? EXIT.incomplete : EXIT.done,
      result: { out: options.out, files: [...files], left_out: leftOut },
    };
  });
}

async function write(exported: DataExport, out: string): Promise<void> {
  try {
    if (out.toLowerCase().endsWith('.zip')) {
      await pipeline(zipStream(exported.entries(), { stored: true }), createWriteStream(out));
      return;
    }
    await mkdir(out, { recursive: true });
    for await (const { name, content } of exported.entries())
      await pipeline(content, createWriteStream(join(out, name)));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw usageError(`The files cannot be written: ${error.message}`);
    throw error;
  }
}
