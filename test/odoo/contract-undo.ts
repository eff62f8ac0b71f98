import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { InboundField, Referrer, Target } from '../../src/load/ports.ts';
import { answered, type ContractWorld } from './contract-world.ts';

/** What undoing a run relies on: what moves write dates, what refers to a record, what deleting does and refuses (odoo.md d.9). */
export function describeUndo(world: () => ContractWorld): void {
  /** Odoo's clock ticks in seconds. */
  const nextSecond = () => delay(1_100);
  const audit = async (model: string, id: number | undefined) => {
    const fields = ['create_date', 'write_date', 'create_uid', 'write_uid'] as const;
    const [record] = await world().read(model, [id!], fields);
    return Object.fromEntries(fields.map((field) => [field, String(record?.[field])])) as Record<
      Audited,
      string
    >;
  };
  const exists = async (model: string, ids: readonly (number | undefined)[]) =>
    answered(await world().target.findById(model, ids.map(Number)));
  const referrersOf = async (target: Target, model: string, ids: readonly number[]) => {
    const inbound = answered(await target.inboundFields([model], ['crm.lead', 'res.partner', 'sale.order']));
    return { inbound, found: await findAll(target, model, ids, inbound.fields) };
  };

  describe('write dates', () => {
    test('of a company stay when a contact is loaded below it', async () => {
      const { newNamespace, loadIds } = world();
      const ns = newNamespace();
      const [company] = await loadIds('res.partner', ['id', 'name', 'is_company'], [[`${ns}.a`, 'A', '1']]);
      const before = await audit('res.partner', company);
      await nextSecond();
      // by an administrator: with accounting, 19 lets an ordinary user load no contact below a company
      answered(
        await world().adminTarget.load({
          model: 'res.partner',
          columns: ['id', 'name', 'parent_id/id'],
          rows: [[`${ns}.b`, 'B', `${ns}.a`]],
          context: {},
        }),
      );
      expect(await audit('res.partner', company)).toEqual(before);
    });

    test('of an order move when a line is loaded or deleted, and its creator stays', async () => {
      const { target } = world();
      const { order, line } = await orderWithLine(world());
      const made = await audit('sale.order', order);
      const withLine = await audit('sale.order.line', line);
      expect(made.write_date).toBe(withLine.write_date);
      expect(made.create_date < made.write_date).toBe(true);
      await nextSecond();
      answered(await target.unlink('sale.order.line', [line], {}));
      const without = await audit('sale.order', order);
      expect(without.write_date > made.write_date).toBe(true);
      expect([without.write_uid, without.create_date]).toEqual([made.create_uid, made.create_date]);
    });

    test('of a record are its creation date until something writes to it', async () => {
      const { newNamespace, loadIds } = world();
      const [tag] = await loadIds('crm.tag', ['id', 'name'], [[`${newNamespace()}.a`, `tag ${Date.now()}`]]);
      const { create_date: created, write_date: written } = await audit('crm.tag', tag);
      expect(written).toBe(created);
    });
  });

  describe('referrers', () => {
    test('of a partner: its order, its lead and its contact, each through its field, in one search per model', async () => {
      const { newNamespace, loadIds, target } = world();
      const ns = newNamespace();
      const [partner, other] = await loadIds(
        'res.partner',
        ['id', 'name'],
        [
          [`${ns}.p`, 'P'],
          [`${ns}.q`, 'Q'],
        ],
      );
      const [order] = await loadIds('sale.order', ['id', 'partner_id/id'], [[`${ns}.o`, `${ns}.p`]]);
      const [lead] = await loadIds(
        'crm.lead',
        ['id', 'name', 'partner_id/id', 'active'],
        [[`${ns}.l`, 'L', `${ns}.p`, '0']],
      );
      const { found } = await referrersOf(target, 'res.partner', [partner!, other!]);
      const through = (model: string, id: number | undefined) =>
        found.filter((one) => one.model === model && one.id === id).map(({ field, to }) => [field, to]);
      expect(through('sale.order', order)).toEqual(
        expect.arrayContaining([
          ['partner_id', partner],
          ['partner_invoice_id', partner],
          ['partner_shipping_id', partner],
        ]),
      );
      expect(through('crm.lead', lead)).toContainEqual(['partner_id', partner]);
      expect(found.filter(({ to, model }) => to === other && model !== 'res.partner')).toEqual([]);
    });

    test('come with who made and wrote them, in parts', async () => {
      const { newNamespace, loadIds, client, target } = world();
      const ns = newNamespace();
      const [partner] = await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
      const leads = await loadIds(
        'crm.lead',
        ['id', 'name', 'partner_id/id'],
        [
          [`${ns}.l`, 'L', `${ns}.p`],
          [`${ns}.m`, 'M', `${ns}.p`],
        ],
      );
      const fields = answered(await target.inboundFields(['res.partner'], ['crm.lead'])).fields;
      const through = fields.filter(({ model, field }) => model === 'crm.lead' && field === 'partner_id');
      const page = answered(await target.findReferrers('res.partner', [partner!], through, leads[0]!));
      expect(page).toEqual({
        referrers: [
          {
            id: leads[1],
            field: 'partner_id',
            to: partner,
            audit: {
              createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
              createdBy: client.uid,
              writtenAt: expect.any(String),
              writtenBy: client.uid,
            },
          },
        ],
        next: null,
      });
    });

    test('of a tag are the records that have it, and that many2many has another side', async () => {
      const { newNamespace, loadIds, target, adminTarget } = world();
      const ns = newNamespace();
      const [tag] = await loadIds('res.partner.category', ['id', 'name'], [[`${ns}.t`, `${ns} tag`]]);
      const columns = ['id', 'name', 'category_id/id'];
      const [partner] = await loadIds('res.partner', columns, [[`${ns}.p`, 'P', `${ns}.t`]]);
      for (const one of [target, adminTarget]) {
        const { found, inbound } = await referrersOf(one, 'res.partner.category', [tag!]);
        expect(found).toContainEqual(
          expect.objectContaining({ model: 'res.partner', id: partner, field: 'category_id', to: tag }),
        );
        const field = inbound.fields.find(
          ({ model, field: name }) => `${model}.${name}` === 'res.partner.category_id',
        );
        expect(field).toMatchObject({ kind: 'many2many', mirror: 'partner_ids' });
      }
    });

    test('an administrator sees the fields of every model and what the database does with them', async () => {
      const { adminTarget } = world();
      const { scope, fields } = answered(await adminTarget.inboundFields(['res.partner'], []));
      expect(scope).toBe('all');
      const ruleOf = (model: string, field: string) =>
        fields.find((one) => one.model === model && one.field === field)?.onDelete;
      expect(ruleOf('sale.order', 'partner_id')).toBe('restrict');
      expect(ruleOf('crm.lead', 'partner_id')).toBe('set null');
      const ofOrder = answered(await adminTarget.inboundFields(['sale.order'], [])).fields;
      const lines = ofOrder.find(({ model, field }) => model === 'sale.order.line' && field === 'order_id');
      expect(lines).toMatchObject({
        onDelete: 'cascade',
        required: true,
        kind: 'many2one',
        to: 'sale.order',
      });
    });

    test('an ordinary user sees those of all models on 14, of what it may read on 16 and later', async () => {
      const { target, major } = world();
      const { scope, fields } = answered(await target.inboundFields(['res.partner'], []));
      expect(scope).toBe(major >= 16 ? 'readable' : 'all');
      const models = new Set(fields.map(({ model }) => model));
      for (const model of ['crm.lead', 'sale.order', 'res.users', 'hr.employee'])
        expect(models).toContain(model);
    });

    test('views, wizards, followers and external IDs are none', async () => {
      const { target, adminTarget } = world();
      for (const one of [target, adminTarget]) {
        const { fields } = answered(await one.inboundFields(['res.partner', 'hr.employee'], []));
        const models = new Set(fields.map(({ model }) => model));
        for (const model of [
          'sale.report',
          'crm.activity.report',
          'hr.employee.public',
          'base.partner.merge.automatic.wizard',
          'mail.followers',
          'ir.model.data',
        ])
          expect(models).not.toContain(model);
      }
    });

    test('a file, an activity and a message of somebody refer to their record; the notes of Odoo do not', async ({
      skip,
    }) => {
      const { newNamespace, loadIds, admin, adminTarget, server } = world();
      if (!server.isReal) return skip('the sandbox has no chatter');
      const [partner] = await loadIds('res.partner', ['id', 'name'], [[`${newNamespace()}.p`, 'P']]);
      const create = (model: string, values: object) => createOne(admin, model, values);
      const file = await create('ir.attachment', {
        name: 'a.txt',
        res_model: 'res.partner',
        res_id: partner,
      });
      const said = { model: 'res.partner', res_id: partner, body: 'Call me' };
      const comment = await create('mail.message', { ...said, message_type: 'comment' });
      const note = await create('mail.message', { ...said, message_type: 'notification' });
      const { found } = await referrersOf(adminTarget, 'res.partner', [partner!]);
      const ids = (model: string) => found.filter((one) => one.model === model).map(({ id }) => id);
      expect(ids('ir.attachment')).toContain(file);
      expect(ids('mail.message')).toContain(comment);
      expect(ids('mail.message')).not.toContain(note);
    });
  });

  describe('unlink', () => {
    test('deletes what nothing needs', async () => {
      const { newNamespace, loadIds, target } = world();
      const ns = newNamespace();
      const rows = ['a', 'b'].map((name) => [`${ns}.${name}`, name]);
      const ids = await loadIds('res.partner', ['id', 'name'], rows);
      expect(await target.unlink('res.partner', ids, {})).toEqual({ ok: true, value: null });
      expect(await exists('res.partner', ids)).toEqual([]);
      expect(await target.unlink('res.partner', [], {})).toEqual({ ok: true, value: null });
    });

    test('with a record among them that is gone deletes none', async () => {
      const { newNamespace, loadIds, target } = world();
      const [id] = await loadIds('res.partner', ['id', 'name'], [[`${newNamespace()}.a`, 'A']]);
      const answer = await target.unlink('res.partner', [id!, 999999999], {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'record_missing' } });
      expect(await exists('res.partner', [id])).toEqual([id]);
    });

    test('is refused for a product that an order line has', async () => {
      const { target } = world();
      const { product } = await orderWithLine(world());
      const answer = await target.unlink('product.product', [product], {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'rejected' } });
      expect(await exists('product.product', [product])).toEqual([product]);
    });

    test('is refused for a confirmed order', async () => {
      const { target, newNamespace, loadIds } = world();
      const ns = newNamespace();
      await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
      const [order] = await loadIds(
        'sale.order',
        ['id', 'partner_id/id', 'state'],
        [[`${ns}.o`, `${ns}.p`, 'sale']],
      );
      const answer = await target.unlink('sale.order', [order!], {});
      expect(answer).toMatchObject({ ok: false, fault: { kind: 'certain', reason: 'rejected' } });
    });

    test('takes the lines of an order and the subcategories of a category with it', async () => {
      const { target, newNamespace, loadIds } = world();
      const { order, line } = await orderWithLine(world());
      answered(await target.unlink('sale.order', [order], {}));
      expect(await exists('sale.order.line', [line])).toEqual([]);
      const ns = newNamespace();
      const [above, below] = await loadIds(
        'product.category',
        ['id', 'name', 'parent_id/id'],
        [
          [`${ns}.a`, 'A', ''],
          [`${ns}.b`, 'B', `${ns}.a`],
        ],
      );
      answered(await target.unlink('product.category', [above!], {}));
      expect(await exists('product.category', [below])).toEqual([]);
    });

    test('of a product takes its template along, of a template its variants', async () => {
      const { target, newNamespace, loadIds, read, search } = world();
      const ns = newNamespace();
      const [product] = await loadIds('product.product', ['id', 'name'], [[`${ns}.p`, 'P']]);
      const [made] = await read('product.product', [product!], ['product_tmpl_id']);
      const template = Number(made?.product_tmpl_id);
      expect((await audit('product.template', template)).create_date).toBe(
        (await audit('product.product', product)).create_date,
      );
      answered(await target.unlink('product.product', [product!], {}));
      expect(await exists('product.template', [template])).toEqual([]);
      const [other] = await loadIds('product.template', ['id', 'name'], [[`${ns}.t`, 'T']]);
      const variants = await search('product.product', [['product_tmpl_id', '=', other]]);
      expect(variants).toHaveLength(1);
      answered(await target.unlink('product.template', [other!], {}));
      expect(await exists('product.product', variants)).toEqual([]);
    });

    test('of an employee leaves the contact that Odoo made for it (19)', async ({ skip }) => {
      const { target, newNamespace, loadIds, read, major } = world();
      if (major < 19) return skip('14 makes no contact');
      const [employee] = await loadIds('hr.employee', ['id', 'name'], [[`${newNamespace()}.e`, 'E']]);
      const [made] = await read('hr.employee', [employee!], ['work_contact_id', 'create_date']);
      const contact = Number(made?.work_contact_id);
      expect((await audit('res.partner', contact)).create_date).toBe(made?.create_date);
      answered(await target.unlink('hr.employee', [employee!], {}));
      expect(await exists('res.partner', [contact])).toEqual([contact]);
    });
  });

  async function orderWithLine({ newNamespace, loadIds }: ContractWorld) {
    const ns = newNamespace();
    await loadIds('res.partner', ['id', 'name'], [[`${ns}.p`, 'P']]);
    const [product] = await loadIds('product.product', ['id', 'name'], [[`${ns}.x`, 'X']]);
    const [order] = await loadIds('sale.order', ['id', 'partner_id/id'], [[`${ns}.o`, `${ns}.p`]]);
    await nextSecond();
    const [line] = await loadIds(
      'sale.order.line',
      ['id', 'order_id/id', 'product_id/id', 'product_uom_qty', 'price_unit'],
      [[`${ns}.l`, `${ns}.o`, `${ns}.x`, '2', '5']],
    );
    return { order: order!, line: line!, product: product! };
  }
}

type Audited = 'create_date' | 'write_date' | 'create_uid' | 'write_uid';
type Found = Referrer & { readonly model: string };

async function findAll(
  target: Target,
  model: string,
  ids: readonly number[],
  fields: readonly InboundField[],
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const [referring, through] of Map.groupBy(fields, (field) => field.model)) {
    const page = await target.findReferrers(model, ids, through, 0);
    // what the user may not read is not seen
    if (!page.ok && page.fault.reason === 'access_denied') continue;
    found.push(...answered(page).referrers.map((one) => ({ ...one, model: referring })));
  }
  return found;
}

async function createOne(client: ContractWorld['client'], model: string, values: object): Promise<number> {
  const ids = await client.call(model, 'create', {
    args: { vals_list: [values] },
    positional: ['vals_list'],
    answer: z.array(z.number()),
  });
  return answered(ids)[0] ?? 0;
}
