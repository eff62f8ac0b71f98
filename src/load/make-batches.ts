import { chunks } from '../util/chunks.ts';
import type { ComparedRow } from './compare-row.ts';
import { referenceKinds } from './database-ids.ts';
import { ownerOf, partsByOwner } from './keep-together.ts';
import type { WriteValues } from './ports.ts';
import { sentPositions } from './row-cells.ts';
import { isByDatabaseId, type RowToSend } from './row-to-send.ts';
import type { BeforeImage } from './run-store.ts';
import type { BatchWork, StepWork } from './step-work.ts';
import { callsAtOnce } from './step-work.ts';

/** Each is as large as batches are when it is asked for. */
export function* createBatches(work: StepWork, missing: readonly RowToSend[]): Generator<BatchWork> {
  const positions = sentPositions(missing[0]);
  const owner = ownerOf(work.prepared);
  for (const group of Map.groupBy(missing, referenceKinds).values()) {
    for (const rows of partsByOwner(group, () => batchRows(work, group.length), owner)) {
      yield { kind: 'create' as const, rows, positions, before: [], writes: null };
    }
  }
}

/** Fewer than there could be, where no call would be left for the others that go at the same time. */
function batchRows(work: StepWork, rows: number): number {
  const { batchSize, mostRows, sender, prepared } = work;
  const now = sender.limiter.pace.batchRows(prepared.step.model, batchSize, mostRows);
  return Math.min(now, Math.max(batchSize, Math.ceil(rows / callsAtOnce(work))));
}

/** Rows that are looked up and compared together: enough of them for a batch for each call. */
export function windowRows(work: StepWork): number {
  const { batchSize, mostRows, concurrency, sender, prepared } = work;
  const now = sender.limiter.pace.batchRows(prepared.step.model, batchSize, mostRows);
  return Math.max(
    batchSize * Math.max(4, concurrency * 2),
    Math.min(MOST_WINDOW_ROWS, now * callsAtOnce(work)),
  );
}

/** They are held in memory, several windows at a time. */
const MOST_WINDOW_ROWS = 8000;

/**
 * The fewest calls for these changes, each the fastest the server has (two fields of res.partner on Odoo 19: 35 and 3.4 times as fast as `load`):
 *
 *   the same fields get the same values in many records ...... one `write` of them all
 *   anything else that Odoo's terms can say .................. `web_save_multi` where there is one (19+)
 *   the rest ................................................. `load`, whose rows all send the same fields
 */
export function updateBatches(work: StepWork, changed: readonly ComparedRow[]): readonly BatchWork[] {
  const plain = mayWrite(work) ? changed.filter((c) => c.values !== null) : [];
  const { alike, others } = splitAlike(work, plain);
  const hasEach = work.sender.target.writeEach !== null;
  const byLoad = [...changed.filter((c) => !plain.includes(c)), ...(hasEach ? [] : others)];
  return [
    ...alike.flatMap((group) => writeBatches(work, group, 'same')),
    ...(hasEach ? writeBatches(work, others, 'each') : []),
    ...loadBatches(work, byLoad),
  ];
}

/**
 * Models whose updates by `load` are more than a `write` (`_load_records_write`, 14 to 19): stock.quant opens its inventory mode,
 * event.registration keeps its lead rules quiet, hr.leave.type leaves out what may not change, ir.ui.view writes its copies too.
 */
const UPDATED_BY_LOAD: ReadonlySet<string> = new Set([
  'stock.quant',
  'event.registration',
  'hr.leave.type',
  'ir.ui.view',
]);

/** A check sends nothing, and `update_many2many` makes of a list something else than the whole set. */
function mayWrite({ handling, prepared, context }: StepWork): boolean {
  return handling.writes && !UPDATED_BY_LOAD.has(prepared.step.model) && !context.update_many2many;
}

/** So many equal changes are worth a call of their own: a call costs as much as some rows of the other ways. */
const WORTH_A_CALL = { besideEach: 20, besideLoad: 5 } as const;

function splitAlike(
  work: StepWork,
  plain: readonly ComparedRow[],
): { readonly alike: readonly (readonly ComparedRow[])[]; readonly others: readonly ComparedRow[] } {
  const least = work.sender.target.writeEach === null ? WORTH_A_CALL.besideLoad : WORTH_A_CALL.besideEach;
  const groups = [...Map.groupBy(plain, (c) => JSON.stringify([c.values, c.beside.values])).values()];
  const isAlike = (group: readonly ComparedRow[]): boolean => group.length >= least || group.some(isPastLoad);
  return {
    alike: groups.filter(isAlike),
    others: groups.filter((group) => !isAlike(group)).flat(),
  };
}

/**
 * `load` cannot send what the row does not say, so Odoo would compute it anew: an employee who is put into a department at last would have
 * its head for manager (14, `hr.employee.base._compute_parent_id`). Such rows are few, those that close a circle.
 */
function isPastLoad({ row, beside }: ComparedRow): boolean {
  return row.isSecondWrite === true && Object.keys(beside.values).length > beside.positions.length;
}

function writeBatches(
  work: StepWork,
  group: readonly ComparedRow[],
  how: 'same' | 'each',
): readonly BatchWork[] {
  return chunks(group, work.batchSize).map((part) => ({
    ...updateOf(work, part),
    positions: [...new Set(part.flatMap((c) => c.changed))].sort((a, b) => a - b),
    writes: {
      how,
      values: new Map(part.flatMap((c) => valuesByOrd(c))),
      beside: new Map(part.map(({ row, beside }) => [row.ord, beside])),
    },
  }));
}

function valuesByOrd({ row, values }: ComparedRow): readonly (readonly [number, WriteValues])[] {
  return values === null ? [] : [[row.ord, values]];
}

/** Rows that change the same fields go together; a row taken by database ID never goes with one taken by external ID. */
function loadBatches(work: StepWork, changed: readonly ComparedRow[]): readonly BatchWork[] {
  const groups = Map.groupBy(
    changed,
    (c) => `${isByDatabaseId(c.row)}:${loadedPositions(c).join(',')}:${referenceKinds(c.row)}`,
  );
  return [...groups.values()].flatMap((group) =>
    chunks(group, work.batchSize).map((part) => ({
      ...updateOf(work, part),
      positions: part[0] ? loadedPositions(part[0]) : [],
      writes: null,
    })),
  );
}

function loadedPositions({ changed, beside }: ComparedRow): readonly number[] {
  return [...changed, ...beside.positions].sort((a, b) => a - b);
}

function updateOf(work: StepWork, part: readonly ComparedRow[]): Pick<BatchWork, 'kind' | 'rows' | 'before'> {
  return { kind: 'update', rows: part.map((c) => c.row), before: part.map((c) => beforeImage(work, c)) };
}

export function beforeImage(work: StepWork, compared: ComparedRow): BeforeImage {
  const { row, record } = compared;
  const changed = compared.changed.flatMap((j) => {
    const name = work.prepared.fields[j]?.name;
    return name === undefined ? [] : [{ name, wanted: row.values[j] ?? '' }];
  });
  const names = [...changed.map(({ name }) => name), ...Object.keys(compared.beside.values)];
  return {
    ord: row.ord,
    recordId: record.id,
    values: Object.fromEntries(names.map((name) => [name, record[name] ?? null])),
    wanted: Object.fromEntries(changed.map(({ name, wanted }) => [name, wanted])),
  };
}
