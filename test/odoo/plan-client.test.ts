import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/server/listen.ts';
import { listen } from '../../src/server/listen.ts';
import type { FreshOdoo } from '../support/odoo.ts';
import { freshOdoo } from '../support/odoo.ts';
import type { Product } from '../support/product.ts';
import { configOf, openProduct } from '../support/product.ts';
import type { Oracle } from '../support/read-odoo.ts';
import { idOf, openOracle } from '../support/read-odoo.ts';
import { silentLog } from '../support/silent-log.ts';

/** A client written against the original plan: it knows HTTP, the two endpoints and nothing of our code. */
type Json = Record<string, unknown>;

const COMPANIES = 300;
const LEADS = 900;

const partners = ['code,name', ...range(COMPANIES).map((i) => `P${i},Compañía ${i}`)].join('\n');
const leads = ['number,title,customer', ...range(LEADS).map((i) => `L${i},Lead ${i},P${i % COMPANIES}`)].join(
  '\n',
);

function range(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}

const graph = {
  name: 'Partners and leads',
  namespace: 'plan_client',
  nodes: [
    {
      id: 'partner',
      type: 'model',
      data: {
        odooModel: 'res.partner',
        sheet: 'partners',
        key: ['code'],
        fields: { name: { column: 'name' } },
      },
    },
    {
      id: 'lead',
      type: 'model',
      data: {
        odooModel: 'crm.lead',
        sheet: 'leads',
        key: ['number'],
        batch_size: 100,
        fields: {
          name: { column: 'title' },
          partner_id: { reference: { node: 'partner', columns: ['customer'] } },
        },
      },
    },
  ],
};

describe.each(['19', '14'] as const)(
  'the plan, as its client would: res.partner → crm.lead on Odoo %s',
  (version) => {
    let odoo: FreshOdoo;
    let product: Product;
    let server: Listening;
    let oracle: Oracle;

    beforeAll(async () => {
      odoo = await freshOdoo(version);
      oracle = await openOracle({
        url: odoo.url,
        database: odoo.database,
        login: 'admin',
        password: 'admin',
      });
      product = await openProduct();
      const config = configOf({ IMPORTGRAPH_HOME: product.home, PORT: '0' });
      const started = await listen({
        app: product.app,
        config,
        log: silentLog(),
        onFreshLink: () => undefined,
      });
      if (!started.ok) throw new Error(started.message);
      server = started.listening;
    });

    afterAll(async () => {
      await server?.close();
      await product?.close();
      await odoo?.drop();
    });

    async function request(
      method: string,
      path: string,
      body?: Json | FormData,
    ): Promise<{ status: number; json: Json }> {
      const isForm = body instanceof FormData;
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${server.token}`,
          ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
      });
      return { status: answer.status, json: (await answer.json()) as Json };
    }

    it('POST …/run answers with a task_id, the status goes to completed, progress never goes back, leads point to their partners', async () => {
      const form = new FormData();
      form.append('file', new Blob([partners]), 'partners.csv');
      form.append('file', new Blob([leads]), 'leads.csv');
      const dataset = await request('POST', '/datasets', form);
      expect(dataset.status).toBe(201);
      const connection = await request('POST', '/connections', {
        name: 'odoo',
        url: odoo.url,
        database: odoo.database,
        login: 'admin',
        secret: 'admin',
        transport: 'jsonrpc',
      });
      expect(connection.status).toBe(201);
      const saved = await request('POST', '/graphs', graph);
      expect(saved.status).toBe(201);

      const run = await request(
        'POST',
        `/graphs/${String(saved.json.id)}/run?dataset_id=${String(dataset.json.id)}`,
        {
          connection_id: connection.json.id,
        },
      );
      expect(run.status).toBe(202);
      expect(run.json).toMatchObject({ status: 'pending', message: 'Graph execution started' });
      expect(run.json.task_id).toEqual(expect.any(String));

      const seen = await poll(String(run.json.id));
      const statuses = [...new Set(seen.map((s) => s.status))];
      expect(statuses.at(-1)).toBe('completed');
      expect(['pending', 'running', 'completed']).toEqual(expect.arrayContaining(statuses));
      expect(statuses).toContain('running');
      const percentages = seen.map((s) => Number((s.progress as Json).percentage));
      expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
      expect(percentages.at(-1)).toBe(100);
      expect(new Set(percentages).size).toBeGreaterThan(2);
      expect(seen.at(-1)?.stats).toMatchObject({
        nodes_executed: 2,
        nodes_failed: 0,
        total_records: COMPANIES + LEADS,
      });

      const ids = await oracle.externalIds('plan_client', 'partner');
      const leadIds = await oracle.externalIds('plan_client', 'lead');
      expect([ids.size, leadIds.size]).toEqual([COMPANIES, LEADS]);
      const records = await oracle.searchRead(
        'crm.lead',
        [['id', 'in', [...leadIds.values()]]],
        ['name', 'partner_id'],
      );
      const byId = new Map(records.map((r) => [r.id, r]));
      for (const i of range(LEADS)) {
        const lead = byId.get(leadIds.get(`L${i}`) ?? 0);
        expect(lead?.name).toBe(`Lead ${i}`);
        expect(idOf(lead?.partner_id)).toBe(ids.get(`P${i % COMPANIES}`));
      }
    });

    it('an unknown graph is 404, an invalid graph is 400 with every error', async () => {
      const unknown = await request('POST', '/graphs/graph_none/run');
      expect(unknown.status).toBe(404);
      expect(unknown.json.detail).toBe('Graph graph_none not found');

      const broken = structuredClone(graph) as { nodes: { data: { sheet: string; fields: Json } }[] } & Json;
      const [first, second] = broken.nodes;
      if (first) first.data.sheet = 'nowhere';
      if (second) second.data.fields.partner_id = { reference: { node: 'nobody', columns: ['customer'] } };
      const saved = await request('POST', '/graphs', broken);
      expect(saved.status).toBe(201);
      const run = await request('POST', `/graphs/${String(saved.json.id)}/run`);
      expect(run.status).toBe(400);
      expect(run.json.detail).toMatch(/^Graph validation failed: /);
      const codes = (run.json.issues as Json[]).filter((i) => i.severity === 'error').map((i) => i.code);
      expect(codes).toEqual(expect.arrayContaining(['sheet_unknown', 'node_unknown']));
    });

    async function poll(runId: string): Promise<readonly Json[]> {
      const seen: Json[] = [];
      for (;;) {
        const { json } = await request('GET', `/graph-runs/${runId}/progress`);
        seen.push(json);
        if (!['pending', 'running'].includes(String(json.status))) return seen;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  },
);
