import type { SchemaSnapshot } from '../../mapping/target-schema.ts';
import type { ModelNode } from '../graph-spec.ts';
import { findingAt } from './finding-at.ts';
import type { Finding, FindingSeverity } from './readiness.ts';

/** What everybody falls into once with these models; all nodes of the graph are known, as some traps take two of them. */
export function knownTraps(nodes: readonly ModelNode[], snapshot: SchemaSnapshot): readonly Finding[] {
  return nodes.flatMap((node) => [
    ...productVariant(node, nodes),
    ...entryBalance(node),
    ...invoices(node),
    ...recordState(node),
    ...stockQuantities(node, snapshot),
    ...usersAndMails(node),
  ]);
}

function maps(node: ModelNode, field: string): boolean {
  return Object.hasOwn(node.data.fields, field);
}

/** Fields of product.template that show nothing, and write nothing, once there are several variants (product_template.py, 14 to 19). */
const OF_THE_VARIANT = ['barcode', 'default_code', 'standard_price', 'volume', 'weight'];

function productVariant(node: ModelNode, nodes: readonly ModelNode[]): readonly Finding[] {
  const { odooModel } = node.data;
  if (odooModel === 'product.product' && !maps(node, 'product_tmpl_id')) {
    return [
      findingAt(
        'note',
        'product_variant',
        { node },
        'each row becomes a product of its own with one variant. Load things that exist in several sizes or colours as product.template with attribute lines, and let Odoo make the variants.',
      ),
    ];
  }
  if (odooModel !== 'product.template') return [];
  const lost = OF_THE_VARIANT.filter((field) => maps(node, field));
  const hasAttributes = nodes.some(({ data }) => data.odooModel === 'product.template.attribute.line');
  if (!hasAttributes || lost.length === 0) {
    return [
      findingAt(
        'note',
        'product_variant',
        { node },
        'order and stock lines refer to variants (product.product), not to product.template. Load things that exist in one form only into product.product, which makes the template along with it.',
      ),
    ];
  }
  return [
    findingAt(
      'warning',
      'product_variant',
      { node, field: lost[0] ?? 'default_code' },
      `${lost.join(', ')} belong to the variant, and are lost on a template that gets several variants. Import them into product.product after the variants are there.`,
    ),
  ];
}

function entryBalance(node: ModelNode): readonly Finding[] {
  if (node.data.odooModel !== 'account.move.line') return [];
  if (node.data.context?.check_move_validity === false) {
    return [
      findingAt(
        'note',
        'entry_balance',
        { node },
        'debit and credit of an entry are not compared while its lines are loaded, and Odoo refuses to post an entry that is not balanced. Look for unbalanced drafts after the run.',
      ),
    ];
  }
  return [
    findingAt(
      'warning',
      'entry_balance',
      { node },
      'Odoo refuses lines that leave their entry unbalanced, and lines of one entry may go in several calls. Put check_move_validity: false into the context of this node, and look for unbalanced drafts after the run.',
    ),
  ];
}

function invoices(node: ModelNode): readonly Finding[] {
  const kind = node.data.fields.move_type;
  const isInvoice = kind !== undefined && (!('value' in kind) || /^(in|out)_/.test(String(kind.value)));
  if (node.data.odooModel !== 'account.move' || !isInvoice) return [];
  return [
    findingAt(
      'note',
      'taxes_and_prices',
      { node, field: 'move_type' },
      'an invoice computes its taxes and its receivable or payable line by itself, so its total may differ from the old system. Compare totals before posting; open items of the past come over more surely as journal entries.',
    ),
  ];
}

/** Documents whose state is the end of an action in Odoo, and the state they begin with. */
const DOCUMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'account.move': 'draft',
    'account.payment': 'draft',
    'hr.expense': 'draft',
    'hr.leave': 'confirm',
    'mrp.production': 'draft',
    'purchase.order': 'draft',
    'sale.order': 'draft',
    'stock.picking': 'draft',
  }),
);

function recordState(node: ModelNode): readonly Finding[] {
  const { odooModel, fields } = node.data;
  const first = DOCUMENTS.get(odooModel);
  if (first === undefined) return [];
  const { state } = fields;
  const staysFirst = state === undefined || ('value' in state && state.value === first);
  if (staysFirst) {
    return [
      findingAt(
        'note',
        'record_state',
        { node },
        'records stay drafts. Confirm or post them in Odoo, where everything that follows from it is done.',
      ),
    ];
  }
  return [
    findingAt(
      'warning',
      'record_state',
      { node, field: 'state' },
      `a state that is written does nothing of what the button in Odoo does (numbers, deliveries, entries), and Odoo may refuse it. Leave "state" out, and confirm or post the drafts in Odoo.`,
    ),
  ];
}

/** What `stock.quant` takes along with a counted quantity (stock_quant.py 19 `_get_inventory_fields_create`). */
const COUNTED: readonly string[] = ['inventory_quantity', 'inventory_quantity_auto_apply'];
const COUNTED_WITH: readonly string[] = [
  ...COUNTED,
  'inventory_date',
  'inventory_quantity_set',
  'location_id',
  'lot_id',
  'owner_id',
  'package_id',
  'product_id',
  'user_id',
];

function stockQuantities(node: ModelNode, { majorVersion }: SchemaSnapshot): readonly Finding[] {
  if (node.data.odooModel !== 'stock.quant') return [];
  const finding = (severity: FindingSeverity, text: string, field?: string): readonly Finding[] => [
    findingAt(severity, 'stock_quantities', { node, ...(field === undefined ? {} : { field }) }, text),
  ];
  if (majorVersion < 15) {
    return finding(
      'blocker',
      'Odoo 14 lets nobody write quantities on hand but its own screens. Load stock.inventory and stock.inventory.line (product_qty) instead, and validate the inventory in Odoo.',
    );
  }
  if (!COUNTED.some((field) => maps(node, field))) {
    return finding(
      'warning',
      'a quantity on hand is the sum of stock moves, and one that is written directly has none: history and valuation do not know of it. Map inventory_quantity, which counts as an inventory adjustment.',
    );
  }
  const refused = Object.keys(node.data.fields).filter(
    (field) => !COUNTED_WITH.includes(field) && !field.startsWith('x_'),
  );
  if (refused.length > 0) {
    const text = `Odoo refuses ${refused.join(', ')} beside a counted quantity. Remove these mappings.`;
    return finding('blocker', text, refused[0]);
  }
  return finding(
    'note',
    maps(node, 'inventory_quantity_auto_apply')
      ? 'each row makes a stock move at once, which a rollback does not take back. Try it on a copy of the database first.'
      : 'quantities are counted, not applied. Apply the count in Odoo (Inventory, Physical Inventory) after the run, or map inventory_quantity_auto_apply instead.',
  );
}

/** Keys of the context that keep Odoo from writing mails; a node may switch them off. */
const QUIET = ['tracking_disable', 'no_reset_password', 'import_file'] as const;

function usersAndMails(node: ModelNode): readonly Finding[] {
  const { odooModel, context } = node.data;
  const loud = QUIET.filter((key) => context !== undefined && Object.hasOwn(context, key) && !context[key]);
  if (loud.length > 0) {
    return [
      findingAt(
        'warning',
        'users_and_mails',
        { node },
        `the context of this node sets ${loud.join(', ')} to nothing, so Odoo may mail invitations and notices to people. Remove it, unless they shall be mailed.`,
      ),
    ];
  }
  const text = MAILS.get(odooModel);
  if (text === undefined || (odooModel === 'calendar.event' && context?.no_mail_to_attendees === true))
    return [];
  const severity = odooModel === 'res.users' ? 'note' : 'warning';
  return [findingAt(severity, 'users_and_mails', { node }, text)];
}

const MAILS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'res.users':
      'new users get no invitation and no password during the run, and each may take a paid seat. Invite them from Odoo (Settings, Users) when everything is right.',
    'calendar.event':
      'Odoo mails an invitation to every attendee of a meeting in the future. Put no_mail_to_attendees: true into the context of this node.',
    'mail.activity':
      'Odoo tells people by mail that an activity was given to them. Try it with one row first.',
    'mail.mail':
      'Odoo sends what is in its mail queue. Import old mails as mail.message on their records instead.',
    'mailing.mailing': 'a mailing in the queue is sent by itself. Leave its state out.',
  }),
);
