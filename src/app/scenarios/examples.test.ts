import { expect, test } from 'vitest';
import { openProduct, unwrap } from '../../../test/support/product.ts';

test('each example becomes a dataset with the rows and sheets it says', async () => {
  const product = await openProduct();
  const { app } = product;
  for (const { id, rows, sheets } of app.examples.list()) {
    const { manifest } = unwrap(await app.examples.createDataset(id));
    expect(manifest.sheets.map((sheet) => sheet.name).sort()).toEqual([...sheets]);
    expect(manifest.sheets.reduce((sum, sheet) => sum + sheet.rowCount, 0)).toBe(rows);
  }
  expect(await app.examples.createDataset('none')).toMatchObject({ ok: false, error: { code: 'not_found' } });
  await product.close();
});
