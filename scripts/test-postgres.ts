/**
 * The tests of the store, the server and those use cases that take each of the store's paths, on a PostgreSQL server over TCP with a
 * password, as DATABASE_URL has it, instead of the embedded one: that of TEST_DATABASE_URL (a role that may create databases), else
 * the one that `scripts/odoo` runs for Odoo. What is above the store cannot tell the two apart: its other tests are not repeated.
 */
import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { runVitest } from './run-vitest.ts';

const Environment = z.object({
  pg: z.object({ host: z.string(), port: z.number(), user: z.string(), password: z.string() }),
});

function ownServer(): string {
  const up = spawnSync('bash', ['scripts/odoo', 'up', '19'], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (up.status !== 0) throw new Error('No PostgreSQL server: set TEST_DATABASE_URL, or see `scripts/odoo`.');
  const { stdout } = spawnSync('bash', ['scripts/odoo', 'env', '19'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pg } = Environment.parse(JSON.parse(stdout.toString()));
  return `postgres://${pg.user}:${encodeURIComponent(pg.password)}@${pg.host}:${pg.port}/postgres`;
}

const url = process.env.TEST_DATABASE_URL ?? ownServer();
process.exitCode = runVitest({
  project: 'unit',
  report: 'tmp/postgres.json',
  args: [
    // These start servers of their own, whatever they are given.
    '--exclude=src/store/embedded/**',
    'src/store',
    'src/server',
    'src/app/workers-apart.test.ts',
    'src/app/scenarios/life.test.ts',
    'src/app/scenarios/run-again.test.ts',
  ],
  env: { TEST_DATABASE_URL: url },
});
