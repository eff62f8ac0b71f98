import type { Oracle } from '../test/support/read-odoo.ts';
import { openOracle } from '../test/support/read-odoo.ts';
import type { BenchCase, CaseData, CaseSize } from './case.ts';
import { firstRows, rowsIn } from './case.ts';
import type { Contender, LoadDetails } from './contender.ts';
import type { OpenDatabase } from './odoo-databases.ts';
import { seed, warmUp } from './ready-odoo.ts';
import { domainOf, verify } from './verify.ts';

export type Measurement = Measured | Failed;

export interface Measured {
  readonly ok: true;
  readonly rows: number;
  readonly uploadMs: number;
  readonly loadMs: number;
  readonly details: LoadDetails;
}

export interface Failed {
  readonly ok: false;
  readonly rows: number;
  readonly problem: string;
}

const REMOVED_PER_CALL = 500;

/** One contender, once: a database in the same state for all, warm workers, the clock, and every record read back. */
export async function measure(
  openDatabase: OpenDatabase,
  contender: Contender,
  { make }: BenchCase,
  size: CaseSize,
): Promise<Measurement> {
  const data = firstRows(make(size), contender.mostRows);
  const rows = rowsIn(data.measured);
  await using odoo = await openDatabase();
  const client = await openOracle(odoo);
  await warmUp(client, data);
  const known = await seed(client, data);
  try {
    await using ready = await contender.prepare({ data, odoo, client, known });
    const began = performance.now();
    await ready.upload();
    const uploaded = performance.now();
    const details = await ready.load();
    const ended = performance.now();
    const problems = await verify(client, data.measured, known);
    if (problems.length > 0) return { ok: false, rows, problem: summaryOf(problems) };
    return { ok: true, rows, uploadMs: uploaded - began, loadMs: ended - uploaded, details };
  } catch (error) {
    // A contender that breaks off is a result of the comparison, not an end of it.
    return { ok: false, rows, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    if (!odoo.isOwn) await removeRecords(client, data);
  }
}

function summaryOf(problems: readonly string[]): string {
  return `${problems.length} differences in Odoo, e.g. ${problems.slice(0, 3).join('; ')}`;
}

async function removeRecords(client: Oracle, { beforehand, measured }: CaseData): Promise<void> {
  for (const sheet of [...beforehand, ...measured].toReversed()) {
    const ids = (await client.searchRead(sheet.model, domainOf(sheet), ['id'])).map((record) => record.id);
    for (let from = 0; from < ids.length; from += REMOVED_PER_CALL) {
      await client.execute(sheet.model, 'unlink', [ids.slice(from, from + REMOVED_PER_CALL)]);
    }
  }
}
