import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { z } from 'zod';
import { openOutput } from '../src/cli/output.ts';
import { zipStream } from '../src/util/zip-stream.ts';
import { NORTHWIND, NORTHWIND_CREATED } from '../test/support/northwind.ts';
import { addFolder, addGraph } from '../test/support/product.ts';
import { openOracle } from '../test/support/read-odoo.ts';
import { readZip } from '../test/support/read-zip.ts';
import { importWithWizard, type WizardFile } from '../test/support/wizard.ts';
import { freshDatabases, type OdooDatabase } from './odoo-databases.ts';
import { endOfRun, openProduct, type Product, unwrap } from './product.ts';
import { warmServer } from './ready-odoo.ts';
import { spreadOf } from './summary.ts';

// The whole of Northwind, nine nodes, beside Odoo's wizard that is given the same rows. See docs/how-we-measure.md.

const { rounds, json } = new Command('bench:northwind')
  .description("Time of the Northwind example, beside Odoo's own wizard with the same rows.")
  .option('--rounds <n>', 'times each is measured, in turn', '3')
  .option('--json', 'the last line of standard output is one JSON object', false)
  .parse(process.argv)
  .opts<{ readonly rounds: string; readonly json: boolean }>();

const output = openOutput(process, json);
const ROWS = Object.values(NORTHWIND_CREATED).reduce((sum, rows) => sum + rows, 0);
const Manifest = z.object({
  files: z.array(z.object({ name: z.string(), model: z.string(), columns: z.array(z.string()) })),
  left_out: z.literal(0),
});

const openDatabase = await freshDatabases();
const measured: { readonly oursMs: number; readonly wizardMs: number; readonly ratio: number }[] = [];
for (let round = 0; round < Number(rounds); round++) {
  const isOursFirst = round % 2 === 0;
  const early = isOursFirst ? await inFreshOdoo(byUs) : null;
  const wizardMs = await inFreshOdoo(byWizard);
  const oursMs = early ?? (await inFreshOdoo(byUs));
  const ratio = wizardMs / oursMs;
  measured.push({ oursMs, wizardMs, ratio });
  output.note(
    `round ${round + 1}: importgraph ${rate(oursMs)}, wizard ${rate(wizardMs)} rows/s: ${ratio.toFixed(2)} times`,
  );
}
const ratio = spreadOf(measured.map((round) => round.ratio))?.median ?? 0;
const medianOf = (times: readonly number[]): string => rate(spreadOf(times)?.median ?? 0);
const lines = [
  `${ROWS.toLocaleString('en-US')} rows of nine nodes, ${rounds} rounds: importgraph ${medianOf(measured.map(({ oursMs }) => oursMs))} rows/s, the wizard with external IDs ${medianOf(measured.map(({ wizardMs }) => wizardMs))} rows/s: ${ratio.toFixed(2)} times`,
];
for (const line of lines) output.line(line);
output.result({ figures: { e_vs_wizard_id: ratio }, lines, rounds: measured });

interface Inputs {
  readonly graphId: string;
  readonly datasetId: string;
  readonly connectionId: string;
}

/** Milliseconds, after which every row of Northwind is there, once. */
async function inFreshOdoo(
  load: (product: Product, odoo: OdooDatabase, inputs: Inputs) => Promise<number>,
): Promise<number> {
  await using odoo = await openDatabase();
  await using product = await openProduct();
  const { app } = product;
  const { url, database, login, password, api_key: apiKey } = odoo;
  const oracle = await openOracle(odoo);
  await warmServer(oracle, 'res.partner');
  const graph = await addGraph(app, readFileSync(`${NORTHWIND}graph.yaml`, 'utf8'));
  const dataset = await addFolder(app, `${NORTHWIND}data`);
  const connection = unwrap(
    await app.connections.create({ name: 'bench', url, database, login, secret: apiKey ?? password }),
  );
  const took = await load(product, odoo, {
    graphId: graph.id,
    datasetId: dataset.id,
    connectionId: connection.id,
  });
  for (const [node, rows] of Object.entries(NORTHWIND_CREATED)) {
    const found = (await oracle.externalIds('northwind', node)).size;
    if (found !== rows) throw new Error(`${found} records of ${node}, not ${rows}`);
  }
  return took;
}

async function byUs({ app }: Product, _: OdooDatabase, inputs: Inputs): Promise<number> {
  const began = Date.now();
  const run = await endOfRun(app, unwrap(await app.runs.start(inputs)).id);
  const took = Date.now() - began;
  if (run.status !== 'completed') throw new Error(`the run ended ${run.status}`);
  return took;
}

/** Our export gives it files in the right order with external IDs; making them is not timed. */
async function byWizard({ app }: Product, odoo: OdooDatabase, inputs: Inputs): Promise<number> {
  const { graphId, ...against } = inputs;
  await using exported = unwrap(await app.graphs.exportData(graphId, against));
  const entries = await readZip(await buffer(zipStream(exported.entries(), { stored: true })));
  const textOf = (name: string): string => entries.get(name)?.toString() ?? '';
  const { files } = Manifest.parse(JSON.parse(textOf('manifest.json')));
  const oracle = await openOracle(odoo);
  const ready = files.map((file): WizardFile => ({ ...file, content: textOf(file.name) }));
  const began = Date.now();
  for (const file of ready) await importWithWizard(oracle, file);
  return Date.now() - began;
}

function rate(ms: number): string {
  return Math.round((ROWS * 1000) / ms).toLocaleString('en-US');
}
