import { openPool } from '../../src/store/database.ts';
import { openQueue } from '../../src/store/queue.ts';
import { acquireLease } from '../../src/store/run/acquire-lease.ts';

/** Shorter than in the product (30 s), for a shorter test. */
const LEASE_TTL_MS = 5000;

/** A worker in a process of its own, to be killed: takes a run, prints its id and keeps the lease alive for ever. */
const [url = ''] = process.argv.slice(2);
const pool = openPool(url);
const queue = await openQueue({ url, pool });
await queue.work(async ({ runId }) => {
  const lease = await acquireLease(pool, runId, 'silent worker', LEASE_TTL_MS);
  setInterval(() => void lease?.heartbeat(), 1000);
  console.log(runId);
  await new Promise(() => undefined);
});
