import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, EngineError, type EngineRow, type EngineValue } from './engine.ts';
import type { ChildLimits, EngineChild } from './engine-child.ts';
import { giveBack, takeChild } from './engine-pool.ts';
import type { EngineCommand, EngineSettings, RowColumns } from './engine-protocol.ts';

export interface EngineOptions {
  /** What the engine may hold in memory before it spills to disk; default 400 MiB. Its process is killed well above it. */
  readonly memoryLimitMb?: number;
  /** Default 2. */
  readonly threads?: number;
  /** Longest time of one statement or one chunk of a stream; default ten minutes. */
  readonly timeoutMs?: number;
  /** Folder for the working database, kept on close; default: a new temporary folder, deleted on close. */
  readonly dir?: string;
  /** Folders besides its own that SQL may read and write: the dataset's. Everything else is out of reach. */
  readonly allowedFolders?: readonly string[];
  /** Single files that SQL may read besides them. */
  readonly allowedFiles?: readonly string[];
  /**
   * Its SQL computes users' formulas. The planner then does not compute by itself what it finds to be constant (a column without any
   * value is), since what fails there ends the statement, where TRY would have made it a matter of the row.
   */
  readonly computesFormulas?: boolean;
}

/** An engine with the folder of its working database, where its SQL may also write files. */
export type OpenEngine = Engine & { readonly folder: string };

const DEFAULT_MEMORY_MB = 400;
const DEFAULT_TIMEOUT_MS = 10 * 60_000;

/**
 * Opens a tabular engine in a process that it has for itself. Statements of `run`, `rows` and `append` run one after another on one
 * connection; each `stream` reads on its own connection, so it sees committed tables but no TEMP ones. SQL reaches the
 * engine's folder and the allowed ones only; extensions and settings are locked.
 */
export async function openEngine(options: EngineOptions = {}): Promise<OpenEngine> {
  const folder = await prepareFolder(options.dir);
  const memoryLimitMb = options.memoryLimitMb ?? DEFAULT_MEMORY_MB;
  const limits = {
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    // scalar functions, result chunks and Node itself live outside of DuckDB's own limit
    hardLimitBytes: (memoryLimitMb * 1.25 + 512) * 1024 * 1024,
  };
  const temporary = options.dir === undefined;
  try {
    const child = await openChild(limits, {
      folder,
      allowedFolders: await Promise.all((options.allowedFolders ?? []).map((path) => realpath(path))),
      allowedFiles: options.allowedFiles ?? [],
      memoryLimitMb,
      threads: options.threads ?? 2,
      computesFormulas: options.computesFormulas ?? false,
      temporary,
    });
    return new ProcessEngine(child, folder, temporary);
  } catch (error) {
    if (temporary) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A kept process that dies in the very moment is no trouble of the engine's user. */
async function openChild(limits: ChildLimits, settings: EngineSettings): Promise<EngineChild> {
  const { child, isReused } = takeChild(limits);
  try {
    await child.ask({ op: 'open', settings });
    return child;
  } catch (error) {
    await child.end();
    if (isReused && error instanceof EngineError && error.reason === 'died')
      return openChild(limits, settings);
    throw error;
  }
}

async function prepareFolder(dir: string | undefined): Promise<string> {
  if (dir === undefined) return await realpath(await mkdtemp(join(tmpdir(), 'importgraph-engine-')));
  await mkdir(dir, { recursive: true });
  return await realpath(dir);
}

class ProcessEngine implements Engine {
  readonly folder: string;
  readonly #child: EngineChild;
  readonly #temporary: boolean;
  /** The end of the queue of statements: one at a time, so that the timer of each starts when it does. */
  #last: Promise<unknown> = Promise.resolve();
  #lastStream = 0;
  /** Then its process may serve another engine. */
  #isClosed = false;

  constructor(child: EngineChild, folder: string, temporary: boolean) {
    this.#child = child;
    this.folder = folder;
    this.#temporary = temporary;
  }

  async run(sql: string): Promise<void> {
    await this.#inTurn(() => this.#ask({ op: 'run', sql }));
  }

  async rows<T extends EngineRow = EngineRow>(sql: string): Promise<readonly T[]> {
    const answer = await this.#inTurn(() => this.#ask({ op: 'rows', sql }));
    return answer === null ? [] : toRows<T>(answer);
  }

  async append(table: string, rows: readonly (readonly EngineValue[])[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#inTurn(() => this.#ask({ op: 'append', table, rows }));
  }

  async *stream<T extends EngineRow = EngineRow>(sql: string): AsyncIterable<readonly T[]> {
    this.#lastStream += 1;
    const stream = this.#lastStream;
    await this.#ask({ op: 'stream_open', stream, sql });
    try {
      for (;;) {
        const columns = await this.#ask({ op: 'stream_next', stream });
        if (columns === null) return;
        yield toRows<T>(columns);
      }
    } finally {
      // a child that died has nothing left to free
      await this.#ask({ op: 'stream_close', stream }).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await giveBack(this.#child);
    if (this.#temporary) await rm(this.folder, { recursive: true, force: true });
  }

  #ask(command: EngineCommand): Promise<RowColumns | null> {
    if (this.#isClosed) return Promise.reject(new EngineError('died', 'The tabular engine was closed.'));
    return this.#child.ask(command);
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task, task);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function toRows<T extends EngineRow>({ names, columns }: RowColumns): readonly T[] {
  const count = columns[0]?.length ?? 0;
  const rows: T[] = [];
  for (let row = 0; row < count; row += 1) {
    const values: { [key: string]: EngineValue } = {};
    for (let column = 0; column < names.length; column += 1) {
      values[names[column] ?? ''] = columns[column]?.[row] ?? null;
    }
    // `as`: the caller says what its SQL selects
    rows.push(values as T);
  }
  return rows;
}
