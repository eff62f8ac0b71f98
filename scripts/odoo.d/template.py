# Runs in `odoo shell` on a new template database, on every version: the integration user, languages, and the keys
# for JSON-2 where there is JSON-2. Prints the credentials as one line.
import json

env = env(context=dict(env.context, active_test=False, no_reset_password=True, tracking_disable=True))  # noqa: F821
has_json2 = 'api_key_duration' in env['res.groups']._fields  # Odoo 19


def group(xmlid):
    return env.ref(xmlid, raise_if_not_found=False) or env['res.groups']


groups = env['res.groups']
for xmlid in (
    'base.group_user',
    'base.group_partner_manager',
    'sales_team.group_sale_manager',
    'product.group_product_manager',  # later versions only; on 14 the sales manager may create products
    'stock.group_stock_user',
    'hr.group_hr_user',
):
    groups |= group(xmlid)

integration = env['res.users'].create({
    'name': 'Integration',
    'login': 'integration',
    'password': 'integration',
    'email': 'integration@example.com',
    'group_ids' if 'group_ids' in env['res.users']._fields else 'groups_id': [(6, 0, groups.ids)],
})
for xmlid in ('base.group_system', 'base.group_erp_manager'):
    assert not integration.has_group(xmlid), xmlid
env['res.users'].search([]).write({'lang': 'en_US'})


def credentials(user, password):
    found = {'login': user.login, 'password': password}
    if has_json2:
        # In superuser mode a key may be without end date, for an ordinary user too.
        found['api_key'] = env['res.users.apikeys'].with_user(user).sudo()._generate('rpc', 'tests', None)
    return found


admin = env.ref('base.user_admin')
print('CREDENTIALS ' + json.dumps(
    dict(credentials(admin, 'admin'), integration=credentials(integration, 'integration')), separators=(',', ':')))
env.cr.commit()
