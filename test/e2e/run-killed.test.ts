import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../src/app.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openBrowser, takePicture } from '../support/browser.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { addNorthwind, NORTHWIND_CREATED } from '../support/northwind.ts';
import { addConnection, configOf, unwrap } from '../support/product.ts';
import { freePort, type ServerProcess, startServer } from '../support/server-process.ts';

const LINES = NORTHWIND_CREATED.order_lines;
const ALL = Object.values(NORTHWIND_CREATED).reduce((sum, rows) => sum + rows, 0);

let sandbox: Sandbox;
let database: TestDatabase;
let home: string;
let browser: Browser;
let server: ServerProcess;
let runId: string;
const answerLines = Promise.withResolvers<void>();

beforeAll(async () => {
  [sandbox, database, home, browser] = await Promise.all([
    startSandbox(),
    freshDatabase(),
    mkdtemp(join(tmpdir(), 'ig-test-')),
    openBrowser(),
  ]);
  sandbox.addFault({
    match: { model: 'sale.order.line', method: 'load' },
    after: 2,
    times: 1,
    action: { kind: 'hold', until: answerLines.promise },
  });
  runId = await startRun();
  server = await startServer({ ...place(), port: await freePort() });
});
afterAll(async () => {
  await browser.close();
  await (server as ServerProcess | undefined)?.kill();
  await sandbox.close();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

test('a server killed in mid-run: the page says that it reconnects, never that the run is completed, and has the right totals in the end', async () => {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await page.goto(server.startLink);
  await page.goto(`${server.url}/runs/${runId}`);
  const state = page.getByRole('heading', { level: 1 }).locator('..').getByRole('status');
  await state.getByText('running').waitFor();
  await expect.poll(() => heldCalls(), { timeout: 120_000 }).toBeGreaterThanOrEqual(2);

  await server.kill();
  await state.getByText('reconnecting').waitFor();
  await takePicture(page, 'run-reconnecting');
  expect(await state.textContent()).not.toContain('completed');
  answerLines.resolve();

  server = await startServer({ ...place(), port: Number(new URL(server.url).port) });
  await state.getByText('reconnecting').waitFor({ state: 'hidden' });
  await state.getByText('completed', { exact: true }).waitFor({ timeout: 150_000 });
  await page.getByText(`${ALL.toLocaleString('en')} of ${ALL.toLocaleString('en')} rows`).waitFor();
  expect(sandbox.state.records('sale.order.line', ['name'])).toHaveLength(LINES);
  await context.close();
});

function place() {
  return { home, databaseUrl: database.url, env: { LEASE_SECONDS: '2' } };
}

function heldCalls(): number {
  return sandbox.state.callCounts()['sale.order.line.load'] ?? 0;
}

/** Asked for before a server is there; its worker takes it up. */
async function startRun(): Promise<string> {
  const app = await openApp(
    configOf({ IMPORTGRAPH_HOME: home, DATABASE_URL: database.url, LOG_LEVEL: 'silent' }),
  );
  const [user] = sandbox.users;
  const connectionId = await addConnection(app, {
    url: sandbox.url,
    database: sandbox.databases[0]!,
    login: user!.login,
    secret: user!.apiKey ?? user!.password,
  });
  const run = unwrap(await app.runs.start({ ...(await addNorthwind(app)), connectionId }));
  await app.close();
  return run.id;
}
