import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Rows that the database has as done from a moment on, by this machine's clock. */
export interface Commit {
  readonly at: number;
  readonly done: number;
}

/** Looks at the totals of a run in the database all the time, and notes when they have changed. */
export interface CommitWatch {
  readonly commits: readonly Commit[];
  readonly done: () => number;
  readonly until: (done: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const EVERY_MS = 4;

const DONE = `select coalesce(sum(created + updated + unchanged + skipped + rejected + blocked + unknown + cancelled), 0)::int as done
  from run_node where run_id = $1`;

export function watchCommits(pool: pg.Pool, runId: string): CommitWatch {
  const commits: Commit[] = [];
  const done = () => commits.at(-1)?.done ?? 0;
  let isOn = true;
  const watch = async () => {
    while (isOn) {
      const asked = Date.now();
      const { rows } = await pool.query<Pick<Commit, 'done'>>(DONE, [runId]);
      const now = rows[0]?.done ?? 0;
      if (now !== done()) commits.push({ at: (asked + Date.now()) / 2, done: now });
      await sleep(EVERY_MS);
    }
  };
  const watching = watch();
  const reach = async (wanted: number) => {
    while (isOn && done() < wanted) await sleep(EVERY_MS);
  };
  return {
    commits,
    done,
    until: (wanted) => Promise.race([reach(wanted), watching]),
    stop: async () => {
      isOn = false;
      await watching;
    },
  };
}
