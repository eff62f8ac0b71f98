import { chunks } from '../../util/chunks.ts';
import type { ReadRecord } from '../ports.ts';
import type { Thing } from './close-plan.ts';
import type { Kept } from './judge-created.ts';
import { AUDIT_FIELDS } from './judge-created.ts';
import { judgeUpdated } from './judge-updated.ts';
import { creationOf } from './outbound.ts';
import type { UndoNode, UndoRow } from './undo-store.ts';
import type { OdooLook, UndoLook } from './undo-work.ts';
import { LOOK_CONTEXT, PART } from './undo-work.ts';

/** A row as a rollback sees it before it asks what refers to its record. */
export type ExaminedRow = CreatedRow | ChangedRow | StayingRow;

interface RowFacts {
  readonly node: UndoNode;
  readonly ord: number;
  readonly srcRow: number;
  readonly key: string;
  readonly recordId: number | null;
  readonly isCreated: boolean;
}

/** Its record was made by the run and is there. */
export interface CreatedRow extends RowFacts {
  readonly kind: 'created';
  readonly thing: Thing;
  readonly createdAt: string | null;
  readonly createdBy: number | null;
  /** When a rollback of a later run moved its write date. */
  readonly leftWriteDate: string | null;
  /** Fields whose values came from us: links of these are the record's own. */
  readonly written: ReadonlySet<string>;
}

/** Its record was there before; `restoring` are the fields that get their old values back. */
export interface ChangedRow extends RowFacts {
  readonly kind: 'changed';
  readonly recordId: number;
  readonly restoring: ReadonlySet<string>;
  readonly kept: Kept | null;
}

/** There is nothing to undo, or nobody knows what. */
export interface StayingRow extends RowFacts {
  readonly kind: 'staying';
  readonly kept: Kept;
}

/** Reads the records of a node's rows in parts and judges each by itself. Rows that are undone are left out. */
export async function* examineRows(
  look: UndoLook,
  node: UndoNode,
  judge: Judging,
): AsyncIterable<readonly ExaminedRow[]> {
  for await (const rows of look.undo.rows(node)) {
    const open = rows.filter(({ undo }) => undo !== 'deleted' && undo !== 'restored');
    for (const part of chunks(open, PART)) yield await examinePart(look, node, part, judge);
  }
}

/** How a record is told to be as the run left it: null, or why it is not. */
export type Judging = (row: UndoRow, record: ReadRecord | undefined) => Kept | null;

async function examinePart(
  look: UndoLook,
  node: UndoNode,
  rows: readonly UndoRow[],
  judge: Judging,
): Promise<readonly ExaminedRow[]> {
  const records = await readRecords(look, node, rows);
  const changed = rows.filter(({ isCreated }) => !isCreated).flatMap(({ recordId }) => recordId ?? []);
  const later = await look.undo.laterChanges(node, changed);
  return rows.map((row) => {
    const record = records.get(row.recordId ?? 0);
    if (row.isCreated) return examineCreated(node, row, record, judge(row, record));
    return examineChanged(look, node, row, { record, later: later.get(row.recordId ?? 0) ?? new Set() });
  });
}

/** The fields that tell whether the records are as they were left, as far as the model has them. */
export async function readRecords(
  look: OdooLook,
  node: UndoNode,
  rows: readonly UndoRow[],
): Promise<ReadonlyMap<number, ReadRecord>> {
  const known = look.models[node.model]?.fields;
  const wanted = new Set<string>(AUDIT_FIELDS);
  for (const { entry, change } of rows) {
    for (const field of Object.keys(entry?.heldHashes ?? {})) wanted.add(field);
    for (const field of Object.keys(change?.before ?? {})) wanted.add(field);
  }
  const fields = [...wanted].filter((field) => known === undefined || field in known);
  const ids = rows.flatMap(({ recordId }) => recordId ?? []);
  if (ids.length === 0) return new Map();
  const records = await look.ask(() => look.target.read(node.model, ids, fields, LOOK_CONTEXT));
  return new Map(records.map((record) => [record.id, record]));
}

function factsOf(node: UndoNode, { ord, srcRow, key, recordId, isCreated }: UndoRow): RowFacts {
  return { node, ord, srcRow, key, recordId, isCreated };
}

function examineCreated(
  node: UndoNode,
  row: UndoRow,
  record: ReadRecord | undefined,
  kept: Kept | null,
): ExaminedRow {
  if (!record) return { kind: 'staying', ...factsOf(node, row), kept: kept ?? UNKNOWN };
  return {
    kind: 'created',
    ...factsOf(node, row),
    thing: { model: node.model, id: record.id, kept, keeps: [] },
    ...creationOf(record),
    leftWriteDate: row.entry?.leftWriteDate ?? null,
    written: new Set(Object.keys(row.entry?.heldHashes ?? {})),
  };
}

const UNKNOWN: Kept = {
  reason: 'unknown',
  detail:
    'Odoo never said what became of the row. Run again: what is there is found and can be rolled back then.',
};

function examineChanged(
  look: UndoLook,
  node: UndoNode,
  row: UndoRow,
  { record, later }: { record: ReadRecord | undefined; later: ReadonlySet<string> },
): ExaminedRow {
  const facts = factsOf(node, row);
  if (!row.change || row.recordId === null) return { kind: 'staying', ...facts, kept: UNKNOWN };
  const { values, kept } = judgeUpdated(row.change, record, { schema: look.models[node.model], later });
  if (kept?.reason === 'gone') return { kind: 'staying', ...facts, kept };
  return { kind: 'changed', ...facts, recordId: row.recordId, restoring: new Set(Object.keys(values)), kept };
}
