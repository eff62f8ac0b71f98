import { expect } from 'vitest';
import { idOf } from './read-odoo.ts';
import { nameOf, type TemplateWorld } from './template-world.ts';

/** What must be in Odoo after a template's sample was imported, template by template. */
export const TEMPLATE_FACTS: Readonly<Record<string, (world: TemplateWorld) => Promise<void>>> = {
  contacts: async ({ records }) => {
    const tags = await records('tags', 'res.partner.category', 'name', 'parent_id');
    expect([tags.size, nameOf(tags.get('Transport')?.parent_id)]).toEqual([10, 'Supplier']);
    const companies = await records(
      'companies',
      'res.partner',
      'name',
      'is_company ref vat street zip city country_id phone email category_id',
    );
    expect(companies.size).toBe(12);
    const harbour = companies.get('Harbour Foods Ltd');
    expect(harbour).toMatchObject({
      is_company: true,
      ref: 'C001',
      vat: false,
      street: '14 Quay Street',
      zip: 'BS1 4ND',
      city: 'Bristol',
      email: 'Office@harbourfoods.example',
    });
    expect(nameOf(harbour?.country_id)).toBe('United Kingdom');
    const tagged = ['Wholesale', 'Key account'].map((tag) => tags.get(tag)?.id);
    expect(new Set(harbour?.category_id as number[])).toEqual(new Set(tagged));
    expect(nameOf(companies.get('Bakkerij De Molen')?.country_id)).toBe('Netherlands');
    expect(companies.get('Café Olé')).toMatchObject({ ref: 'C004', phone: false });
    expect(companies.get('Müller Feinkost GmbH')).toMatchObject({ zip: '01097' });
    const people = await records('people', 'res.partner', 'name', 'parent_id function is_company');
    expect(people.size).toBe(16);
    expect(people.get('Pieter Van Dam')).toMatchObject({ function: 'Owner', is_company: false });
    expect(nameOf(people.get('Inês Carvalho')?.parent_id)).toBe('Café Olé');
    expect(people.get('Olle Berg')).toMatchObject({ function: false });
    expect(people.get('Lena Hartmann')).toMatchObject({ parent_id: false });
  },

  products: async ({ oracle, records }) => {
    const categories = await records('categories', 'product.category', 'name', 'complete_name');
    expect(categories.get('Cups and mugs')?.complete_name).toBe('Home / Kitchen / Cups and mugs');
    const articles = await records(
      'articles',
      'product.product',
      'default_code',
      'name categ_id type list_price standard_price barcode weight uom_id sale_ok',
    );
    expect(articles.size).toBe(13);
    expect(articles.get('MUG-03')).toMatchObject({ barcode: '4006381333955', weight: 0.18, sale_ok: true });
    expect(articles.get('TAB-02')?.list_price).toBeCloseTo(1249, 6);
    expect(articles.get('TAB-02')?.standard_price).toBeCloseTo(610.4, 6);
    expect(articles.get('WORKSHOP')).toMatchObject({ type: 'service', barcode: false });
    expect(articles.get('BAG-PAP')).toMatchObject({ type: 'consu', sale_ok: false });
    expect(nameOf(articles.get('MUG-12')?.uom_id)).toBe('Dozens');
    const styles = await records('styles', 'product.template', 'name', 'product_variant_ids');
    const variants = [...styles].map(([name, style]) => [name, (style.product_variant_ids as []).length]);
    expect(Object.fromEntries(variants)).toEqual({
      'T-shirt crew neck': 6,
      'T-shirt V-neck': 4,
      'Hoodie with zip': 3,
      'Hoodie classic': 2,
    });
    const necks = await oracle.searchRead(
      'product.product',
      [['id', 'in', styles.get('T-shirt V-neck')?.product_variant_ids]],
      ['display_name'],
    );
    expect(new Set(necks.map((neck) => neck.display_name))).toEqual(
      new Set(['S, Navy', 'S, Moss', 'M, Navy', 'M, Moss'].map((values) => `T-shirt V-neck (${values})`)),
    );
  },

  sales: async ({ records }) => {
    const customers = await records('customers', 'res.partner', 'ref', 'name is_company country_id');
    expect(customers.get('10003')).toMatchObject({ name: 'Rosalind Park', is_company: false });
    expect(nameOf(customers.get('10004')?.country_id)).toBe('France');
    const orders = await records(
      'orders',
      'sale.order',
      'origin',
      'partner_id date_order validity_date state client_order_ref amount_untaxed',
    );
    expect([...orders.keys()]).not.toContain('S-2046');
    expect([...orders.values()].map((order) => order.state)).toEqual(Array(11).fill('draft'));
    expect(orders.get('S-2041')).toMatchObject({
      date_order: '2026-02-03 00:00:00',
      validity_date: '2026-03-31',
      client_order_ref: 'PO 7781',
      // 4 × 890 and 4 × 345 less ten per cent, and the delivery
      amount_untaxed: 4491,
    });
    expect(nameOf(orders.get('S-2041')?.partner_id)).toBe('Atelier Brandt GmbH');
    expect(orders.get('S-2043')).toMatchObject({ client_order_ref: false });
    const lines = await records(
      'order_lines',
      'sale.order.line',
      'name',
      'order_id price_unit product_uom_qty discount sequence product_id',
    );
    expect(lines.get('Bedside lamp, brass')).toMatchObject({
      price_unit: 71.9,
      product_uom_qty: 27,
      discount: 12,
    });
    const sum = [...orders.values()].reduce((total, order) => total + Number(order.amount_untaxed), 0);
    expect(sum.toFixed(2)).toBe(SALES_TOTAL);
  },

  foundation: async ({ records }) => {
    const tags = await records('contact_tags', 'res.partner.category', 'name', 'parent_id');
    expect([tags.size, nameOf(tags.get('Consignment stock')?.parent_id)]).toEqual([10, 'Terms']);
    const industries = await records('industries', 'res.partner.industry', 'name', '');
    expect([...industries.keys()]).toEqual(expect.arrayContaining(['Construction', 'Boat building']));
    const banks = await records('banks', 'res.bank', 'bic', 'name country city');
    expect([banks.size, banks.get('LOWLNL2A')?.name]).toEqual([10, 'Lowland Bank']);
    expect(nameOf(banks.get('BDRIPTPL')?.country)).toBe('Portugal');
    const categories = await records('product_categories', 'product.category', 'complete_name', '');
    expect([...categories.keys()]).toEqual(
      expect.arrayContaining(['Furniture / Tables / Dining tables', 'Lighting / Desk lamps', 'Spare parts']),
    );
    const teams = await records('sales_teams', 'crm.team', 'name', 'sequence');
    expect([teams.size, teams.get('Inside sales')?.sequence]).toEqual([5, 10]);
  },

  crm: async ({ oracle, records }) => {
    const companies = await records('companies', 'res.partner', 'name', 'is_company country_id');
    expect(companies.size).toBe(6);
    expect(nameOf(companies.get('Aquila Travel')?.country_id)).toBe('Switzerland');
    const contacts = await records('contacts', 'res.partner', 'email', 'name parent_id');
    expect(contacts.size).toBe(7);
    expect(contacts.get('renee@aquila.example')?.name).toBe('Renée Baptiste');
    expect(nameOf(contacts.get('eva.mair@panorama.example')?.parent_id)).toBe('Hotel Panorama');
    const deals = await records(
      'opportunities',
      'crm.lead',
      'name',
      'type partner_id expected_revenue stage_id priority date_deadline tag_ids',
    );
    expect([...deals.values()].map((deal) => deal.type)).toEqual(Array(11).fill('opportunity'));
    const jerseys = deals.get('Club jerseys');
    expect(jerseys).toMatchObject({ expected_revenue: 3120.5, priority: '1', date_deadline: '2026-04-12' });
    expect([nameOf(jerseys?.partner_id), nameOf(jerseys?.stage_id)]).toEqual([
      'Velo Club Lyon',
      'Proposition',
    ]);
    expect(nameOf(deals.get('Workshop equipment')?.stage_id)).toBe('Won');
    const tags = deals.get('Company bikes')?.tag_ids;
    const found = await oracle.searchRead('crm.tag', [['id', 'in', tags]], ['name']);
    expect(new Set(found.map((tag) => tag.name))).toEqual(new Set(['E-bikes', 'Leasing']));
    const sum = [...deals.values()].reduce((total, deal) => total + Number(deal.expected_revenue), 0);
    expect(sum).toBeCloseTo(206_050.5, 2);
  },

  projects: async ({ records }) => {
    const customers = await records('customers', 'res.partner', 'name', '');
    expect(customers.size).toBe(4);
    const projects = await records('projects', 'project.project', 'name', 'partner_id date_start date');
    expect(projects.get('Relocation of the archive')).toMatchObject({
      date_start: '2026-03-02',
      date: '2026-06-30',
    });
    expect(nameOf(projects.get('Exhibition "Light"')?.partner_id)).toBe('Galerie Feldmann');
    expect(projects.get('Tidy up the office')?.partner_id).toBe(false);
    const stages = await records('stages', 'project.task.type', 'name', 'project_ids fold sequence');
    const shared = ['P-101', 'P-102', 'P-104'].length;
    expect(stages.get('With the customer')?.project_ids).toHaveLength(shared);
    expect(stages.get('Finished')).toMatchObject({ fold: true, sequence: 50 });
    const tasks = await records(
      'tasks',
      'project.task',
      'name',
      'project_id parent_id stage_id priority date_deadline tag_ids',
    );
    expect(tasks.size).toBe(16);
    const boxes = tasks.get('Pack boxes 1 to 400');
    expect([nameOf(boxes?.parent_id), nameOf(boxes?.stage_id), nameOf(boxes?.project_id)]).toEqual([
      'Move to the new store',
      'Under way',
      'Relocation of the archive',
    ]);
    expect(String(boxes?.date_deadline).slice(0, 10)).toBe('2026-03-20');
    expect(boxes?.tag_ids).toEqual(tasks.get('Move to the new store')?.tag_ids);
    expect([tasks.get('Go live')?.priority, tasks.get('Lighting plan')?.date_deadline]).toEqual(['1', false]);
  },

  hr: async ({ records }) => {
    const departments = await records('departments', 'hr.department', 'name', 'parent_id manager_id');
    expect(departments.size).toBe(7);
    expect(nameOf(departments.get('Paint shop')?.manager_id)).toBe('Olek Mazur');
    expect(departments.get('Warehouse')?.manager_id).toBe(false);
    const employees = await records(
      'employees',
      'hr.employee',
      'name',
      'barcode job_title job_id department_id parent_id work_email work_phone',
    );
    expect(employees.size).toBe(13);
    expect(employees.get('Zofia Nowak')).toMatchObject({
      barcode: 'HX1001',
      work_email: 'Z.Nowak@helix.example',
    });
    const managers = [...employees].map(([name, employee]) => [name, nameOf(employee.parent_id)]);
    // Odoo makes the head of a department the manager of who is put into it; the heads themselves are there too.
    expect(Object.fromEntries(managers)).toEqual({
      'Zofia Nowak': false,
      'Jan Wrona': 'Zofia Nowak',
      'Barbara Lis': 'Zofia Nowak',
      'Éva Szabó': 'Zofia Nowak',
      'Tomasz Krol': 'Zofia Nowak',
      'Anna Duda': 'Tomasz Krol',
      'Piotr Adamski': 'Barbara Lis',
      'Maja Zielinska': 'Piotr Adamski',
      'Kuba Baran': 'Piotr Adamski',
      'Olek Mazur': 'Barbara Lis',
      'Ewa Sikora': 'Olek Mazur',
      'Iga Pawlak': 'Barbara Lis',
      'Noor Haddad': 'Éva Szabó',
    });
    const olek = employees.get('Olek Mazur');
    expect([nameOf(olek?.department_id), nameOf(olek?.job_id)]).toEqual([
      'Management / Production / Paint shop',
      'Team leader',
    ]);
    expect(olek?.work_phone).toBe('+48 22 555 01 19');
    expect(employees.get('Noor Haddad')?.job_title).toBe('Sales representative');
    const jobs = await records('jobs', 'hr.job', 'name', '');
    expect([jobs.size, jobs.has('Team leader')]).toEqual([11, true]);
  },

  accounting: async ({ oracle, records }) => {
    const entries = await records('entries', 'account.move', 'ref', 'state move_type date journal_id');
    expect([...entries.values()].map((entry) => [entry.state, entry.move_type])).toEqual(
      Array(4).fill(['draft', 'entry']),
    );
    const opening = entries.get('OB-1 Opening balance of the accounts');
    expect(opening).toMatchObject({ date: '2026-01-01' });
    const lines = await records(
      'entry_lines',
      'account.move.line',
      'name',
      'move_id account_id partner_id debit credit date_maturity',
    );
    expect(lines.get('Invoice 2025-1188')).toMatchObject({
      debit: 3570,
      credit: 0,
      date_maturity: '2026-01-15',
    });
    expect(nameOf(lines.get('Invoice 2025-1188')?.partner_id)).toBe('Theater am Markt');
    const accountId = idOf(lines.get('Capital')?.account_id);
    const [capital] = await oracle.searchRead('account.account', [['id', '=', accountId]], ['code']);
    expect(capital?.code).toBe('301000');
    for (const { id } of entries.values()) {
      const own = await oracle.searchRead(
        'account.move.line',
        [['move_id', 'in', [id]]],
        ['debit', 'credit'],
      );
      const balance = own.reduce((sum, { debit, credit }) => sum + Number(debit) - Number(credit), 0);
      expect([own.length > 2, balance.toFixed(2).replace('-', '')]).toEqual([true, '0.00']);
    }
    await oracle.execute('account.move', 'action_post', [[opening?.id]]);
    expect((await oracle.searchRead('account.move', [['id', '=', opening?.id]], ['state']))[0]?.state).toBe(
      'posted',
    );
  },

  'complete-migration': async ({ records }) => {
    const companies = await records('companies', 'res.partner', 'ref', 'name country_id category_id');
    expect([companies.size, companies.get('K-01')?.name]).toEqual([10, 'Sailing Club Müggelsee']);
    expect(companies.get('K-04')?.category_id).toEqual(companies.get('K-02')?.category_id);
    expect(nameOf(companies.get('K-06')?.country_id)).toBe('United Kingdom');
    const people = await records('people', 'res.partner', 'name', 'parent_id function');
    expect(nameOf(people.get('Douwe de Boer')?.parent_id)).toBe('Frisian Tours BV');
    const products = await records('products', 'product.product', 'default_code', 'list_price categ_id');
    expect(products.get('PNT-VAR')?.list_price).toBeCloseTo(41.2, 6);
    expect(nameOf(products.get('SRV-HOUR')?.categ_id)).toMatch(/Yard services \/ Repairs$/);
    const employees = await records('employees', 'hr.employee', 'name', 'parent_id department_id');
    expect(nameOf(employees.get('Finn Juhl')?.parent_id)).toBe('Tom Ode');
    expect(nameOf(employees.get('Frauke Tern')?.department_id)).toBe('Boatyard Tern');
    const deals = await records('opportunities', 'crm.lead', 'name', 'expected_revenue stage_id partner_id');
    expect([deals.size, deals.get('Harbour launch')?.expected_revenue]).toEqual([10, 62_000]);
    expect(nameOf(deals.get('Deck of a cruiser')?.stage_id)).toBe('New');
    const orders = await records('orders', 'sale.order', 'origin', 'amount_untaxed state date_order');
    const sum = [...orders.values()].reduce((total, order) => total + Number(order.amount_untaxed), 0);
    expect([orders.size, sum.toFixed(2)]).toEqual([10, '29581.30']);
    expect(orders.get('B-504')).toMatchObject({ state: 'draft', date_order: '2026-02-02 00:00:00' });
    const lines = await records('order_lines', 'sale.order.line', 'name', 'order_id discount');
    expect([lines.size, lines.get('Cleats')?.discount]).toEqual([15, 15]);
    const tasks = await records('tasks', 'project.task', 'name', 'project_id parent_id');
    expect([tasks.size, nameOf(tasks.get('Steam and bend')?.parent_id)]).toEqual([12, 'New planks']);
    expect(nameOf(tasks.get('Mend the roof of the hall')?.project_id)).toBe('Repairs of the yard itself');
  },
};

/** Of the sample's order lines: quantity × price less discount, rounded per line. */
const SALES_TOTAL = '42577.08';
