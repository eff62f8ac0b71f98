import type { Answer, ReadRecord, Target } from '../load/ports.ts';
import {
  type AskedColumn,
  type AskedModel,
  askedColumns,
  askedModels,
  type FoundValues,
  matchValues,
} from '../mapping/suggest/found-values.ts';
import type { SchemaSnapshot } from '../mapping/target-schema.ts';
import type { DatasetProfile } from '../source/profile/dataset-profile.ts';
import { chunks } from '../util/chunks.ts';
import { inParallel } from '../util/in-parallel.ts';

/** For all questions together; what is not answered by then is left out. */
const MOST_MS = 15_000;
const AT_ONCE = 2;
/** Up to here all records of a model are read; of more, only those with the values. */
const WHOLE_MODEL = 300;
const VALUES_PER_CALL = 500;
const RECORDS_PER_CALL = 2_000;

export interface ValuesInOdoo {
  readonly found: readonly FoundValues[];
  /** What could not be asked, each in a sentence. */
  readonly warnings: readonly string[];
}

/** Which values of a dataset Odoo has as names or codes of records: a few calls per model, all of them reading. */
export async function findValuesInOdoo(
  target: Target,
  profile: DatasetProfile,
  snapshot: SchemaSnapshot,
  mostMs = MOST_MS,
): Promise<ValuesInOdoo> {
  const columns = askedColumns(profile);
  if (columns.length === 0) return { found: [], warnings: [] };
  const signal = AbortSignal.timeout(mostMs);
  const found: FoundValues[] = [];
  const late: string[] = [];
  const failed: string[] = [];
  await inParallel(AT_ONCE, askedModels(snapshot), async (asked) => {
    const answer = signal.aborted ? null : await askModel(target, asked, columns, signal);
    if (answer?.ok) found.push(...answer.value);
    else if (answer && !signal.aborted) failed.push(`${asked.model}: ${answer.fault.message}`);
    else late.push(asked.model);
  });
  return {
    found: found.sort(byPlace),
    warnings: [...lateWarning(late, mostMs), ...failed.map(failedWarning)],
  };
}

function lateWarning(models: readonly string[], mostMs: number): readonly string[] {
  if (models.length === 0) return [];
  return [
    `Odoo was asked for values for ${mostMs / 1000} seconds, and is not asked longer. Not looked at: ${models.join(', ')}.`,
  ];
}

function failedWarning(what: string): string {
  return `Values were not looked for in ${what}`;
}

/** The order of the answers is a matter of chance. */
function byPlace(a: FoundValues, b: FoundValues): number {
  const place = ({ sheet, column, model, field }: FoundValues) =>
    JSON.stringify([sheet, column, model, field]);
  return place(a) < place(b) ? -1 : 1;
}

async function askModel(
  target: Target,
  asked: AskedModel,
  columns: readonly AskedColumn[],
  signal: AbortSignal,
): Promise<Answer<readonly FoundValues[]>> {
  const { model, fields } = asked;
  const first = await target.peek(model, { fields, most: WHOLE_MODEL + 1 }, signal);
  if (!first.ok) return first;
  if (first.value.length <= WHOLE_MODEL)
    return { ok: true, value: matchValues(columns, { ...asked, records: first.value, isWhole: true }) };
  const values = [...new Set(columns.flatMap((column) => column.values))];
  const found: FoundValues[] = [];
  for (const field of fields) {
    const records: ReadRecord[] = [];
    for (const part of chunks(values, VALUES_PER_CALL)) {
      const of = { fields: [field], most: RECORDS_PER_CALL, where: { field, values: part } };
      const answer = await target.peek(model, of, signal);
      if (!answer.ok) return answer;
      records.push(...answer.value);
    }
    found.push(...matchValues(columns, { model, fields: [field], records, isWhole: false }));
  }
  return { ok: true, value: found };
}
