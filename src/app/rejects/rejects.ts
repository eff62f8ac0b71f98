import { join } from 'node:path';
import { MAX_WORKSHEET_ROWS } from '../../report/workbook-stream.ts';
import type { Engine } from '../../source/engine.ts';
import { openEngine } from '../../source/engine-client.ts';
import { worksheetNames } from '../../source/worksheet-names.ts';
import type { DatasetView } from '../dataset-cases.ts';
import type { VersionDeps } from '../dataset-versions.ts';
import { nodeSheets } from '../node-sheets.ts';
import { done, notFound, refuse } from '../refuse.ts';
import type { Result } from '../result.ts';
import type { RejectFile, RejectQuery, RunView } from '../run-views.ts';
import { type RejectSheet, rejectCsv, rejectWorkbook, rejectZip } from './reject-file.ts';
import { collectNotes } from './reject-notes.ts';

const ENGINE_MEMORY_MIB = 512;

/** The rows a run did not load, as a file to be corrected. Whoever takes the file reads its content to the end or closes it. */
export async function rejectsOf(
  by: VersionDeps,
  run: RunView,
  query: RejectQuery,
): Promise<Result<RejectFile>> {
  const dataset = await by.datasets.get(run.datasetId);
  const folder = dataset && (await by.storage.getLocalPath(dataset.id));
  const spec = await by.graphs.specOf(run.graphId, run.graphVersion);
  if (!dataset || !folder) return notFound('Dataset', run.datasetId);
  if (!spec) return notFound('Graph', run.graphId);
  const engine = await openEngine({
    allowedFolders: [folder],
    memoryLimitMb: Math.min(ENGINE_MEMORY_MIB, by.engineMemoryMib),
    threads: 1,
  });
  try {
    const counts = await collectNotes({
      engine,
      runs: by.runs,
      runId: run.id,
      sheetOf: nodeSheets(spec, dataset.manifest),
      withBlocked: query.withBlocked === true,
    });
    const chosen = chooseSheets(run, query, { dataset, folder, counts });
    if (!chosen.ok) await engine.close();
    return chosen.ok ? done(fileOf(engine, run, { query, counts, sheets: chosen.value })) : chosen;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

interface Found {
  readonly dataset: DatasetView;
  readonly folder: string;
  readonly counts: ReadonlyMap<string, number>;
}

function chooseSheets(
  run: RunView,
  { format, sheet: wanted }: RejectQuery,
  { dataset, folder, counts }: Found,
): Result<readonly RejectSheet[]> {
  const { sheets } = dataset.manifest;
  const names = worksheetNames(sheets.map(({ name }) => name));
  const all = sheets.map((info, i) => ({ info, path: join(folder, info.storedAs), name: names[i] ?? '' }));
  const filled = all.filter(({ info }) => counts.has(info.name));
  if (filled.length === 0) return refuse('not_found', `Run ${run.id} has no rejected rows.`);
  const chosen = wanted === undefined ? filled : filled.filter(({ info }) => info.name === wanted);
  if (chosen.length === 0) {
    const known = filled.map(({ info }) => `"${info.name}"`).join(', ');
    return refuse(
      'not_found',
      `Run ${run.id} has no rejected rows in a sheet "${wanted}". There are some in ${known}.`,
    );
  }
  const large = chosen.find(({ info }) => (counts.get(info.name) ?? 0) >= MAX_WORKSHEET_ROWS);
  if (format === 'xlsx' && large) {
    const rows = MAX_WORKSHEET_ROWS - 1;
    return refuse(
      'invalid',
      `"${large.info.name}" has more rejected rows than a worksheet holds (${rows}). Take them as CSV.`,
    );
  }
  return done(chosen);
}

function fileOf(
  engine: Engine,
  run: RunView,
  of: {
    readonly query: RejectQuery;
    readonly counts: ReadonlyMap<string, number>;
    readonly sheets: readonly RejectSheet[];
  },
): RejectFile {
  const { query, counts, sheets } = of;
  const [first, second] = sheets;
  const rows = Object.fromEntries(sheets.map(({ info }) => [info.name, counts.get(info.name) ?? 0]));
  const closing = (content: AsyncGenerator<Uint8Array>): Pick<RejectFile, 'content' | 'close' | 'rows'> => ({
    rows,
    content: closeAfter(content, engine),
    close: () => engine.close(),
  });
  if (query.format === 'xlsx') {
    return { name: `${run.id}-rejects.xlsx`, kind: 'xlsx', ...closing(rejectWorkbook(engine, sheets)) };
  }
  // under the sheet's name a corrected file is recognised
  if (first && !second)
    return { name: `${first.name}.csv`, kind: 'csv', ...closing(rejectCsv(engine, first)) };
  return { name: `${run.id}-rejects.zip`, kind: 'zip', ...closing(rejectZip(engine, sheets)) };
}

async function* closeAfter(content: AsyncGenerator<Uint8Array>, engine: Engine): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } finally {
    await engine.close();
  }
}
