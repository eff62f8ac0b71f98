import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPool } from '../../src/store/database.ts';
import { openEmbeddedServer } from '../../src/store/embedded/embedded-server.ts';
import { migrateDatabase } from '../../src/store/migrate.ts';
import { openQueue } from '../../src/store/queue.ts';
import { administer, databaseUrl, dropDatabase } from './database.ts';

/** One PostgreSQL for the whole test run, with a template that every test file copies (`freshDatabase`). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer();
  const template = `template_${randomBytes(6).toString('hex')}`;
  await administer(server.adminUrl, `create database ${template}`);
  await fillTemplate(databaseUrl(server.adminUrl, template));
  project.provide('testDatabaseServer', { adminUrl: server.adminUrl, template });
  return async () => {
    await dropDatabase(server.adminUrl, template);
    await server.close();
  };
}

async function openServer(): Promise<{ readonly adminUrl: string; close(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined) return { adminUrl: given, close: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'importgraph-test-'));
  const server = await openEmbeddedServer(dataDir);
  return {
    adminUrl: server.adminUrl,
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function fillTemplate(url: string): Promise<void> {
  const pool = openPool(url, 2);
  await migrateDatabase(pool);
  const queue = await openQueue({ url, pool });
  await queue.stop();
  await pool.end();
}
