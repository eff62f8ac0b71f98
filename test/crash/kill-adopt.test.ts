import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import type { RunView, StartRun } from '../../src/app/run-views.ts';
import { type CrashCase, type CrashStage, openCrashStage, smallContent } from '../support/crash-stage.ts';
import { killAndFinish, killAtPlaces } from '../support/kill-loop.ts';
import { judgeRun } from '../support/oracle.ts';
import { readSandbox } from '../support/oracle-target.ts';
import { addFolder, addGraph, outcomesOf, unwrap } from '../support/product.ts';
import { openOracle } from '../support/read-odoo.ts';
import { smallFiles, smallGraph } from '../support/small-graph.ts';
import { openTestWorker } from '../support/worker-turns.ts';

/** Without CRASH_FULL one point in so many is tried, the first and the last ones always. */
const EVERY = 60;
/** The first data have no companies after the twelfth; the second have no contacts after the tenth, and not the first leads. */
const [OLD_COMPANIES, ALL, LEFT_CONTACTS, GONE_LEADS] = [12, 15, 10, 3] as const;
/** Companies that somebody has made in Odoo by hand in between. */
const BY_HAND = [13, 15];
const ROWS = { companies: ALL, contacts: LEFT_CONTACTS, leads: ALL - GONE_LEADS };
const SECOND = {
  companies: { created: 1, updated: 2, unchanged: 12 },
  contacts: { created: 3, unchanged: 7 },
  leads: { created: 2, unchanged: 10 },
};

interface Second {
  readonly one: CrashCase;
  readonly runId: string;
}

/** A second run that takes over records, archives some and deletes others. A clerk's records are known by database ID only. */
describe.each(['admin', 'clerk'] as const)('adopting, archiving and deleting as %s', (user) => {
  let stage: CrashStage;
  let folder: string;
  let second: StartRun;
  /** The places an undisturbed run passes, in order, and what it leaves behind. */
  let places: readonly string[];
  let left: unknown;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ig-kill-adopt-'));
    stage = await openCrashStage({
      user,
      start: async (app, { connectionId }) => {
        const graphId = (await addGraph(app, graph())).id;
        const [first, next] = [await addData(app, 'first'), await addData(app, 'second')];
        second = { graphId, datasetId: next, connectionId };
        return unwrap(await app.runs.start({ ...second, datasetId: first })).id;
      },
    });
  });
  afterAll(async () => {
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function addData(app: App, name: 'first' | 'second'): Promise<string> {
    const files = smallFiles({ companies: ALL, contacts: ALL, leads: ALL });
    const most: Readonly<Record<string, number>> =
      name === 'first' ? { companies: OLD_COMPANIES } : { contacts: LEFT_CONTACTS };
    await mkdir(join(folder, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      const lines = text.split('\n').slice(0, 1 + (most[file.slice(0, -4)] ?? ALL));
      if (name === 'second' && file === 'leads.csv') lines.splice(1, GONE_LEADS);
      await writeFile(join(folder, name, file), lines.join('\n'));
    }
    return (await addFolder(app, join(folder, name))).id;
  }

  async function openSecond(): Promise<Second> {
    const one = await stage.openCase();
    const worker = await openTestWorker(one);
    expect(await worker.turn(one.runId)).toMatchObject({ status: 'completed_with_errors' });
    await worker.close();
    const { url, databases } = one.sandbox;
    const odoo = await openOracle({ url, database: databases[0] ?? '', login: 'admin', password: 'admin' });
    for (const n of BY_HAND)
      await odoo.execute('res.partner', 'create', [{ name: `Company ${n}`, city: 'Old' }]);
    return { one, runId: unwrap(await one.app.runs.start(second)).id };
  }

  const judge = ({ one, runId }: Second) => {
    const { parents, countsBefore, ...check } = one.check;
    const adopted = new Set(BY_HAND.map((n) => `small.companies_C${n}`));
    // the oracle knows records by their external IDs
    const more = user === 'admin' ? { parents, countsBefore } : { removed: adopted };
    return judgeRun({ ...check, ...more, runId, rows: ROWS });
  };

  it('a worker process that nobody disturbs takes over, creates, archives and deletes', async () => {
    const now = await openSecond();
    const trace = join(folder, 'trace');
    const worker = now.one.startWorker({ FAILPOINT: '*:1:none', FAILPOINT_TRACE: trace });
    const run = await now.one.ended(now.runId);
    await worker.stop('SIGTERM');
    expect([run.status, outcomesOf(run)]).toEqual(['completed', SECOND]);
    expect(await judge(now)).toEqual([]);
    left = await whatIsLeft(now);
    expect(left).toMatchObject({
      adopted: BY_HAND.map((n) => [`C${n}`, user === 'admin' ? null : 'adopted']),
    });
    expect(left).toMatchObject({
      archived: ['Person 11', 'Person 12', 'Person 13', 'Person 14', 'Person 15'],
    });
    const leads = await readSandbox(now.one.sandbox).records('crm.lead', ['name']);
    expect(leads).toHaveLength(ROWS.leads);
    places = (await readFile(trace, 'utf8')).trim().split('\n');
    await now.one.close();
  });

  it('a worker killed before or after any operation doubles nothing and leaves nothing out', async () => {
    await killAtPlaces({
      what: `a worker killed before or after an operation of a run that adopts, archives and deletes, as ${user}`,
      places,
      every: EVERY,
      killAt,
    });
  });

  async function killAt(hit: number): Promise<readonly string[]> {
    const now = await openSecond();
    try {
      const killed = await killAndFinish(now.one, hit, now.runId);
      if (killed.run === null) return [`it ended with ${killed.end}: ${killed.output}`];
      const wrong = (await judge(now)).map(({ kind, text }) => `${kind}: ${text}`);
      return [...wrong, ...(await differences(now, killed.run))];
    } finally {
      await now.one.close();
    }
  }

  async function differences(now: Second, run: RunView): Promise<readonly string[]> {
    const wrong: string[] = [];
    if (run.status !== 'completed') wrong.push(`status ${run.status}: ${run.errorMessage}`);
    const outcomes = JSON.stringify(outcomesOf(run));
    if (outcomes !== JSON.stringify(SECOND)) wrong.push(`outcomes ${outcomes}`);
    const there = JSON.stringify(await whatIsLeft(now));
    if (there !== JSON.stringify(left)) wrong.push(`it left ${there}`);
    return wrong;
  }
});

function graph(): string {
  const rule = '      batch_size: 5\n      adopt: [{ match: [name] }]\n';
  return smallGraph()
    .replace('      batch_size: 5\n', rule)
    .replace('      sheet: contacts\n', '      sheet: contacts\n      on_vanished: archive\n')
    .replace('      sheet: leads\n', '      sheet: leads\n      on_vanished: delete\n');
}

async function whatIsLeft({ one, runId }: Second): Promise<unknown> {
  const target = readSandbox(one.sandbox);
  const partners = await target.records('res.partner', ['name', 'active', 'city']);
  const vanished = await one.pool.query(
    'select key, state, action from run_vanished where run_id = $1 order by key',
    [runId],
  );
  const keys = await one.pool.query<{ key: string; by_id: string | null }>(
    `select key, by_id from key_map where written_run = $1 and node = 'companies' and created_run is null order by key`,
    [runId],
  );
  return {
    content: await smallContent(one),
    partners: partners.map(({ name, city }) => `${String(name)}, ${String(city)}`).toSorted(),
    archived: partners
      .flatMap(({ name, active }) => (active === false ? [String(name)] : []))
      .filter((name) => name.startsWith('Person '))
      .toSorted(),
    vanished: vanished.rows,
    adopted: keys.rows.map((row) => [row.key, row.by_id]),
  };
}
