import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineError, EngineRow } from './engine.ts';
import { type EngineOptions, type OpenEngine, openEngine } from './engine-client.ts';
import { sheetRelation, sqlText } from './sql-text.ts';

const opened: OpenEngine[] = [];
let outside: string;

async function open(options: EngineOptions = {}): Promise<OpenEngine> {
  const engine = await openEngine({ memoryLimitMb: 256, ...options });
  opened.push(engine);
  return engine;
}

async function failureOf(work: Promise<unknown>): Promise<EngineError> {
  return await work.then(
    () => {
      throw new Error('expected a failure');
    },
    (error: EngineError) => error,
  );
}

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'importgraph-test-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()));
  await rm(outside, { recursive: true, force: true });
});

test('values arrive as text, exact numbers, booleans, lists and objects', async () => {
  const engine = await open();
  const rows =
    await engine.rows(`SELECT 'Åse' AS t, 9007199254740991::BIGINT AS safe, 9007199254740993::BIGINT AS wide,
    1.10::DECIMAL(10,2) AS dec, 12345678901234567.89::DECIMAL(20,2) AS wide_dec, true AS b, NULL AS n, [1, NULL]::BIGINT[] AS l,
    {'a': 'x'} AS s, DATE '2020-02-29' AS d`);
  expect(rows).toEqual([
    {
      t: 'Åse',
      safe: 9007199254740991,
      wide: '9007199254740993',
      dec: 1.1,
      wide_dec: '12345678901234567.89',
      b: true,
      n: null,
      l: [1, null],
      s: { a: 'x' },
      d: '2020-02-29',
    },
  ]);
});

test('several statements run in one call, and the last state is seen by the next', async () => {
  const engine = await open();
  await engine.run('CREATE TABLE t (a BIGINT); INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)');
  expect(await engine.rows('SELECT sum(a) AS s FROM t')).toEqual([{ s: 3 }]);
});

test('appended rows keep nulls, lists and large integers', async () => {
  const engine = await open();
  await engine.run('CREATE TABLE t (a BIGINT, b VARCHAR, c VARCHAR[], d INTEGER)');
  await engine.append('t', [
    ['9007199254740993', 'x', ['p', null], 1],
    [2, null, null, null],
  ]);
  const many = Array.from({ length: 5000 }, (_, index) => [index + 3, `v${index}`, [], 0]);
  await engine.append('t', many);
  expect(await engine.rows('SELECT * FROM t ORDER BY rowid LIMIT 2')).toEqual([
    { a: '9007199254740993', b: 'x', c: ['p', null], d: 1 },
    { a: 2, b: null, c: null, d: null },
  ]);
  expect(await engine.rows('SELECT count(*) AS n, max(b) AS m FROM t')).toEqual([{ n: 5002, m: 'x' }]);
});

test('a stream gives every row in order while other statements run', async () => {
  const engine = await open();
  await engine.run('CREATE TABLE t AS SELECT range AS a FROM range(10000)');
  const seen: EngineRow[] = [];
  for await (const chunk of engine.stream('SELECT a FROM t ORDER BY a')) {
    seen.push(...chunk);
    await engine.rows('SELECT 1 AS x');
  }
  expect(seen.length).toBe(10_000);
  expect(seen.every((row, index) => row.a === index)).toBe(true);
});

test('a stream left early frees its statement, and the table can be dropped', async () => {
  const engine = await open();
  await engine.run('CREATE TABLE t AS SELECT range AS a FROM range(100000)');
  for await (const chunk of engine.stream('SELECT a FROM t')) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  await engine.run('DROP TABLE t');
  await expect(engine.rows('SELECT * FROM t')).rejects.toThrow(/t does not exist/);
});

test('a wrong statement is an error in the words of the engine, and the next one works', async () => {
  const engine = await open();
  const failure = await failureOf(engine.rows('SELECT nonsense'));
  expect(failure.reason).toBe('sql');
  expect(failure.message).toContain('nonsense');
  expect(await engine.rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
});

test('a wrong streamed statement is an error', async () => {
  const engine = await open();
  const read = async (): Promise<void> => {
    for await (const chunk of engine.stream('SELECT nonsense')) expect(chunk).toBeNull();
  };
  expect((await failureOf(read())).reason).toBe('sql');
});

test('files outside of the allowed folders are out of reach, and settings cannot be changed', async () => {
  const secret = join(outside, 'secret.csv');
  await writeFile(secret, 'a\n1\n');
  const engine = await open();
  for (const sql of [
    `SELECT * FROM read_csv(${sqlText(secret)})`,
    `SELECT * FROM read_text('/etc/passwd')`,
    `COPY (SELECT 1) TO ${sqlText(join(outside, 'out.csv'))}`,
    `ATTACH ${sqlText(join(outside, 'x.db'))}`,
    'SET enable_external_access = true',
    'INSTALL httpfs',
    'LOAD httpfs',
    `SELECT * FROM read_csv('${engine.folder}/../../etc/passwd')`,
  ]) {
    expect((await failureOf(engine.run(sql))).reason, sql).toBe('sql');
  }
  expect(existsSync(join(outside, 'out.csv'))).toBe(false);
});

test('an allowed folder and an allowed file can be read', async () => {
  const folder = join(outside, 'data [1]');
  const engine = await open({ allowedFolders: [outside], allowedFiles: [join(outside, 'one.csv')] });
  await writeFile(join(outside, 'one.csv'), 'a\n1\n');
  await engine.run(`COPY (SELECT 5::BIGINT AS src_row, 'x' AS c0) TO ${sqlText(`${folder}.parquet`)}`);
  expect(await engine.rows(`SELECT * FROM ${sheetRelation(`${folder}.parquet`)}`)).toEqual([
    { src_row: 5, c0: 'x' },
  ]);
});

test('the process of the engine sees no environment variable of the parent', async () => {
  process.env.CANARY_SECRET = 'canary';
  const engine = await open();
  delete process.env.CANARY_SECRET;
  const [row] = await engine.rows(`SELECT getvariable('x') AS v`);
  expect(row).toEqual({ v: null });
  await expect(engine.rows(`SELECT getenv('CANARY_SECRET') AS v`)).rejects.toThrow();
});

test('a statement over its time is stopped, and the engine goes on', async () => {
  const engine = await open({ timeoutMs: 300 });
  const failure = await failureOf(
    engine.rows('SELECT count(*) FROM range(100000000000) t(a) WHERE a % 7 = 8'),
  );
  expect(failure.reason).toBe('timed_out');
  expect(await engine.rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
});

test('a sort larger than the memory limit and the disk of the engine is refused, the parent lives', async () => {
  const engine = await open({ memoryLimitMb: 32 });
  const failure = await failureOf(
    engine.rows(`SELECT list(a || repeat('x', 1000)) AS l FROM range(1000000) t(a)`),
  );
  expect(failure.reason).toBe('out_of_memory');
});

test('a scalar function that eats memory past the hard limit costs the process, not the parent', async () => {
  const engine = await open({ memoryLimitMb: 64 });
  const failure = await failureOf(engine.rows(`SELECT length(lpad('x', 2000000000, 'y')) AS n`));
  expect(failure.reason).toBe('out_of_memory');
  expect((await failureOf(engine.rows('SELECT 1'))).reason).toBe('out_of_memory');
});

test('the engine ends with a parent that is killed, and leaves no folder', async () => {
  const script = `
    const { openEngine } = await import(${JSON.stringify(new URL('./engine-client.ts', import.meta.url).href)});
    const engine = await openEngine();
    console.log(engine.folder);
    await engine.rows('SELECT count(*) FROM range(100000000000) t(a) WHERE a % 7 = 8');`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const folder = line.toString().trim();
  expect(existsSync(folder)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 60_000 });
});

test('closing deletes the temporary folder and fails what is asked afterwards', async () => {
  const engine = await open();
  await engine.run('CREATE TABLE t (a BIGINT)');
  expect(existsSync(engine.folder)).toBe(true);
  await engine.close();
  expect(existsSync(engine.folder)).toBe(false);
  expect((await failureOf(engine.rows('SELECT 1'))).reason).toBe('died');
});

test('a given folder is kept, and its tables are there when it is opened again', async () => {
  const dir = join(outside, 'kept');
  const first = await open({ dir });
  await first.run('CREATE TABLE t AS SELECT 7 AS a');
  await first.close();
  const second = await open({ dir });
  expect(await second.rows('SELECT a FROM t')).toEqual([{ a: 7 }]);
});
