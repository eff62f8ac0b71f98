import { expect, test } from 'vitest';
import { readZip } from '../../../test/support/read-zip.ts';
import { startTestServer } from '../../../test/support/test-server.ts';

test('the export is a zip file, and is disposed of once it is sent', async () => {
  const { app, call } = await startTestServer();
  await app.graphs.create({ id: 'crm', name: 'CRM', nodes: [] });
  const answer = await call({ url: '/api/v1/graphs/crm/export-data' });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="crm-export.zip"',
  });
  const files = await readZip(answer.rawPayload);
  expect([...files].map(([name, content]) => [name, content.toString()])).toEqual([
    ['README.txt', 'read me'],
  ]);
  await expect.poll(() => app.disposed).toBe(1);
});

test('an unknown graph is a problem, not an empty archive', async () => {
  const { call } = await startTestServer();
  const answer = await call({ url: '/api/v1/graphs/none/export-data' });
  expect([answer.statusCode, answer.json()]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
});
