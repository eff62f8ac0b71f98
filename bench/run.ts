import { writeFile } from 'node:fs/promises';
import { openOutput } from '../src/cli/output.ts';
import { changedCase, unchangedCase } from './cases/again.ts';
import { badRowsCase, refusedRowsCase } from './cases/bad.ts';
import { leadCase } from './cases/lead.ts';
import { orderCase } from './cases/order.ts';
import { contactCase, partnerCase } from './cases/partner.ts';
import { createContender } from './contenders/create.ts';
import { importgraphContender, pinnedContender } from './contenders/importgraph.ts';
import { inProcess, inTwoProcesses } from './contenders/in-process.ts';
import { reloadContender } from './contenders/reload.ts';
import { wizardByExternalId, wizardByName } from './contenders/wizard.ts';
import { describeMachine, odooVersion } from './machine.ts';
import { measure } from './measure.ts';
import { freshDatabases, givenDatabase } from './odoo-databases.ts';
import { parseOptions } from './options.ts';
import { PARTS, type PartResult, runPart } from './parts.ts';
import { figuresOf, ratiosOf } from './ratios.ts';
import type { Report } from './report.ts';
import { markdownOf, tableOf } from './report.ts';
import type { Entry } from './rounds.ts';
import { runRounds } from './rounds.ts';
import { OURS, summarize } from './summary.ts';

// To add a case or a contender: one file, one entry here.
const choices = {
  cases: [
    partnerCase,
    contactCase,
    leadCase,
    badRowsCase,
    refusedRowsCase,
    orderCase,
    unchangedCase,
    changedCase,
  ],
  contenders: [
    importgraphContender,
    pinnedContender,
    wizardByName,
    wizardByExternalId,
    createContender,
    reloadContender,
    inProcess,
    inTwoProcesses,
  ],
};

const options = parseOptions(process.argv, choices);
const output = openOutput(process, options.json);

// The measurement under way is finished, so that its databases and processes are cleaned up; a second Ctrl-C ends at once.
const stop = new AbortController();
process.once('SIGINT', () => {
  output.note('Stopping after this measurement.');
  stop.abort();
});

const openDatabase = options.odoo === undefined ? await freshDatabases() : givenDatabase(options.odoo);
const machine = await describeMachine(await versionOfOdoo());
const entries = await runRounds({
  cases: options.only,
  contenders: options.contenders,
  rounds: options.rounds,
  measure: (contender, benchCase, tag) =>
    measure(openDatabase, contender, benchCase, { rows: options.rows, tag }),
  onEntry: (entry) => output.note(lineOf(entry)),
  stop: stop.signal,
});

const parts: PartResult[] = [];
for (const part of PARTS) {
  if (!stop.signal.aborted && !options.without.includes(part)) parts.push(await runPart(part));
}

const report: Report = {
  command: ['npm run bench --', ...process.argv.slice(2).map(withoutSecrets)].join(' '),
  machine,
  rounds: options.rounds,
  rows: options.rows,
  cases: summarize(entries),
  ratios: ratiosOf(entries),
  parts,
};
for (const summary of report.cases) output.line(`\n${tableOf(summary)}`);
if (stop.signal.aborted) output.note('Stopped early: the results were not written.');
else await writeFile(options.out, markdownOf(report));
output.result({ ...figuresOf(report.ratios, parts), report });
// Another contender's failure is a result; ours is a defect.
if (entries.some(({ contender, measurement }) => contender.name === OURS && !measurement.ok))
  process.exitCode = 1;
for (const { problem } of parts) {
  if (problem === null) continue;
  output.note(problem);
  process.exitCode = 1;
}

/** The value of `--odoo` holds a password and the results are kept. */
function withoutSecrets(argument: string): string {
  return argument.replace(/\{.*/s, '<json>');
}

async function versionOfOdoo(): Promise<string> {
  await using odoo = await openDatabase();
  return odooVersion(odoo);
}

function lineOf({ round, case: { name }, contender, measurement: m }: Entry): string {
  const what = `round ${round + 1}, ${name}, ${contender.name}`;
  if (!m.ok) return `${what}: FAILED: ${m.problem}`;
  return `${what}: ${m.rows} rows in ${(m.loadMs / 1000).toFixed(2)} s, ${Math.round((m.rows * 1000) / m.loadMs)} rows/s`;
}
