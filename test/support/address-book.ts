import { readFileSync } from 'node:fs';
import type { App } from '../../src/app/app.ts';
import { addFolder, addGraph } from './product.ts';

const FOLDER = new URL('../../examples/address-book/', import.meta.url).pathname;

/** The example with mistakes: 6 rows are loaded, 3 are rejected, 2 blocked. */
export async function addAddressBook(
  app: App,
): Promise<{ readonly graphId: string; readonly datasetId: string }> {
  const graph = await addGraph(app, readFileSync(`${FOLDER}graph.yaml`, 'utf8'));
  const dataset = await addFolder(app, `${FOLDER}data`);
  return { graphId: graph.id, datasetId: dataset.id };
}
