import type { Issue } from '../../issue.ts';
import { readableKey } from '../../mapping/external-id.ts';
import type { ReadRecord, ReadValue } from '../ports.ts';
import type { PreparedRun, SimilarRows } from '../prepared-run.ts';
import { insist } from '../send-rows.ts';
import type { StepWork } from '../step-work.ts';
import type { Suggestion } from './vanished-store.ts';

/**
 * A row that is gone and a new one that is nearly the same are probably one row with another key. The new one says so, and what
 * differs; in a check before a second record is made.
 */
export async function suggestRenames(work: StepWork, prepared: PreparedRun): Promise<void> {
  const { lease, prepared: step } = work;
  const { node } = step.step;
  const state = (await lease.nodes()).find((found) => found.node === node);
  if (!state || state.vanished === 0 || state.counts.created === 0) return;
  const similar = await prepared.similar(step, createdRows(work), lease.vanished.gone(node));
  if (similar.length === 0) return;
  const records = await readRecords(work, similar);
  const rows = await prepared.rowsByOrd(
    step,
    similar.map(({ ord }) => ord),
  );
  const values = new Map(rows.map((row) => [row.ord, row.values]));
  const suggestions = similar.map((pair): Suggestion => {
    const differences = pair.differing.map((field) => {
      const j = step.fields.findIndex(({ name }) => name === field);
      const wanted = values.get(pair.ord)?.[j] ?? '';
      return `${field}: ${shown(records.get(pair.goneKey)?.[field])} → ${shown(wanted)}`;
    });
    const { ord, goneKey, key } = pair;
    return { ord, key: goneKey, renamedTo: key, issue: issueOf(work, pair, differences) };
  });
  await lease.vanished.suggest(node, suggestions);
}

async function* createdRows({ lease, prepared }: StepWork): AsyncIterable<readonly number[]> {
  for await (const rows of lease.settledRows(prepared.step.node)) {
    yield rows.filter(({ outcome }) => outcome === 'created').map(({ ord }) => ord);
  }
}

/** The records of the rows that are gone, by key, for what they hold now. */
async function readRecords(
  { lease, sender, prepared, context }: StepWork,
  similar: readonly SimilarRows[],
): Promise<ReadonlyMap<string, ReadRecord>> {
  const { node, model } = prepared.step;
  const fields = [...new Set(similar.flatMap(({ differing }) => differing))];
  const entries = await lease.keyMap(
    node,
    similar.map(({ goneKey }) => goneKey),
  );
  const ids = [...entries.values()].map(({ recordId }) => recordId);
  const records = await insist(sender, () => sender.target.read(model, ids, fields, context));
  const byId = new Map(records.map((record) => [record.id, record]));
  return new Map(
    [...entries].flatMap(([key, { recordId }]) => {
      const record = byId.get(recordId);
      return record ? [[key, record] as const] : [];
    }),
  );
}

const LONGEST_SHOWN = 60;

function shown(value: ReadValue | undefined): string {
  const text = value === undefined || value === null || value === false ? '' : String(value);
  return `"${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}"`;
}

function issueOf({ prepared }: StepWork, pair: SimilarRows, differences: readonly string[]): Issue {
  const { node, sheet } = prepared.step;
  const [was, is] = [readableKey(pair.goneKey), readableKey(pair.key)];
  const differs = differences.length === 0 ? '' : ` Different: ${differences.join(', ')}.`;
  return {
    severity: 'warning',
    code: 'key_renamed',
    node,
    sheet,
    row: pair.srcRow,
    value: is,
    message:
      `Row ${pair.srcRow} of "${sheet}": its key "${is}" is new, and "${was}", which is gone, had the same ${pair.equal.join(', ')}.${differs} If it is the same row, rename the key (PATCH /key-map) before the run, and its record is updated instead of doubled.`.slice(
        0,
        2000,
      ),
  };
}
