import { readFileSync } from 'node:fs';
import type { App } from '../../src/app/app.ts';
import type { GraphSpec, ModelData } from '../../src/plan/graph-spec.ts';
import { addFolder, unwrap } from './product.ts';

const QUICKBOOKS = new URL('../../examples/exports/quickbooks/', import.meta.url).pathname;

/**
 * The draft of the QuickBooks sample, but for what only an Odoo set up for that company could answer: its payment terms, salespeople,
 * taxes, units and accounts.
 */
export async function draftQuickbooks(
  app: App,
): Promise<{ readonly spec: GraphSpec; readonly datasetId: string }> {
  const dataset = await addFolder(app, QUICKBOOKS);
  const { draft } = unwrap(await app.datasets.suggest(dataset.id, {}));
  const nodes = draft.spec.nodes.map((node) =>
    node.type === 'model' ? { ...node, data: { ...node.data, fields: withoutRecords(node.data) } } : node,
  );
  return { spec: { ...draft.spec, nodes }, datasetId: dataset.id };
}

function withoutRecords({ fields }: ModelData): ModelData['fields'] {
  const kept = Object.entries(fields).filter(
    ([, mapping]) =>
      !('reference' in mapping) || 'node' in mapping.reference || mapping.reference.on_missing === 'create',
  );
  return Object.fromEntries(kept);
}

/** Invoice → name of its customer, as the file says. */
export function invoicedCustomers(): ReadonlyMap<string, string> {
  const [, ...lines] = readFileSync(`${QUICKBOOKS}Invoices.csv`, 'utf8').trimEnd().split('\n');
  return new Map(lines.map((line): [string, string] => [line.split(',')[0] ?? '', line.split(',')[1] ?? '']));
}
