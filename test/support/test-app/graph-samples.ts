import type { ReadinessView } from '../../../src/app/graph-cases.ts';
import type { GraphChange } from '../../../src/plan/graph-diff.ts';

export const CHANGE: GraphChange = {
  what: 'node',
  change: 'changed',
  node: 'companies',
  field: null,
  edge: null,
  property: 'sheet',
  before: 'Old',
  after: 'New',
};

export const shippedTarget = (version: number) => ({
  serverVersion: `${version}.0`,
  database: `Odoo ${version} as shipped`,
  isShipped: true,
});

export const READINESS: ReadinessView = {
  ready: false,
  target: { serverVersion: '19.0', database: 'prod', isShipped: false },
  findings: [
    {
      severity: 'blocker',
      code: 'right_missing',
      message: 'Node "leads": may not create.',
      node: 'leads',
      model: 'crm.lead',
      field: null,
    },
  ],
  models: [
    {
      model: 'crm.lead',
      nodes: ['leads'],
      exists: true,
      module: 'crm',
      needs: ['read', 'create'],
      missing: ['create'],
    },
  ],
};
