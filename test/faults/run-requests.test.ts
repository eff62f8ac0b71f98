import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALL_CREATED, type FaultWorld, openFaultWorld } from '../support/fault-world.ts';
import { outcomesOf } from '../support/product.ts';
import { jsonBody, type ServedWorld, serveWorld } from '../support/served-world.ts';

interface Answer {
  readonly id: string;
  readonly code?: string;
  readonly detail?: string;
}

describe('POST …/run over HTTP', () => {
  let world: FaultWorld;
  let served: ServedWorld;

  beforeEach(async () => {
    world = await openFaultWorld();
    served = await serveWorld(world);
  });
  afterEach(async () => {
    await served.close();
    await world.close();
  });

  async function post(
    key: string | null,
    more: object = {},
  ): Promise<{ readonly status: number; readonly json: Answer }> {
    const { graphId, datasetId, connectionId } = world;
    const body = { dataset_id: datasetId, connection_id: connectionId, ...more };
    const headers: Record<string, string> = key === null ? {} : { 'idempotency-key': key };
    const answer = await served.call('POST', `/graphs/${graphId}/run`, jsonBody(body, headers));
    return { status: answer.status, json: (await answer.json()) as Answer };
  }

  it('50 times at once with one Idempotency-Key: 202 each time, one run, each row created once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => post('the-same')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const ids = new Set(answers.map(({ json }) => json.id));
    expect(ids.size).toBe(1);
    const run = await world.end([...ids][0] ?? '');
    expect([run.status, outcomesOf(run)]).toEqual(['completed', ALL_CREATED]);
    await world.check(run);

    // after its end too, and with another server in front
    expect(await post('the-same')).toMatchObject({ status: 202, json: { id: run.id } });
    const other = await serveWorld(world);
    const first = served;
    served = other;
    expect(await post('the-same')).toMatchObject({ status: 202, json: { id: run.id } });
    await first.close();
    expect((await world.app.runs.list({ limit: 10 })).items).toHaveLength(1);
  });

  it('the same key with another body: 422 with the run the key belongs to, and no second run', async () => {
    const first = await post('a-key');
    const second = await post('a-key', { failure_mode: 'stop' });
    expect(second).toMatchObject({ status: 422, json: { code: 'key_reused' } });
    expect(second.json.detail).toContain(first.json.id);
    await world.end(first.json.id);
    expect((await world.app.runs.list({ limit: 10 })).items).toHaveLength(1);
  });

  it('20 times at once without a key: one 202, the others 409, each row created once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(null)));
    const started = answers.filter(({ status }) => status === 202);
    expect(started).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    const run = await world.end(started[0]?.json.id ?? '');
    expect(outcomesOf(run)).toEqual(ALL_CREATED);
    await world.check(run);
  });
});
