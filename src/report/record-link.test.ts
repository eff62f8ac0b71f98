import { expect, test } from 'vitest';
import { recordLink } from './record-link.ts';

const pages = { url: 'https://odoo.example.com/', database: 'my db' };

test.each([
  [19, 'res.partner', 'https://odoo.example.com/odoo/res.partner/7?db=my%20db'],
  [18, 'website', 'https://odoo.example.com/odoo/m-website/7?db=my%20db'],
  [17, 'res.partner', 'https://odoo.example.com/web?db=my%20db#id=7&model=res.partner&view_type=form'],
  [14, 'res.partner', 'https://odoo.example.com/web?db=my%20db#id=7&model=res.partner&view_type=form'],
])('the page of a record in Odoo %i', (majorVersion, model, link) => {
  expect(recordLink({ ...pages, majorVersion }, model, 7)).toBe(link);
});

test('a password in the address is not told, a path in front is kept', () => {
  const url = 'https://me:secret@example.com/erp/';
  expect(recordLink({ url, database: 'x', majorVersion: 19 }, 'res.partner', 7)).toBe(
    'https://example.com/erp/odoo/res.partner/7?db=x',
  );
});
