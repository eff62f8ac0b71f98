/**
 * How well suggestions hit, without a connection: `npm run bench:suggest -- --json`. Labelled exports of four other systems
 * (`examples/exports`) give the accuracy of models and fields, five held out ones say what to expect of others; Northwind gives the corrections its draft needs to be the graph made by hand.
 */
import { parseArgs } from 'node:util';
import { suggestDataset } from '../../src/mapping/suggest/suggest-dataset.ts';
import { readShippedSchema } from '../../src/odoo/shipped-schemas.ts';
import { type Accuracy, add, type Measured, measure } from './accuracy.ts';
import { compareGraphs } from './compare-graphs.ts';
import { draftNorthwind, readNorthwindGraph } from './draft-northwind.ts';
import { EXPORTS, HELD_OUT, readLabels } from './labels.ts';
import { profileFolder } from './profile-folder.ts';

const SYSTEMS = ['quickbooks', 'hubspot', 'salesforce', 'shopify'] as const;
const HELD_OUT_SYSTEMS = ['xero', 'pipedrive', 'woocommerce', 'excel-de', 'excel-fr'] as const;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const line = (text: string) => (options.json ? process.stderr : process.stdout).write(`${text}\n`);

const target = readShippedSchema(19);
const known = await measureAll(EXPORTS, SYSTEMS);
const heldOut = await measureAll(HELD_OUT, HELD_OUT_SYSTEMS);
const { spec } = await draftNorthwind();
const corrections = compareGraphs(spec, readNorthwindGraph());

tell('models', known.models);
tell('fields', known.fields);
tell('models, held out', heldOut.models);
tell('fields, held out', heldOut.fields);
line(`Northwind: ${corrections.length} corrections`);
for (const { what } of corrections) line(`  ${what}`);
const figures = {
  ...shares(known, ''),
  ...shares(heldOut, 'held_out_'),
  northwind_corrections: corrections.length,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);

async function measureAll(folder: URL, systems: readonly string[]): Promise<Measured> {
  const labels = readLabels(folder);
  const measured: Measured[] = [];
  for (const system of systems) {
    const { profile } = await profileFolder(new URL(`${system}/`, folder).pathname);
    measured.push(measure(system, suggestDataset(profile, target), labels));
  }
  return { models: add(measured.map((of) => of.models)), fields: add(measured.map((of) => of.fields)) };
}

function shares({ models, fields }: Measured, prefix: string): Readonly<Record<string, number>> {
  return {
    [`${prefix}models_top1`]: share(models.top1, models.total),
    [`${prefix}models_top3`]: share(models.top3, models.total),
    [`${prefix}fields_top1`]: share(fields.top1, fields.total),
    [`${prefix}fields_top3`]: share(fields.top3, fields.total),
  };
}

function tell(name: string, { total, top1, top3, misses }: Accuracy): void {
  line(`${name}: ${top1} of ${total} first, ${top3} among the first three`);
  for (const miss of misses) line(`  ${miss}`);
}

function share(part: number, total: number): number {
  return Math.round((1000 * part) / total) / 1000;
}
