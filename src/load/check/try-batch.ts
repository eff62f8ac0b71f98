import type { Issue } from '../../issue.ts';
import { referenceKinds } from '../database-ids.ts';
import { cellToSend, pathsOf } from '../row-cells.ts';
import { rejectedRow, warningIssue } from '../row-issues.ts';
import { isByDatabaseId, type RowToSend, type SentRow } from '../row-to-send.ts';
import { RunStopped } from '../run-control.ts';
import type { RowResult } from '../run-store.ts';
import { sendRows } from '../send-rows.ts';
import type { BatchWork, StepWork } from '../step-work.ts';
import type { References } from './find-references.ts';
import { checkedInPart, nothingToRefer, refusedInPart, withoutExternalId } from './not-checkable.ts';
import type { StandIns } from './stand-ins.ts';

/** What a trial says of a row beyond what is foretold. */
export interface Finding {
  /** Odoo refuses the row for certain. */
  readonly rejection: RowResult | null;
  readonly issues: readonly Issue[];
}

interface Means {
  readonly references: References;
  readonly standIns: StandIns;
}

/** Rows that lack the same records. */
interface Group {
  readonly batch: BatchWork;
  readonly rows: readonly RowToSend[];
  /** Positions of fields that refer to records which are not in Odoo yet. */
  readonly absent: readonly number[];
}

type Findings = ReadonlyMap<number, Finding>;

/**
 * Lets Odoo try the rows of a batch. A reference to a record that only the run would make is left out; where Odoo requires it, another
 * record of its model stands in:
 *
 *   accepted ............................................... the row is good, but for what was left out or replaced
 *   refused, nothing left out or replaced .................. rejected
 *   refused without, and in the same words with a stand-in . rejected: it is not about the reference
 *   refused otherwise ...................................... not checkable, with Odoo's words
 */
export async function tryBatch(work: StepWork, batch: BatchWork, means: Means): Promise<Findings> {
  const { fields } = work.prepared;
  const absentOf = (row: RowToSend): readonly number[] =>
    batch.positions.filter((j) => means.references.isForetold(fields[j], row.values[j]));
  const nameless = batch.rows.filter(isByDatabaseId);
  const findings = new Map(nameless.map((row) => [row.ord, unsure(withoutExternalId(work, row))]));
  const named = batch.rows.filter((row) => !isByDatabaseId(row));
  for (const rows of Map.groupBy(
    named,
    (row) => `${absentOf(row).join(',')}:${referenceKinds(row)}`,
  ).values()) {
    const absent = rows[0] ? absentOf(rows[0]) : [];
    for (const [ord, finding] of await tryGroup(work, { batch, rows, absent }, means))
      findings.set(ord, finding);
  }
  return findings;
}

async function tryGroup(work: StepWork, group: Group, { standIns }: Means): Promise<Findings> {
  const { batch, rows, absent } = group;
  const { fields } = work.prepared;
  const needed = batch.kind === 'create' ? absent.filter((j) => fields[j]?.schema.required) : [];
  const inPlace = await standIns.forFields(work, needed);
  if (inPlace === null) return findingsOf(rows, (row) => unsure(nothingToRefer(work, row, needed)));
  const isEmptyUpdate = batch.kind === 'update' && batch.positions.length === absent.length;
  if (isEmptyUpdate) return findingsOf(rows, (row) => unsure(checkedInPart(work, row, absent, inPlace)));
  const sent = await send(work, group, inPlace);
  const isOptional = absent.length > 0 && inPlace.size === 0;
  const again = isOptional ? await tryAgain(work, group, sent, standIns) : NO_SECOND_TRY;
  return new Map(sent.map((one) => [one.row.ord, judge(work, one, { absent, inPlace, again })]));
}

interface SecondTry {
  readonly inPlace: ReadonlyMap<number, number>;
  readonly sent: ReadonlyMap<number, SentRow>;
}
const NO_SECOND_TRY: SecondTry = { inPlace: new Map(), sent: new Map() };

/** Rows refused without an optional reference may need it all the same: a constraint asks for it, not the field. */
async function tryAgain(
  work: StepWork,
  group: Group,
  sent: readonly SentRow[],
  standIns: StandIns,
): Promise<SecondTry> {
  const refused = sent.filter(isRefused).map(({ row }) => row);
  const inPlace = refused.length === 0 ? null : await standIns.forFields(work, group.absent);
  if (inPlace === null) return NO_SECOND_TRY;
  const second = await send(work, { ...group, rows: refused }, inPlace);
  return { inPlace, sent: new Map(second.map((one) => [one.row.ord, one])) };
}

function isRefused(sent: SentRow): boolean {
  return sent.result === 'rejected' && sent.reason === 'odoo_rejected';
}

interface Tried {
  readonly absent: readonly number[];
  readonly inPlace: ReadonlyMap<number, number>;
  readonly again: SecondTry;
}

function judge(work: StepWork, sent: SentRow, { absent, inPlace, again }: Tried): Finding {
  const { row } = sent;
  if (sent.result === 'written') return accepted(work, sent, checkedInPart(work, row, absent, inPlace));
  const isCertain = absent.length === 0 || !isRefused(sent);
  if (isCertain) return { rejection: rejectedRow(work, sent), issues: [] };
  const second = again.sent.get(row.ord);
  if (second?.result === 'written')
    return accepted(work, second, checkedInPart(work, row, absent, again.inPlace));
  if (second?.message === sent.message) return { rejection: rejectedRow(work, sent), issues: [] };
  return unsure(refusedInPart(work, row, absent, (second ?? sent).message));
}

function accepted(
  work: StepWork,
  { row, warnings }: Extract<SentRow, { result: 'written' }>,
  issues: readonly Issue[],
): Finding {
  const told = warnings.map((text) => warningIssue(work, row, 'odoo_warning', `Odoo says: ${text}`));
  return unsure([...told, ...issues]);
}

function unsure(issues: readonly Issue[]): Finding {
  return { rejection: null, issues };
}

function findingsOf(rows: readonly RowToSend[], findingOf: (row: RowToSend) => Finding): Findings {
  return new Map(rows.map((row) => [row.ord, findingOf(row)]));
}

/** @param inPlace database IDs that stand in for what is absent; the rest of it is left out */
async function send(
  work: StepWork,
  { batch, rows, absent }: Group,
  inPlace: ReadonlyMap<number, number>,
): Promise<readonly SentRow[]> {
  const { fields, step } = work.prepared;
  const whole = batch.positions.filter((j) => !absent.includes(j));
  const replaced = [...inPlace.keys()];
  const columns = [
    'id',
    ...pathsOf(work.prepared, whole, rows[0]),
    ...replaced.flatMap((j) => (fields[j] ? [`${fields[j].name}/.id`] : [])),
  ];
  const cells = (row: RowToSend): readonly string[] => [
    row.externalId,
    ...whole.map((j) => cellToSend(row, j)),
    ...replaced.map((j) => String(inPlace.get(j))),
  ];
  const plan = { model: step.model, columns, cells, context: work.context, isTrial: true };
  const sending = await sendRows(work.sender, plan, rows);
  // Nothing is lost with a trial: what is not settled is tried again when the check goes on.
  if (sending.sent.length < rows.length) throw sending.pause ?? new RunStopped();
  return sending.sent;
}
