import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBResult,
  type DuckDBType,
} from '@duckdb/node-api';
import type { EngineValue } from './engine.ts';
import { addFunctions, needsFunctions } from './engine-functions.ts';
import type {
  EngineCommand,
  EngineReply,
  EngineRequest,
  EngineSettings,
  RowColumns,
} from './engine-protocol.ts';
import { toAppendedValue, toEngineColumn } from './engine-values.ts';
import { sqlText } from './sql-text.ts';

/**
 * Main of the engine's process. It is forked with an empty environment, so it holds no secret, and it ends with its
 * parent. Statements outside of streams come one at a time (the parent queues them); each stream has a connection of its
 * own, because DuckDB drops a streaming answer when its connection runs anything else.
 */
const ROWS_PER_CHUNK = 2048;

interface OpenStream {
  readonly connection: DuckDBConnection;
  readonly result: DuckDBResult;
  /** The next chunk, fetched while the reader works on the one before. */
  next: Promise<RowColumns | null>;
}

let settings: EngineSettings | null = null;
let instance: DuckDBInstance | null = null;
let main: DuckDBConnection | null = null;
let hasFunctions = false;
const streams = new Map<number, OpenStream>();
/** Connections of streams whose statement is still being started, so that they can be interrupted too. */
const starting = new Map<number, DuckDBConnection>();

async function open(wanted: EngineSettings): Promise<null> {
  settings = wanted;
  instance = await DuckDBInstance.create(join(wanted.folder, 'work.duckdb'), {
    memory_limit: `${wanted.memoryLimitMb}MiB`,
    threads: String(wanted.threads),
    temp_directory: join(wanted.folder, 'spill'),
    secret_directory: join(wanted.folder, 'none'),
    allow_persistent_secrets: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  main = await instance.connect();
  const folders = [wanted.folder, ...wanted.allowedFolders].map(sqlText).join(', ');
  const files = wanted.allowedFiles.map(sqlText).join(', ');
  await main.run(`
    SET TimeZone = 'UTC';
    ${wanted.computesFormulas ? "SET disabled_optimizers = 'statistics_propagation';" : ''}
    SET allowed_directories = [${folders}];
    ${files === '' ? '' : `SET allowed_paths = [${files}];`}
    SET enable_external_access = false;
    SET lock_configuration = true;
  `);
  return null;
}

function mainConnection(): DuckDBConnection {
  if (main === null) throw new Error('The engine is not open.');
  return main;
}

/** Before a statement that may name a function of ours. */
async function provideFor(sql: string): Promise<void> {
  if (hasFunctions || !needsFunctions(sql)) return;
  await addFunctions(mainConnection());
  hasFunctions = true;
}

function toColumns(
  names: readonly string[],
  types: readonly DuckDBType[],
  chunk: DuckDBDataChunk,
): RowColumns {
  return { names, columns: types.map((type, index) => toEngineColumn(type, chunk.getColumnValues(index))) };
}

async function readAll(sql: string): Promise<RowColumns> {
  const result = await mainConnection().stream(sql);
  const names = result.deduplicatedColumnNames();
  const types = result.columnTypes();
  const columns: EngineValue[][] = names.map(() => []);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return { names, columns };
    for (const [index, values] of toColumns(names, types, chunk).columns.entries()) {
      for (const value of values) columns[index]?.push(value);
    }
  }
}

async function append(table: string, rows: readonly (readonly EngineValue[])[]): Promise<null> {
  const appender = await mainConnection().createAppender(table);
  try {
    const types = Array.from({ length: appender.columnCount }, (_, index) => appender.columnType(index));
    for (let start = 0; start < rows.length; start += ROWS_PER_CHUNK) {
      const part = rows.slice(start, start + ROWS_PER_CHUNK);
      const columns = types.map((type, column) =>
        part.map((row) => toAppendedValue(type, row[column] ?? null)),
      );
      const chunk = DuckDBDataChunk.create(types, part.length);
      chunk.setColumns(columns);
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
    return null;
  } finally {
    appender.closeSync();
  }
}

async function fetchColumns(result: DuckDBResult): Promise<RowColumns | null> {
  const chunk = await result.fetchChunk();
  if (chunk === null || chunk.rowCount === 0) return null;
  return toColumns(result.deduplicatedColumnNames(), result.columnTypes(), chunk);
}

async function openStream(id: number, sql: string): Promise<null> {
  if (instance === null) throw new Error('The engine is not open.');
  const connection = await instance.connect();
  starting.set(id, connection);
  try {
    const result = await connection.stream(sql);
    const next = fetchColumns(result);
    next.catch(() => undefined);
    streams.set(id, { connection, result, next });
    return null;
  } catch (error) {
    connection.closeSync();
    throw error;
  } finally {
    starting.delete(id);
  }
}

async function nextOfStream(id: number): Promise<RowColumns | null> {
  const stream = streams.get(id);
  if (stream === undefined) return null;
  const columns = await stream.next;
  if (columns !== null) {
    stream.next = fetchColumns(stream.result);
    stream.next.catch(() => undefined);
  }
  return columns;
}

async function closeStream(id: number): Promise<null> {
  const stream = streams.get(id);
  if (stream === undefined) return null;
  streams.delete(id);
  stream.connection.interrupt();
  await stream.next.catch(() => undefined);
  stream.connection.closeSync();
  return null;
}

function interrupt(stream: number | null): null {
  if (stream === null) main?.interrupt();
  else (streams.get(stream)?.connection ?? starting.get(stream))?.interrupt();
  return null;
}

async function reset(): Promise<null> {
  for (const stream of streams.keys()) await closeStream(stream);
  main?.closeSync();
  instance?.closeSync();
  main = null;
  instance = null;
  settings = null;
  hasFunctions = false;
  return null;
}

async function obey(command: EngineCommand): Promise<RowColumns | null> {
  switch (command.op) {
    case 'open':
      return await open(command.settings);
    case 'run':
      await provideFor(command.sql);
      await mainConnection().run(command.sql);
      return null;
    case 'rows':
      await provideFor(command.sql);
      return await readAll(command.sql);
    case 'append':
      return await append(command.table, command.rows);
    case 'stream_open':
      await provideFor(command.sql);
      return await openStream(command.stream, command.sql);
    case 'stream_next':
      return await nextOfStream(command.stream);
    case 'stream_close':
      return await closeStream(command.stream);
    case 'interrupt':
      return interrupt(command.stream);
    case 'reset':
      return await reset();
    case 'close':
      return null;
  }
}

function toFailure(id: number, error: unknown): EngineReply {
  const message = error instanceof Error ? error.message : String(error);
  if (/^Out of Memory Error/i.test(message)) return { id, ok: false, reason: 'out_of_memory', message };
  if (/^INTERRUPT Error/i.test(message)) return { id, ok: false, reason: 'timed_out', message };
  // after a fatal error every further statement fails: the process is as good as dead
  if (/^FATAL Error/i.test(message)) return { id, ok: false, reason: 'died', message };
  return { id, ok: false, reason: 'sql', message };
}

/** Without exit handlers: native threads may be at work, and an orderly exit would wait for them. */
function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

process.on('message', (request: EngineRequest) => {
  void obey(request.command)
    .then(
      (value): EngineReply => ({ id: request.id, ok: true, value }),
      (error: unknown) => toFailure(request.id, error),
    )
    .then((reply) => {
      process.send?.(reply, () => {
        if (request.command.op === 'close') endNow();
      });
    });
});
process.on('disconnect', () => {
  if (settings?.temporary) rmSync(settings.folder, { recursive: true, force: true });
  endNow();
});
// A Ctrl-C reaches the whole process group; the parent decides what ends when.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
