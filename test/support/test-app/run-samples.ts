import type { GraphView } from '../../../src/app/graph-cases.ts';
import type { BatchView, RunRowDetail, RunView, VanishedView } from '../../../src/app/run-views.ts';
import { OUTCOMES } from '../../../src/issue.ts';
import type { OutcomeCounts } from '../../../src/load/run-store.ts';
import type { RunReport } from '../../../src/report/run-report.ts';
import { AT } from './world.ts';

export const BATCH: BatchView = {
  batch: 1,
  node: 'companies',
  kind: 'create',
  state: 'settled',
  generation: 0,
  rows: 3,
  workers: 1,
  sentAt: AT,
  settledAt: AT,
  counts: { created: 2, rejected: 1 },
};

export const VANISHED: VanishedView = {
  node: 'companies',
  key: 'OLD',
  model: 'res.partner',
  recordId: 12,
  externalId: 'crm.companies_OLD',
  action: 'archive',
  state: 'withheld',
  reason: 'more_than_half',
  detail: null,
  renamedTo: null,
};

export const NO_COUNTS = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as OutcomeCounts;

export function runOf(id: string, graph: GraphView, datasetId: string): RunView {
  const companies = { ...NO_COUNTS, created: 2, updated: 1, unchanged: 4 };
  const leads = { ...NO_COUNTS, created: 1, rejected: 2, blocked: 3 };
  return {
    id,
    kind: 'run',
    checkDepth: null,
    ofRun: null,
    graphId: graph.id,
    graphName: graph.name,
    graphVersion: graph.version,
    datasetId,
    datasetName: 'data',
    datasetHash: 'abc',
    connectionId: 'con_1',
    connectionName: 'prod',
    status: 'pending',
    pauseReason: null,
    errorMessage: null,
    taskId: `task_of_${id}`,
    createdAt: AT,
    startedAt: null,
    completedAt: null,
    rolledBackAt: null,
    progress: {
      currentNode: 'leads',
      currentIndex: 1,
      totalNodes: 2,
      percentage: 61,
      rowsDone: 13,
      rowsTotal: 20,
      rowsPerSecond: 12.5,
      etaSeconds: null,
      waitingFor: 'Odoo (429), next try at 14:03:07',
      nodes: [
        {
          nodeId: 'companies',
          model: 'res.partner',
          status: 'completed',
          rowsTotal: 7,
          counts: companies,
          undo: NO_UNDO,
          adopted: 1,
          vanished: 2,
        },
        {
          nodeId: 'leads',
          model: 'crm.lead',
          status: 'running',
          rowsTotal: 13,
          counts: leads,
          undo: NO_UNDO,
          adopted: 0,
          vanished: 0,
        },
      ],
    },
  };
}

export const ROLLBACK_PREVIEW = {
  records: 4,
  nodes: [
    { nodeId: 'companies', model: 'res.partner', toDelete: 1, toRestore: 1, kept: [] },
    {
      nodeId: 'leads',
      model: 'crm.lead',
      toDelete: 0,
      toRestore: 0,
      kept: [{ reason: 'changed_since', count: 1 }],
    },
  ],
  alsoDeleted: [{ model: 'product.template', count: 1 }],
  kept: [
    {
      node: 'leads',
      row: 2,
      key: 'L1',
      recordId: 7,
      reason: 'changed_since',
      detail: 'Somebody changed name since the run.',
      isPartial: false,
    },
  ],
  keptTotal: 1,
  scope: 'all',
  unseen: [],
} as const;

const NO_UNDO = { toUndo: 0, deleted: 0, restored: 0, kept: 0, archived: 0 };

export function rejectedRow(node: string) {
  const issue = {
    severity: 'error',
    code: 'required_missing',
    message: 'Row 14 of "Companies": Name is empty. Fill the cell.',
    node,
    field: 'name',
    sheet: 'Companies',
    row: 14,
    column: 'Name',
  } as const;
  const undo = { undo: null, undoReason: null, undoDetail: null } as const;
  const state = { outcome: 'rejected', rule: null, recordId: null, blockedBy: null, ...undo } as const;
  return { node, row: 14, ord: 12, key: 'ACME', ...state, issues: [issue] };
}

export function detailOf(row: ReturnType<typeof rejectedRow>): RunRowDetail {
  const nothing = { attempts: [], failedCalls: [], changes: [], prepared: null };
  const place = { model: 'res.partner', sheet: 'Companies', externalId: null, link: null };
  return { ...row, ...place, ...nothing, missing: 'The dataset was deleted.' };
}

export function reportOf(run: RunView): RunReport {
  const { issues, ...row } = rejectedRow('companies');
  const place = { model: 'res.partner', sheet: 'companies', externalId: null, link: null, changes: [] };
  async function* rows() {
    yield [{ ...row, ...place, key: '=1+1', issues }];
  }
  return {
    head: {
      runId: run.id,
      kind: run.kind,
      checkDepth: run.checkDepth,
      ofRun: run.ofRun,
      status: run.status,
      errorMessage: null,
      graph: { id: run.graphId, name: run.graphName, version: run.graphVersion, hash: 'aaa' },
      dataset: { id: run.datasetId, name: 'data', hash: run.datasetHash, files: [] },
      connection: {
        id: run.connectionId,
        name: 'prod',
        url: 'https://odoo.example/',
        database: 'prod',
        login: null,
        serverVersion: null,
      },
      schemaHash: null,
      answers: {},
      createdAt: run.createdAt,
      startedAt: null,
      completedAt: null,
      activeSeconds: 0,
      workers: [],
    },
    nodes: [],
    issues: [],
    rows: rows(),
  };
}
