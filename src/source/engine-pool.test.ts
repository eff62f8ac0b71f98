import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineError } from './engine.ts';
import { openEngine } from './engine-client.ts';
import { giveBack, takeChild } from './engine-pool.ts';
import { sqlText } from './sql-text.ts';

const LIMITS = { timeoutMs: 10_000, hardLimitBytes: 2 ** 30 };
let outside: string;

beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'ig-pool-'));
});
afterEach(async () => {
  await endIdle();
  await rm(outside, { recursive: true });
});

/** Ends the processes that are kept, and says how many there were. */
async function endIdle(): Promise<number> {
  for (let count = 0; ; count += 1) {
    const { child, isReused } = takeChild(LIMITS);
    await child.end();
    if (!isReused) return count;
  }
}

test('the process of a closed engine serves the next one, which sees nothing of the one before', async () => {
  const file = join(outside, 'secret.csv');
  await writeFile(file, 'a\n1\n');
  const first = await openEngine({ allowedFolders: [outside] });
  await first.run('CREATE TABLE t AS SELECT 7 AS a; SET VARIABLE v = 1');
  expect(await first.rows(`SELECT a FROM read_csv(${sqlText(file)})`)).toHaveLength(1);
  await first.close();
  const second = await openEngine();
  expect(await endIdle()).toBe(0);
  await expect(second.rows('SELECT a FROM t')).rejects.toThrow(/t does not exist/);
  expect(await second.rows(`SELECT getvariable('v') AS v`)).toEqual([{ v: null }]);
  await expect(second.rows(`SELECT * FROM read_csv(${sqlText(file)})`)).rejects.toThrow(
    /disabled|permission/i,
  );
  await second.close();
  expect(await endIdle()).toBe(1);
});

test('a stream that is not read to its end is closed with its engine, and stays closed', async () => {
  const first = await openEngine();
  const reading = first.stream('SELECT a FROM range(1000000) t(a)')[Symbol.asyncIterator]();
  await reading.next();
  await first.close();
  const second = await openEngine();
  await expect(reading.next()).rejects.toThrow(EngineError);
  const rows: number[] = [];
  for await (const part of second.stream<{ a: number }>('SELECT a FROM range(5000) t(a)')) {
    rows.push(...part.map(({ a }) => a));
  }
  expect(rows).toHaveLength(5000);
  await second.close();
  expect(await endIdle()).toBe(1);
});

test('engines at the same time have processes of their own, and two are kept', async () => {
  const engines = await Promise.all([openEngine(), openEngine(), openEngine()]);
  await Promise.all(engines.map((engine, at) => engine.run(`CREATE TABLE t AS SELECT ${at} AS a`)));
  const values = await Promise.all(engines.map((engine) => engine.rows('SELECT a FROM t')));
  expect(values).toEqual([[{ a: 0 }], [{ a: 1 }], [{ a: 2 }]]);
  for (const engine of engines) await engine.close();
  expect(await endIdle()).toBe(2);
});

test('a process in which a statement went over a limit is not kept, nor one that is busy', async () => {
  const slow = await openEngine({ timeoutMs: 300 });
  await expect(slow.rows('SELECT count(*) FROM range(100000000000) t(a) WHERE a % 7 = 8')).rejects.toThrow();
  await slow.close();
  expect(await endIdle()).toBe(0);
  const busy = await openEngine();
  const asked = busy.rows('SELECT count(*) FROM range(100000000000) t(a) WHERE a % 7 = 8');
  asked.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await busy.close();
  await expect(asked).rejects.toThrow(/closed/);
  expect(await endIdle()).toBe(0);
});

test('an engine opens in a new process where the kept one has died', async () => {
  const first = await openEngine();
  await first.close();
  const { child } = takeChild(LIMITS);
  await child.ask({ op: 'close' });
  await giveBack(child);
  const second = await openEngine();
  expect(await second.rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
  await second.close();
});

test('a process that is kept keeps no program from ending', async () => {
  const said = join(outside, 'resources.json');
  const script = join(outside, 'program.ts');
  const at = (name: string): string => JSON.stringify(new URL(name, import.meta.url).pathname);
  await writeFile(
    script,
    `import { writeFileSync } from 'node:fs';
    import { openEngine } from ${at('./engine-client.ts')};
    const engine = await openEngine();
    await engine.run('SELECT 1');
    await engine.close();
    writeFileSync(${JSON.stringify(said)}, JSON.stringify(process.getActiveResourcesInfo()));`,
  );
  const program = spawn(process.execPath, [script], { stdio: 'ignore' });
  await once(program, 'exit');
  // a pipe to the kept process would hold the program until that process is ended, half a minute later
  expect(JSON.parse(await readFile(said, 'utf8'))).not.toContain('PipeWrap');
});
