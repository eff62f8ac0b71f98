import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';
import { ReportAnswer } from '../schemas/report.ts';

async function serverWithRun() {
  const { app, call } = await startTestServer();
  const data = { odooModel: 'res.partner', key: ['Name'], fields: {} };
  await app.graphs.create({ id: 'crm', name: 'CRM', nodes: [{ id: 'companies', type: 'model', data }] });
  await app.runs.start({ graphId: 'crm' });
  return (path: string, accept?: string) =>
    call({ url: `/api/v1/runs/${path}`, ...(accept === undefined ? {} : { headers: { accept } }) });
}

test('JSON is as the document says', async () => {
  const get = await serverWithRun();
  for (const path of ['run_1/report', 'run_1/report.json', 'run_1/report?format=json']) {
    const answer = await get(path);
    expect(answer.headers['content-type']).toBe('application/json');
    const report = ReportAnswer.parse(answer.json());
    expect(report.rows).toMatchObject([{ node: 'companies', row: 14, key: '=1+1', outcome: 'rejected' }]);
  }
});

test('CSV is one table, its cells no formulas', async () => {
  const get = await serverWithRun();
  const rows = await get('run_1/report', 'text/html, text/csv;q=0.9');
  expect(rows.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="run_1-rows.csv"',
  });
  expect(rows.body).toContain(`"companies","companies",14,"'=1+1","rejected",`);
  const summary = await get('run_1/report.csv?part=summary');
  expect(summary.body).toContain('"graph","CRM"\r\n');
});

test('XLSX has a sheet for each part', async () => {
  const get = await serverWithRun();
  const answer = await get('run_1/report.xlsx');
  expect(answer.headers['content-disposition']).toBe('attachment; filename="run_1-report.xlsx"');
  const { sheets } = await readXlsx(new Uint8Array(answer.rawPayload));
  expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Summary', 24],
    ['Nodes', 1],
    ['Issues', 1],
    ['Rows', 2],
  ]);
  expect(sheets[3]?.rows[1]?.[3]).toBe("'=1+1");
});

test('an unknown run is a problem, in every format; so is an unknown format', async () => {
  const get = await serverWithRun();
  for (const path of ['none/report', 'none/report.csv', 'none/report.xlsx']) {
    const answer = await get(path);
    expect([answer.statusCode, answer.json()]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
  }
  expect((await get('run_1/report?format=pdf')).statusCode).toBe(400);
});
