import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { inParallel } from '../../src/util/in-parallel.ts';
import { tellFigures } from '../support/figures.ts';
import { actions } from '../support/model-actions.ts';
import { playCase } from '../support/model-case.ts';
import { openWorld } from '../support/model-world.ts';
import type { Product } from '../support/product.ts';
import { openProduct } from '../support/product.ts';

/** Seeds that once failed; they stay. `MODEL_SEED=n` plays one alone. */
const KNOWN = JSON.parse(
  readFileSync(new URL('./model-seeds.json', import.meta.url), 'utf8'),
) as readonly number[];
const ALL = 500;
const IS_FULL = process.env.CRASH_FULL === '1';
const BUDGET_MS = IS_FULL ? Number.POSITIVE_INFINITY : 90_000;
/** All seeds take two to three hours on two cores. */
const TIMEOUT_MS = IS_FULL ? 6 * 3_600_000 : 600_000;
const AT_ONCE = 2;

let product: Product;
beforeAll(async () => {
  product = await openProduct({}, { hasWorker: false });
});
afterAll(() => product.close());

/** The case of a seed that fails, null when it passes; with a seed alone, the shortest case that still does. */
async function play(seed: number, totals: Map<string, number>): Promise<string | null> {
  const property = fc.asyncProperty(actions, async (list) => {
    const world = await openWorld(product, seed % 2 === 0 ? 'admin' : 'clerk');
    try {
      await playCase(world, list);
    } finally {
      for (const [what, n] of world.seen) totals.set(what, (totals.get(what) ?? 0) + n);
      await world.close();
    }
  });
  const run = await fc.check(property, {
    seed,
    numRuns: 1,
    unbiased: true,
    endOnFailure: seeds().length > 1,
  });
  if (!run.failed) return null;
  const [list = []] = run.counterexample ?? [];
  const steps = list.map((step) => `  ${JSON.stringify(step)}`).join('\n');
  const error = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
  return `seed ${seed}:\n${steps}\n${error}`;
}

function seeds(): readonly number[] {
  if (process.env.MODEL_SEED !== undefined) return process.env.MODEL_SEED.split(',').map(Number);
  return [...KNOWN, ...Array.from({ length: ALL }, (_, i) => i + 1)];
}

test('whatever users, workers, Odoo and the network do, the product does what the model says', {
  timeout: TIMEOUT_MS,
}, async () => {
  const began = performance.now();
  const failures: string[] = [];
  const totals = new Map<string, number>();
  let played = 0;
  await inParallel(AT_ONCE, seeds(), async (seed) => {
    const isKnown = played < KNOWN.length;
    if (!isKnown && performance.now() - began > BUDGET_MS) return;
    played += 1;
    const failure = await play(seed, totals);
    if (played % 25 === 0) process.stderr.write(`${played} seeds\n`);
    if (failure === null) return;
    process.stderr.write(`${failure}\n`);
    failures.push(failure);
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  tellFigures({
    kind: 'seeds',
    what: 'sequences of commands against a model (seeds)',
    tried: played,
    failed: failures.length,
    seconds,
    note: [...totals].map(([name, n]) => `${n} ${name}`).join(', '),
  });
  // thrown as text: a compared list is shown as "Array(1)" in reports
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
});

/** External ID of a row → what somebody does to its record behind the model's back. */
const SPOILT: readonly [
  string,
  string,
  string,
  (id: number) => readonly [string, readonly unknown[]],
  RegExp,
][] = [
  ['lost', 'leads_L1', 'crm.lead', (id) => ['unlink', [[id]]], /lost: |Odoo does not/],
  [
    'linked to another parent',
    'leads_L1',
    'crm.lead',
    (id) => ['write', [[id], { partner_id: 1 }]],
    /link: /,
  ],
  ['of another value', 'companies_C1', 'res.partner', (id) => ['write', [[id], { city: 'X' }]], /city "X"/],
];

test.each(SPOILT)('the model notices a record that is %s', async (_, row, model, spoil, said) => {
  // what is spoilt on purpose is no figure
  vi.stubEnv('CRASH_FIGURES', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  const world = await openWorld(product, 'admin');
  const turn: typeof world.turn = async (...given) => {
    const seen = await world.turn(...given);
    const [method, args] = spoil(world.sandbox.state.idOf(`${world.namespace}.${row}`) ?? 0);
    await world.odoo.execute(model, method, args);
    return seen;
  };
  await expect(playCase({ ...world, turn }, [{ do: 'turn', interrupt: null }])).rejects.toThrow(said);
  await world.close();
});
