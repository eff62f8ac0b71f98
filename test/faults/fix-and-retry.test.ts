import { afterAll, beforeAll, expect, it } from 'vitest';
import { companyOf, type FixStory, fixAndRetry, noteOf } from '../support/fix-and-retry.ts';
import { checkRun } from '../support/oracle.ts';
import { readSandbox } from '../support/oracle-target.ts';
import { type ServedWorld, serveWorld } from '../support/served-world.ts';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
let served: ServedWorld;
beforeAll(async () => {
  stage = await openStage({ batchSize: 100 });
  served = await serveWorld({ app: stage.app, home: stage.product.home });
});
afterAll(async () => {
  await served?.close();
  await stage?.close();
});

it('of 1,000 rows those with four kinds of mistakes are corrected in a spreadsheet, and nothing is rejected any more', async () => {
  const sizes = { companies: 300, people: 700 };
  const { connectionId } = stage;
  const story: FixStory = {
    call: (method, path, more) => served.call(method, path, more),
    connectionId,
    namespace: 'fix',
    ...sizes,
  };
  const { retry } = await fixAndRetry(story);
  const target = readSandbox(stage.sandbox);
  await checkRun({
    pool: stage.product.pool,
    target,
    runId: retry.id,
    rows: sizes,
    parents: {
      people: {
        parent_id: { node: 'companies', keyOf: (key) => `C${companyOf(Number(key.slice(1)), sizes)}` },
      },
    },
  });
  const companies = await stage.odoo.externalIds('fix', 'companies');
  const notes = await stage.odoo.searchRead('res.partner', [['id', 'in', [...companies.values()]]], ['ref']);
  const noteById = new Map(notes.map(({ id, ref }) => [id, ref]));
  for (const [key, id] of companies) expect(noteById.get(id)).toBe(noteOf(Number(key.slice(1))));
});
