import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunView } from '../../src/app/run-views.ts';
import { loadsOf } from '../support/fault-proxy.ts';
import type { FaultWorld } from '../support/fault-world.ts';
import { openFaultWorld } from '../support/fault-world.ts';
import { checkRun } from '../support/oracle.ts';
import { addFolder, addGraph, outcomesOf, runToEnd, unwrap } from '../support/product.ts';

const ROWS = 200;

function graph(namespace: string): string {
  return `
name: ${namespace}
namespace: ${namespace}
nodes:
  - id: tags
    type: model
    data: { odooModel: crm.tag, sheet: tags, key: [code], fields: { name: { column: name } } }
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [code]
      fields:
        name: { column: title }
        tag_ids: { reference: { node: tags, columns: [tag] } }
`;
}

/** The n-th tag has the name of the first one where it is poison: Odoo keeps tag names unique, and only Odoo knows. */
function files(poison: ReadonlySet<number>, leads: readonly number[]): Record<string, string> {
  const tag = (n: number): string => `T${n},${poison.has(n) ? 'Tag 0' : `Tag ${n}`}`;
  return {
    'tags.csv': ['code,name', ...Array.from({ length: ROWS }, (_, n) => tag(n))].join('\n'),
    'leads.csv': ['code,title,tag', ...leads.map((of, n) => `L${n},Lead ${n},T${of}`)].join('\n'),
  };
}

describe('poison rows', () => {
  let world: FaultWorld;

  beforeAll(async () => {
    world = await openFaultWorld();
  });
  afterAll(async () => {
    await world.close();
  });

  async function run(name: string, poison: readonly number[], leads: readonly number[]): Promise<RunView> {
    world.proxy.clearFaults();
    const { app, home, connectionId } = world;
    const folder = join(home, name);
    await mkdir(folder);
    for (const [file, text] of Object.entries(files(new Set(poison), leads))) {
      await writeFile(join(folder, file), text.replaceAll('Tag', `Tag ${name}`));
    }
    const made = await addGraph(app, graph(name));
    const dataset = await addFolder(app, folder);
    const ended = await runToEnd(app, { graphId: made.id, datasetId: dataset.id, connectionId });
    await checkRun({
      pool: world.pool,
      target: world.target,
      runId: ended.id,
      rows: { tags: ROWS, leads: leads.length },
    });
    return ended;
  }

  async function rejectedKeys(runId: string): Promise<readonly string[]> {
    const page = unwrap(await world.app.runs.rows(runId, { limit: 500, outcome: 'rejected' }));
    return page.items.map((row) => row.key);
  }

  it('one poison row in 200: it alone is rejected', async () => {
    const ended = await run('one', [137], [1]);
    expect(outcomesOf(ended)).toEqual({ tags: { created: 199, rejected: 1 }, leads: { created: 1 } });
    expect(await rejectedKeys(ended.id)).toEqual(['T137']);
  });

  it('60 poison rows in 200: they alone are rejected, whatever else Odoo reports', async () => {
    const poison = Array.from({ length: 60 }, (_, i) => 3 + i * 3);
    const ended = await run('sixty', poison, [1]);
    expect(outcomesOf(ended)).toEqual({ tags: { created: 140, rejected: 60 }, leads: { created: 1 } });
    expect(await rejectedKeys(ended.id)).toEqual(poison.map((n) => `T${n}`));
  });

  it('60 poison rows in 200 and every third answer lost: they alone are rejected', async () => {
    const poison = Array.from({ length: 60 }, (_, i) => 100 + i);
    world.proxy.clearFaults();
    const lose = { kind: 'lose_answer', how: 'reset' } as const;
    let count = 0;
    const everyThird = (call: Parameters<ReturnType<typeof loadsOf>>[0]): boolean =>
      loadsOf()(call) && count++ % 3 === 0;
    const ended = run('lossy', poison, [1]);
    world.proxy.addFault({ match: everyThird, times: 1000, action: lose });
    expect(outcomesOf(await ended)).toEqual({
      tags: { created: 140, rejected: 60 },
      leads: { created: 1 },
    });
    expect(await rejectedKeys((await ended).id)).toEqual(poison.map((n) => `T${n}`));
  });

  it('parent rejected: its 500 children are blocked and name it, the others land', async () => {
    const leads = [...Array.from({ length: 500 }, () => 50), 51, 52];
    const ended = await run('parent', [50], leads);
    expect(outcomesOf(ended)).toEqual({
      tags: { created: 199, rejected: 1 },
      leads: { created: 2, blocked: 500 },
    });
    const blocked = unwrap(await world.app.runs.rows(ended.id, { limit: 500, outcome: 'blocked' })).items;
    expect(new Set(blocked.map((row) => row.blockedBy))).toEqual(new Set(['tags:T50']));
  });
});
