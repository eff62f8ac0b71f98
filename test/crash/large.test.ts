import { expect, it } from 'vitest';
import { readResidentBytes } from '../../src/util/process-memory.ts';
import { type CrashCase, openCrashStage } from '../support/crash-stage.ts';
import { tellFigures } from '../support/figures.ts';
import { judgeRun } from '../support/oracle.ts';
import { outcomesOf, unwrap } from '../support/product.ts';

const ROWS = { companies: 20_000, contacts: 40_000, leads: 40_000 };
const ALL = 100_000;
/** Parts of the rows after which the worker is killed: early, so that the last one does most of the work. */
const KILLED_AT = [0.08, 0.16, 0.24];
const MEASURED_AT = [0.25, 0.5, 0.75, 1];
const HEAP_MIB = 512;
const MOST_GROWTH_MIB = 200;

it.runIf(process.env.CRASH_FULL === '1')(
  '100,000 rows in a heap of 512 MiB, resumed after three kills: counts add up and memory stays flat',
  async () => {
    const stage = await openCrashStage({ rows: ROWS, batchSize: 500 });
    const one = await stage.openCase();
    try {
      const started = performance.now();
      const start = () => one.startWorker({ NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}` });
      for (const part of KILLED_AT) {
        const worker = start();
        await untilDone(one, part);
        expect(await worker.stop(), worker.output()).toBe('SIGKILL');
        await one.passTime();
      }
      const last = start();
      const resident: number[] = [];
      for (const part of MEASURED_AT) {
        await untilDone(one, part);
        resident.push(Math.round(((await readResidentBytes(last.pid)) ?? 0) / 2 ** 20));
      }
      const run = await one.ended();
      const seconds = Math.round((performance.now() - started) / 1000);
      expect(await last.stop('SIGTERM'), last.output()).toBe(0);
      const violations = await judgeRun(one.check);
      tellFigures({
        kind: 'kills',
        what: `${ALL} rows by a worker with a heap of ${HEAP_MIB} MiB, killed on the way`,
        tried: KILLED_AT.length,
        failed: violations.length === 0 ? 0 : KILLED_AT.length,
        seconds,
        note: `resident MiB at 25/50/75/100 %: ${resident.join(' / ')}`,
      });
      expect([run.status, outcomesOf(run)]).toEqual([
        'completed',
        {
          companies: { created: ROWS.companies },
          contacts: { created: ROWS.contacts },
          leads: { created: ROWS.leads },
        },
      ]);
      expect(violations).toEqual([]);
      expect(Math.max(...resident) - (resident[0] ?? 0)).toBeLessThan(MOST_GROWTH_MIB);
    } finally {
      await one.close();
      await stage.close();
    }
  },
);

/** Until this part of the rows has an outcome, by the run's events. */
async function untilDone({ app, runId }: CrashCase, part: number): Promise<void> {
  let after = 0;
  for (;;) {
    const { progress, status, errorMessage } = unwrap(await app.runs.get(runId));
    if (progress.rowsDone >= ALL * part) return;
    if (status !== 'pending' && status !== 'running')
      throw new Error(`The run is ${status}: ${errorMessage}`);
    after = unwrap(await app.runs.events(runId, after, 1000)).at(-1)?.seq ?? after;
    await app.runs.waitForEvent(runId, after, 2000);
  }
}
