import { readFileSync } from 'node:fs';
import type { App } from '../../src/app/app.ts';
import { addFolder, addGraph } from './product.ts';

export const NORTHWIND = new URL('../../examples/northwind/', import.meta.url).pathname;

/** What a first run makes of Northwind, per node. */
export const NORTHWIND_CREATED = {
  categories: 8,
  suppliers: 29,
  customers: 91,
  contacts: 91,
  territories: 53,
  employees: 9,
  products: 77,
  orders: 830,
  order_lines: 2155,
} as const;

export function allWith(outcome: string): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(NORTHWIND_CREATED).map(([node, rows]) => [node, { [outcome]: rows }]),
  );
}

export async function addNorthwind(
  app: App,
): Promise<{ readonly graphId: string; readonly datasetId: string }> {
  const graph = await addGraph(app, readFileSync(`${NORTHWIND}graph.yaml`, 'utf8'));
  const dataset = await addFolder(app, `${NORTHWIND}data`);
  return { graphId: graph.id, datasetId: dataset.id };
}
