import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  openSite,
  type Page,
  pageErrors,
  type Site,
  seriousFindings,
  takePicture,
} from '../support/browser.ts';
import { addFolder, addGraph, unwrap } from '../support/product.ts';

const NORTHWIND = join(import.meta.dirname, '../../examples/northwind');

let site: Site;
let dataset: string;
let connection: string;
beforeAll(async () => {
  site = await openSite();
  const { app } = site.product;
  dataset = (await addFolder(app, join(NORTHWIND, 'data'))).id;
  connection = unwrap(await app.connections.openSandbox()).id;
});
afterAll(() => site.close());

async function addNorthwind(): Promise<string> {
  return (await addGraph(site.product.app, readFileSync(join(NORTHWIND, 'graph.yaml'), 'utf8'))).id;
}

async function openGraph(page: Page, id: string, search = ''): Promise<void> {
  await page.goto(`${site.url}/graphs/${id}?dataset=${dataset}&connection=${connection}${search}`);
  await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor();
}

async function savedModel(id: string, node: string) {
  const { spec } = unwrap(await site.product.app.graphs.get(id));
  const found = spec.nodes.find((one) => one.id === node);
  return found?.type === 'model' ? found.data : undefined;
}

/** By keyboard: types into a list and takes the first that is left. */
async function pick(box: Locator, text: string, option: RegExp): Promise<void> {
  const page = box.page();
  await box.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.getByRole('option', { name: option }).first().waitFor();
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
}

async function choose(box: Locator, option: RegExp): Promise<void> {
  await box.click();
  await box.page().getByRole('option', { name: option }).first().click();
}

const card = (page: Page, label: string) => page.getByRole('group', { name: new RegExp(`^${label},`) });

test('a dataset becomes a drafted graph in one click, and opens with its data and its Odoo', async () => {
  const { page, context } = await site.visit();
  await page.goto(`${site.url}/graphs/new?dataset=${dataset}&connection=${connection}`);
  await page
    .getByRole('row', { name: /customers.*res\.partner/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Save and open' }).click();
  await page.waitForURL(/\/graphs\/graph_/);
  await card(page, 'customers').waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const drafted = unwrap(await site.product.app.datasets.suggest(dataset, { connectionId: connection }));
  const { spec } = unwrap(await site.product.app.graphs.get(id));
  expect(spec.nodes).toEqual(drafted.draft.spec.nodes);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({ dataset, connection });
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test('a mapping is changed, seen before and after on real rows, saved by itself, undone and redone', async () => {
  const { page, context } = await site.visit();
  const id = await addNorthwind();
  await openGraph(page, id);
  await card(page, 'Customers').click();
  await page.getByRole('button', { name: 'Name name' }).click();
  const preview = page.getByRole('table', { name: 'Before and after' });
  await preview.getByRole('row', { name: /Alfreds Futterkiste.*Alfreds Futterkiste/ }).waitFor();
  await page.getByRole('button', { name: 'Transforms (0)' }).click();
  await page.getByRole('combobox', { name: 'Add a transform' }).click();
  await page.getByRole('option', { name: /^upper/ }).click();
  await preview.getByRole('row', { name: /Alfreds Futterkiste.*ALFREDS FUTTERKISTE/ }).waitFor();
  const transforms = async () => (await savedModel(id, 'customers'))?.fields.name;
  await expect.poll(transforms).toEqual({ column: 'companyName', transforms: ['upper'] });
  await page.getByText('Version 2, saved').waitFor();
  await page.keyboard.press('Control+z');
  await preview.getByRole('row', { name: /Alfreds Futterkiste.*Alfreds Futterkiste/ }).waitFor();
  await expect.poll(transforms).toEqual({ column: 'companyName' });
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(transforms).toEqual({ column: 'companyName', transforms: ['upper'] });
  await page.getByText('Version 4, saved').waitFor();
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test('a formula is completed, shows its values, and says what is wrong with it', async () => {
  const { page, context } = await site.visit();
  const id = await addNorthwind();
  await openGraph(page, id, '&node=order_lines&field=price_unit');
  await page.getByText('Formula', { exact: true }).click();
  const formula = page.getByRole('textbox', { name: 'Formula' });
  await formula.fill('"unitPrice" * 2 + quan');
  await formula.press('End');
  await formula.pressSequentially('t');
  await page.getByRole('option', { name: 'quantity' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await formula.inputValue()).toBe('"unitPrice" * 2 + "quantity"');
  // 14.00 * 2 + 12
  await page
    .getByRole('table', { name: 'Before and after' })
    .getByRole('row', { name: /14\.00.*40/ })
    .waitFor();
  await expect
    .poll(async () => (await savedModel(id, 'order_lines'))?.fields.price_unit)
    .toEqual({ formula: '"unitPrice" * 2 + "quantity"' });
  await formula.fill('"unitPrice" * "nothing"');
  await page
    .getByText(/nothing/)
    .nth(1)
    .waitFor();
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test('a graph that was saved elsewhere is not overwritten until the user says so', async () => {
  const { page, context } = await site.visit();
  const { graphs } = site.product.app;
  const id = await addNorthwind();
  const rename = async (name: string) => {
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Label' }).fill(name);
    await page.keyboard.press('Enter');
  };
  const saveElsewhere = async (label: string) => {
    const { spec, version } = unwrap(await graphs.get(id));
    unwrap(await graphs.update(id, { ...spec, metadata: { note: label } }, version));
  };
  const saved = async () => {
    const { spec } = unwrap(await graphs.get(id));
    return [spec.name, spec.metadata?.note];
  };
  await openGraph(page, id);
  await saveElsewhere('theirs');
  await rename('Mine');
  const alert = page.getByRole('alert', { name: 'This graph was changed elsewhere' });
  await alert.waitFor();
  expect(await saved()).toEqual(['Northwind', 'theirs']);
  await alert.getByRole('button', { name: 'Take the newer version' }).click();
  await page.getByRole('heading', { level: 1, name: 'Northwind' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
  await expect.poll(saved).toEqual(['Mine', undefined]);
  await saveElsewhere('again');
  await rename('Mine for ever');
  await alert.getByRole('button', { name: 'Save mine over it' }).click();
  await expect.poll(saved).toEqual(['Mine for ever', undefined]);
  await page.getByText(/Version \d+, saved/).waitFor();
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test('a graph is edited as YAML, exports the same, and comes back by undo; a version is restored', async () => {
  const { page, context } = await site.visit();
  const { graphs } = site.product.app;
  const id = await addNorthwind();
  const exported = async () => unwrap(await graphs.exportYaml(id)).replace(/^version: \d+$/m, '');
  const before = await exported();
  await openGraph(page, id);
  await page.getByRole('button', { name: 'More tools' }).click();
  await page.getByRole('menuitem', { name: 'Edit as YAML' }).click();
  const text = page.getByRole('textbox', { name: 'The graph as YAML' });
  await expect.poll(() => text.inputValue()).toContain('odooModel: sale.order');
  const yaml = await text.inputValue();
  await text.press('End');
  await text.pressSequentially('x');
  await page.keyboard.press('Control+z');
  expect(await text.inputValue()).toBe(yaml);
  await text.fill('name: [');
  await page.getByRole('button', { name: 'Take over' }).click();
  await page.getByRole('alert', { name: 'This is not a graph' }).waitFor();
  await text.fill(yaml.replace('label: Order lines', 'label: Lines of orders'));
  await page.getByRole('button', { name: 'Take over' }).click();
  await card(page, 'Lines of orders').waitFor();
  await expect.poll(exported).toBe(before.replace('label: Order lines', 'label: Lines of orders'));
  await page.keyboard.press('Control+z');
  await expect.poll(exported).toBe(before);
  await page.getByText('Version 3, saved').waitFor();
  await page.getByRole('button', { name: 'More tools' }).click();
  await page.getByRole('menuitem', { name: 'Edit as YAML' }).click();
  await expect.poll(() => text.inputValue()).toContain('odooModel: sale.order');
  await text.fill(yaml.replace('odooModel: sale.order.line', 'odooModel: no model'));
  await page.getByRole('button', { name: 'Take over' }).click();
  await page.getByText('Not saved: see below').waitFor();
  await page.getByText(/a technical model name such as res\.partner/).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('Version 3, saved').waitFor();
  await page.getByRole('button', { name: 'More tools' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Restore version 2' }).click();
  await card(page, 'Lines of orders').waitFor();
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test('the outline does all of it by keyboard alone: add, rename, connect, map, remove', async () => {
  const { page, context } = await site.visit();
  const id = await addNorthwind();
  await openGraph(page, id, '&view=outline');
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.getByRole('button', { name: 'Add node' }).focus();
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add node' });
  await dialog.waitFor();
  await pick(dialog.getByRole('combobox', { name: 'Sheet' }), 'shippers', /shippers/);
  await pick(dialog.getByRole('combobox', { name: 'Model' }), 'res.partner', /res\.partner$/);
  await dialog.getByRole('button', { name: 'Add', exact: true }).focus();
  await press('Enter');
  await expect.poll(async () => (await savedModel(id, 'shippers'))?.key).toEqual(['shipperID']);

  const table = page.getByRole('table', { name: 'Outline of the graph' });
  await table.getByRole('button', { name: 'shippers', exact: true }).focus();
  await press('F2');
  await page.getByRole('dialog', { name: 'Rename the node' }).waitFor();
  await press('Control+a');
  await page.keyboard.type('Carriers');
  await press('Enter');
  await expect.poll(async () => (await savedModel(id, 'shippers'))?.label).toBe('Carriers');

  await table.getByRole('button', { name: 'Actions on Carriers' }).focus();
  await press('Enter');
  await page.getByRole('menuitem', { name: 'Connect with a node' }).focus();
  await press('Enter');
  const connect = page.getByRole('dialog', { name: 'Connect with a node' });
  await pick(connect.getByRole('combobox', { name: 'Records of' }), 'Suppliers', /Suppliers/);
  await pick(connect.getByRole('combobox', { name: 'Field' }), 'parent_id', /parent_id/);
  await connect.getByRole('button', { name: 'Connect', exact: true }).focus();
  await press('Enter');
  await expect
    .poll(async () => (await savedModel(id, 'shippers'))?.fields.parent_id)
    .toMatchObject({ reference: { node: 'suppliers' } });

  await table.getByRole('button', { name: 'Carriers', exact: true }).focus();
  await press('Delete');
  await expect.poll(() => savedModel(id, 'shippers')).toBeUndefined();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await savedModel(id, 'shippers'))?.label).toBe('Carriers');
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test.each(['light', 'dark'] as const)(
  'in %s colours: transforms of a key, a junction, and further fields of a record that is looked up',
  async (colors) => {
    const { page, context } = await site.visit({ colors });
    const id = await addNorthwind();
    const fieldOf = async (node: string, field: string) => (await savedModel(id, node))?.fields[field];
    const open = async (label: string) => {
      await page.getByRole('button', { name: label, exact: true }).first().focus();
      await page.keyboard.press('Enter');
      return page.getByRole('group', { name: label, exact: true }).first();
    };
    const look = async (name: string) => {
      await takePicture(page, `graph-${name}-${colors}`);
      expect(await seriousFindings(page), name).toEqual([]);
    };

    await openGraph(page, id, '&node=customers');
    const key = await open('Transforms of customerID (0)');
    await choose(key.getByRole('combobox', { name: 'Add a transform' }), /^lower/);
    const steps = page.getByRole('group', { name: 'Transforms of customerID (1)' });
    await steps.getByRole('row', { name: /ALFKI.*alfki/ }).waitFor();
    await expect
      .poll(async () => (await savedModel(id, 'customers'))?.key)
      .toEqual([{ column: 'customerID', transforms: ['lower'] }]);
    await look('key');

    await openGraph(page, id, '&node=employees&field=category_ids');
    const through = page.getByRole('combobox', { name: 'Joined through a sheet' });
    await choose(through, /^No sheet between/);
    await expect
      .poll(() => fieldOf('employees', 'category_ids'))
      .toMatchObject({ reference: { node: 'territories', columns: [expect.any(String)] } });
    await choose(through, /^employee_territories/);
    const held = 'Column of employee_territories that holds its territoryID';
    expect(await page.getByRole('combobox', { name: held }).inputValue()).toBe('territoryID');
    const from = await open('Transforms of employeeID (0)');
    await choose(from.getByRole('combobox', { name: 'Add a transform' }), /^trim/);
    await expect
      .poll(() => fieldOf('employees', 'category_ids'))
      .toEqual({
        reference: {
          node: 'territories',
          columns: ['employeeID'],
          through: {
            sheet: 'employee_territories',
            from: [{ column: 'employeeID', transforms: ['trim'] }],
            to: ['territoryID'],
          },
        },
      });
    await look('junction');

    await openGraph(page, id, '&node=customers&field=country_id');
    await page.getByRole('button', { name: 'Compare a further field' }).focus();
    await page.keyboard.press('Enter');
    const condition = page.getByRole('group', { name: /^Condition on/ });
    await choose(condition.getByRole('combobox', { name: 'Field', exact: true }), /code$/i);
    await choose(condition.getByRole('combobox', { name: 'Is the same as' }), /^the same/);
    await condition.getByRole('textbox', { name: 'Value' }).fill('DE');
    await expect
      .poll(() => fieldOf('customers', 'country_id'))
      .toMatchObject({ reference: { match: 'name', within: { code: { value: 'DE' } } } });
    await choose(condition.getByRole('combobox', { name: 'Is the same as' }), /^a column/);
    await choose(condition.getByRole('combobox', { name: 'Column' }), /^country/);
    const cells = await open('Value map of country (0)');
    await cells.getByRole('combobox', { name: 'Germany becomes' }).focus();
    await page.keyboard.type('DE');
    await expect
      .poll(() => fieldOf('customers', 'country_id'))
      .toMatchObject({
        reference: { within: { code: { column: 'country', value_map: { Germany: 'DE' } } } },
      });
    await look('within');
    await page.getByRole('button', { name: /^Remove the condition on/ }).focus();
    await page.keyboard.press('Enter');
    const reference = async () => Object.keys(Object(await fieldOf('customers', 'country_id')).reference);
    await expect.poll(reference).not.toContain('within');
    expect(pageErrors(page)).toEqual([]);
    await context.close();
  },
);

/** Where something is that may still be moving, as everything does after a change of the zoom. */
async function placeAtRest(of: Locator) {
  let before = '';
  await expect
    .poll(async () => {
      const last = before;
      before = JSON.stringify(await of.boundingBox());
      return before === last && before !== 'null';
    })
    .toBe(true);
  const place = await of.boundingBox();
  if (place === null) throw new Error('It is not to be seen any more.');
  return place;
}

test('on the canvas: keys add, rename and remove; a card stays where it was dragged; a line is drawn by a form', async () => {
  const { page, context } = await site.visit();
  const id = await addNorthwind();
  await openGraph(page, id);
  await card(page, 'Customers').waitFor();
  await page.locator('.react-flow__pane').click({ position: { x: 700, y: 20 } });
  await page.keyboard.press('Tab');
  const dialog = page.getByRole('dialog', { name: 'Add node' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await card(page, 'Contact persons').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Contact persons' }).waitFor();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Label' }).fill('People');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await savedModel(id, 'contacts'))?.label).toBe('People');
  await card(page, 'People').focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => savedModel(id, 'contacts')).toBeUndefined();

  const box = await card(page, 'Suppliers').boundingBox();
  if (!box) throw new Error('There is no card of the suppliers.');
  await page.mouse.move(box.x + 60, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 60, { steps: 5 });
  await page.mouse.up();
  const places = async () =>
    unwrap(await site.product.app.graphs.get(id)).spec.nodes.map(({ position }) => typeof position);
  await expect.poll(places).toEqual(Array.from({ length: 8 }, () => 'object'));

  // Zoomed out, lines are all that tells what needs what.
  const lines = () => page.locator('.react-flow__edge-path').count();
  const drawn = await lines();
  for (let step = 0; step < 6; step++) await page.getByRole('button', { name: 'Zoom Out' }).click();
  expect([drawn > 0, await lines()]).toEqual([true, drawn]);
  await page.getByRole('button', { name: 'Fit View' }).click();

  const start = await placeAtRest(card(page, 'Suppliers').locator('.react-flow__handle-right'));
  const end = await placeAtRest(card(page, 'Products').locator('.react-flow__handle-left'));
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
  const form = page.getByRole('dialog', { name: 'Connect with a node' });
  await form.waitFor();
  expect(await form.getByRole('combobox', { name: 'Records of' }).inputValue()).toContain('Suppliers');
  expect(await form.getByRole('combobox', { name: 'go into' }).inputValue()).toContain('Products');
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test('a problem leads to its place; a check starts from the editor', async () => {
  const { page, context } = await site.visit();
  const { app } = site.product;
  const id = await addNorthwind();
  const { spec, version } = unwrap(await app.graphs.get(id));
  const nodes = spec.nodes.map((node) =>
    node.id === 'customers' && node.type === 'model'
      ? { ...node, data: { ...node.data, fields: { ...node.data.fields, city: { column: 'citty' } } } }
      : node,
  );
  unwrap(await app.graphs.update(id, { ...spec, nodes }, version));
  await openGraph(page, id);
  await page.getByRole('button', { name: /problems?$/ }).click();
  await page.getByRole('button', { name: 'Go to Customers, city' }).click();
  await page.getByText('The sheet has no such column').waitFor();
  await page.getByRole('combobox', { name: 'Column' }).fill('city');
  await page.getByRole('option', { name: /^city/ }).click();
  await expect.poll(async () => (await savedModel(id, 'customers'))?.fields.city).toEqual({ column: 'city' });
  await page.getByText('Version 3, saved').waitFor();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.waitForURL(/\/runs\/run_\w+\/diff/);
  const run = unwrap(await app.runs.get(new URL(page.url()).pathname.split('/')[2] ?? ''));
  expect([run.kind, run.graphId, run.graphVersion, run.datasetId]).toEqual(['check', id, 3, dataset]);
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test('graphs are listed, made empty, and deleted by typing their name', async () => {
  const { page, context } = await site.visit();
  await page.goto(`${site.url}/graphs/new`);
  await page.getByRole('tab', { name: 'Empty' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('To be deleted');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { level: 1, name: 'To be deleted' }).waitFor();
  await page.getByRole('button', { name: 'Draft them' }).click();
  await card(page, 'customers').waitFor();
  await page.getByText('Version 2, saved').waitFor();
  await page.getByRole('link', { name: 'Graphs' }).first().click();
  await page.getByRole('button', { name: 'Delete To be deleted' }).click();
  await page.getByRole('textbox', { name: /Type To be deleted/ }).fill('To be deleted');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('link', { name: 'To be deleted' }).waitFor({ state: 'detached' });
  const { items } = await site.product.app.graphs.list({ limit: 100 });
  expect(items.filter(({ name }) => name === 'To be deleted')).toEqual([]);
  expect(pageErrors(page)).toEqual([]);
  await context.close();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing serious on the graph pages in %s colours',
  async (colors) => {
    const { page, context } = await site.visit({ colors });
    const id = await addNorthwind();
    const views = [
      ['canvas', '', () => card(page, 'Customers')],
      ['node', '&node=customers', () => page.getByRole('button', { name: 'Name name' })],
      ['field', '&node=customers&field=country_id', () => page.getByRole('row', { name: /Germany/ })],
      ['outline', '&view=outline&panel=problems', () => page.getByRole('heading', { name: 'Problems' })],
    ] as const;
    for (const [name, search, there] of views) {
      await openGraph(page, id, search);
      await there().first().waitFor();
      await page
        .getByText(/problems?$/)
        .first()
        .waitFor();
      await takePicture(page, `graph-${name}-${colors}`);
      expect(await seriousFindings(page), name).toEqual([]);
    }
    await page.goto(`${site.url}/graphs/new?dataset=${dataset}&connection=${connection}`);
    await page.getByRole('button', { name: 'Save and open' }).waitFor();
    await takePicture(page, `graph-new-${colors}`);
    expect(await seriousFindings(page), 'new').toEqual([]);
    await page.goto(`${site.url}/graphs`);
    await page.getByRole('table', { name: 'Graphs' }).waitFor();
    await takePicture(page, `graphs-${colors}`);
    expect(await seriousFindings(page), 'list').toEqual([]);
    expect(pageErrors(page)).toEqual([]);
    await context.close();
  },
);
