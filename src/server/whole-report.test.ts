import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { addAddressBook } from '../../test/support/address-book.ts';
import { runToEnd, unwrap } from '../../test/support/product.ts';
import { openStage, type Stage } from '../../test/support/stage.ts';
import type { RunView } from '../app/run-views.ts';
import { OUTCOMES } from '../issue.ts';
import { writeReport } from '../report/write-report.ts';
import { ReportAnswer } from './schemas/report.ts';

let stage: Stage;
let run: RunView;
let report: z.output<typeof ReportAnswer>;

beforeAll(async () => {
  stage = await openStage();
  const { app, connectionId } = stage;
  run = await runToEnd(app, { ...(await addAddressBook(app)), connectionId });
  report = await reportOf(run.id);
});
afterAll(() => stage.close());

async function reportOf(runId: string) {
  const found = unwrap(await stage.app.runs.report(runId));
  return ReportAnswer.parse(JSON.parse(await text(writeReport(found, { format: 'json' }))));
}

test('the head says what was loaded, into what, by whom and when', async () => {
  const { head } = report;
  const yaml = unwrap(await stage.app.graphs.exportYaml(run.graphId));
  expect(head).toMatchObject({
    run_id: run.id,
    kind: 'run',
    status: 'completed_with_errors',
    graph: {
      id: run.graphId,
      name: 'Address book',
      version: 1,
      hash: createHash('sha256').update(yaml).digest('hex'),
    },
    dataset: { hash: run.datasetHash, files: [{ name: 'companies.csv' }, { name: 'people.csv' }] },
    connection: { url: `${stage.sandbox.url}/`, database: 'sandbox', login: 'admin', server_version: '19.0' },
    started_at: run.startedAt,
    completed_at: run.completedAt,
  });
  expect(head.workers).toHaveLength(1);
  expect(head.active_seconds).toBeGreaterThan(0);
  expect(JSON.stringify(report)).not.toContain('sandbox-api-key');
});

test('the counts of each node add up to its rows, and are those of its rows', () => {
  for (const node of report.nodes) {
    const own = report.rows.filter((row) => row.node === node.node);
    expect(own).toHaveLength(node.rows ?? -1);
    expect(OUTCOMES.reduce((sum, outcome) => sum + node[outcome], node.open)).toBe(node.rows);
    for (const outcome of OUTCOMES)
      expect(own.filter((row) => row.outcome === outcome)).toHaveLength(node[outcome]);
    expect(node.seconds).toBeGreaterThan(0);
  }
  expect(
    report.nodes.map(({ node, sheet, created, rejected, blocked }) => [
      node,
      sheet,
      created,
      rejected,
      blocked,
    ]),
  ).toEqual([
    ['companies', 'companies', 3, 2, 0],
    ['people', 'people', 3, 1, 2],
  ]);
});

test('a row has its record, external ID and link; Odoo holds that record', async () => {
  const loaded = report.rows.filter((row) => row.record_id !== null);
  expect(loaded).toHaveLength(6);
  for (const { record_id: id, external_id: externalId, link } of loaded) {
    expect(stage.sandbox.state.idOf(externalId ?? '')).toBe(id);
    expect(link).toBe(`${stage.sandbox.url}/odoo/res.partner/${id}?db=sandbox`);
  }
  const [ann] = await stage.odoo.searchRead('res.partner', [['id', '=', loaded.at(3)?.record_id]], ['name']);
  expect([loaded.at(3)?.key, ann?.name]).toEqual(['ann~40acme~2Eexample', 'Ann Byrne']);
});

test('a row that was not loaded says why', () => {
  const missing = report.rows.filter((row) => row.record_id === null);
  expect(
    missing.map(({ sheet, row, outcome, blocked_by, issues }) => [
      sheet,
      row,
      outcome,
      blocked_by,
      issues.map((issue) => issue.code),
    ]),
  ).toEqual([
    ['companies', 4, 'rejected', null, ['required_missing']],
    ['companies', 5, 'rejected', null, ['reference_not_found']],
    ['people', 5, 'blocked', 'companies:CRUX', []],
    ['people', 6, 'blocked', 'companies:DELTA', []],
    ['people', 7, 'rejected', null, ['reference_not_found']],
  ]);
  expect(report.issues.map(({ node, code, count }) => [node, code, count])).toEqual(
    expect.arrayContaining([
      ['companies', 'required_missing', 1],
      ['people', 'reference_not_found', 1],
    ]),
  );
});

test('what was deleted meanwhile is still reported', async () => {
  unwrap(await stage.app.graphs.remove(run.graphId));
  unwrap(await stage.app.datasets.remove(run.datasetId));
  unwrap(await stage.app.connections.remove(run.connectionId));
  expect(await reportOf(run.id)).toEqual(report);
});
