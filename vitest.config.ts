import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * The time-outs end what hangs and check nothing: a test may take ten times its usual seconds on a busy machine.
 *
 * Many tests wait for a process or a database: with the usual "one less than there are" two processors would run one file at a time.
 */
const workers = Math.max(2, availableParallelism() - 1);
const POLL = { timeout: 60_000, interval: 50 };

export default defineConfig({
  test: {
    // the embedded PostgreSQL is stopped after the tests
    teardownTimeout: 120_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/unit/**/*.test.ts', 'bench/**/*.test.ts'],
          globalSetup: ['test/support/postgres-global.ts'],
          maxWorkers: workers,
          expect: { poll: POLL },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'odoo',
          include: ['test/odoo/**/*.test.ts'],
          globalSetup: ['test/support/postgres-global.ts'],
          expect: { poll: POLL },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/postgres-global.ts', 'test/support/web-global.ts'],
          expect: { poll: POLL },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: workers,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: ['test/support/postgres-global.ts'],
          maxWorkers: workers,
          expect: { poll: POLL },
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'crash',
          include: ['test/crash/**/*.test.ts'],
          globalSetup: ['test/support/postgres-global.ts'],
          expect: { poll: POLL },
          testTimeout: 1_800_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
