import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../test/support/product.ts';
import type { Stage } from '../../../test/support/stage.ts';
import { csv, graphOf, openStage, outcomesByKey, play } from '../../../test/support/stage.ts';
import type { RunView } from '../run-views.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ checksFirst: 'offline' });
});
afterAll(() => stage.close());

const partners = (policy?: string): string => `
  - id: partners
    type: model
    data:
      odooModel: res.partner
      sheet: partners
      key: [Code]
      ${policy === undefined ? '' : `conflict_policy: ${policy}`}
      fields: { name: { column: Name }, city: { column: City } }
`;
/** One row for each way in which the city may have changed, and one whose name somebody edits. */
const KEYS = ['odoo', 'source', 'equal', 'both', 'other'] as const;
const FIRST = {
  partners: csv(
    'Code,Name,City',
    KEYS.map((key) => `${key},N,Aalst`),
  ),
};
const SECOND = {
  partners: csv('Code,Name,City', [
    'odoo,N,Aalst',
    'source,N,Bree',
    'equal,N,Bree',
    'both,N,Bree',
    'other,N,Bree',
  ]),
};

/** The first sheet loaded, then edited in Odoo. */
async function begin(namespace: string, policy?: string): Promise<string> {
  const graphId = await graphOf(stage, namespace, partners(policy));
  await play(stage, graphId, FIRST);
  await edit(namespace, 'odoo', { city: 'Chimay' });
  await edit(namespace, 'equal', { city: 'Bree' });
  await edit(namespace, 'both', { city: 'Chimay' });
  await edit(namespace, 'other', { name: 'Edited' });
  return graphId;
}

async function edit(namespace: string, key: string, values: object): Promise<void> {
  await stage.odoo.execute('res.partner', 'write', [[idOf(namespace, key)], values]);
}

function idOf(namespace: string, key: string): number {
  return stage.sandbox.state.idOf(`${namespace}.partners_${key}`) ?? 0;
}

async function held(namespace: string): Promise<Record<string, unknown>> {
  const records = await Promise.all(
    KEYS.map((key) =>
      stage.odoo.searchRead('res.partner', [['id', '=', idOf(namespace, key)]], ['name', 'city']),
    ),
  );
  return Object.fromEntries(KEYS.map((key, i) => [key, [records[i]?.[0]?.name, records[i]?.[0]?.city]]));
}

async function issuesByKey(run: RunView): Promise<Record<string, readonly string[]>> {
  const { items } = unwrap(await stage.app.runs.rows(run.id, { limit: 50 }));
  const told = items.filter((row) => row.issues.length > 0);
  return Object.fromEntries(told.map((row) => [row.key, row.issues.map((i) => `${i.severity} ${i.code}`)]));
}

const APART_FROM_BOTH = {
  odoo: ['N', 'Chimay'],
  source: ['N', 'Bree'],
  equal: ['N', 'Bree'],
  other: ['Edited', 'Bree'],
};
const OUTCOMES = { odoo: 'unchanged', source: 'updated', equal: 'unchanged', other: 'updated' };

test.for([
  [undefined, 'updated', 'Bree', 'warning'],
  ['source', 'updated', 'Bree', 'warning'],
  ['odoo', 'unchanged', 'Chimay', 'warning'],
  ['reject', 'rejected', 'Chimay', 'error'],
] as const)(
  'conflict_policy %s: a field changed on both sides',
  async ([policy, outcome, city, severity]) => {
    const namespace = `wins_${policy ?? 'default'}`;
    const graphId = await begin(namespace, policy);
    const run = await play(stage, graphId, SECOND);
    expect(await outcomesByKey(stage, run, 'partners')).toEqual({ ...OUTCOMES, both: outcome });
    expect(await held(namespace)).toEqual({ ...APART_FROM_BOTH, both: ['N', city] });
    expect(await issuesByKey(run)).toEqual({ both: [`${severity} conflict`] });
  },
);

test('the issue names the record, both values, the cell and who wins', async () => {
  const graphId = await begin('told', 'odoo');
  const run = await play(stage, graphId, SECOND);
  const { items } = unwrap(await stage.app.runs.rows(run.id, { limit: 50, issue: 'conflict' }));
  expect(items.flatMap((row) => row.issues)).toEqual([
    {
      severity: 'warning',
      code: 'conflict',
      message: `Row 5 of "partners", column "City": city of res.partner ${idOf('told', 'both')} was changed on both sides since the last run: Odoo now has "Chimay", the source "Bree". Odoo's value stays (conflict_policy: odoo).`,
      node: 'partners',
      sheet: 'partners',
      row: 5,
      field: 'city',
      column: 'City',
      value: 'Bree',
    },
  ]);
});

test('where Odoo wins, the same source is told once; another one is a conflict again', async () => {
  const graphId = await begin('again', 'odoo');
  await play(stage, graphId, SECOND);
  const same = await play(stage, graphId, SECOND);
  expect(await issuesByKey(same)).toEqual({});
  const third = { partners: SECOND.partners.replaceAll('Bree', 'Dour') };
  const next = await play(stage, graphId, third);
  expect(await issuesByKey(next)).toEqual({ both: ['warning conflict'] });
  expect(await held('again')).toMatchObject({ both: ['N', 'Chimay'], source: ['N', 'Dour'] });
});

test('a rejected row stays in conflict until both sides say the same', async () => {
  const graphId = await begin('reject', 'reject');
  await play(stage, graphId, SECOND);
  const again = await play(stage, graphId, SECOND);
  expect(await outcomesByKey(stage, again, 'partners')).toMatchObject({
    both: 'rejected',
    source: 'unchanged',
  });
  await edit('reject', 'both', { city: 'Bree' });
  const agreed = await play(stage, graphId, SECOND);
  expect(await outcomesByKey(stage, agreed, 'partners')).toMatchObject({ both: 'unchanged' });
  const third = await play(stage, graphId, { partners: SECOND.partners.replaceAll('Bree', 'Dour') });
  expect(await issuesByKey(third)).toEqual({});
  expect(await held('reject')).toMatchObject({ both: ['N', 'Dour'] });
});

test('a rejected row writes none of its fields, and what refers to it goes on', async () => {
  const child = `
  - id: leads
    type: model
    data:
      odooModel: crm.lead
      sheet: leads
      key: [No]
      fields:
        name: { column: Title }
        partner_id: { reference: { node: partners, columns: [Company] } }
`;
  const leads = csv('No,Title,Company', ['1,One,both']);
  const graphId = await graphOf(stage, 'parent', partners('reject') + child);
  await play(stage, graphId, { ...FIRST, leads });
  await edit('parent', 'both', { city: 'Chimay' });
  const partnersNow = csv(
    'Code,Name,City',
    KEYS.map((key) => `${key},M,Bree`),
  );
  const run = await play(stage, graphId, { partners: partnersNow, leads: `${leads}\n2,Two,both` });
  expect(await outcomesByKey(stage, run, 'leads')).toEqual({ 1: 'unchanged', 2: 'created' });
  expect(await held('parent')).toMatchObject({ both: ['N', 'Chimay'], source: ['M', 'Bree'] });
});

test('what Odoo made of a value is no edit of somebody', async () => {
  const graphId = await graphOf(
    stage,
    'cleaned',
    partners('reject').replace('fields: {', 'fields: { comment: { column: Note },'),
  );
  const sheet = (note: string) => ({ partners: csv('Code,Name,City,Note', [`A,N,Aalst,${note}`]) });
  await play(stage, graphId, sheet('one & two'));
  const [record] = stage.sandbox.state
    .records('res.partner', ['comment'])
    .filter(({ id }) => id === idOf('cleaned', 'A'));
  expect(record?.comment).toBe('<p>one &amp; two</p>');
  const run = await play(stage, graphId, sheet('three'));
  expect(await outcomesByKey(stage, run, 'partners')).toEqual({ A: 'updated' });
  expect(await issuesByKey(run)).toEqual({});
});
