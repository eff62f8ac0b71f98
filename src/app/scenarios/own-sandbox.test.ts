import { expect, test } from 'vitest';
import { openProduct, unwrap } from '../../../test/support/product.ts';

test('the sandbox of the process is reached by one connection, however often it is asked for', async () => {
  const product = await openProduct();
  const first = unwrap(await product.app.connections.openSandbox());
  const second = unwrap(await product.app.connections.openSandbox());
  expect(second.id).toBe(first.id);
  expect(unwrap(await product.app.connections.test(first.id))).toMatchObject({
    verdict: 'ok',
    transport: 'json2',
  });
  await product.close();
});
