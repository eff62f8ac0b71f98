import { chunks } from '../../util/chunks.ts';
import type { RowToSend } from '../row-to-send.ts';
import type { ById } from '../run-store.ts';
import { insist, lookUp } from '../send-rows.ts';
import type { StepWork } from '../step-work.ts';
import { archivedIssue } from './adopt-issues.ts';
import type { Claim } from './adoption-store.ts';
import { ownClaim } from './own-claim.ts';

/**
 * Rows that take over a record get it, and the record its external ID where the user may write one. Between the two a crash is
 * harmless: the claim is in our database before, and a row that finds its external ID takes the ordinary way.
 *
 * @param located what is known by external ID or from the key map has its record already
 */
export async function takeAdoptions(
  work: StepWork,
  located: readonly RowToSend[],
): Promise<readonly RowToSend[]> {
  const claims = await livingClaims(work, located);
  const rows = located.map((row) => {
    const claim = claims.get(row.ord);
    return claim ? { ...row, recordId: claim.recordId, byId: reasonOf(claim), isAdopted: true } : row;
  });
  for (const row of rows) {
    const claim = claims.get(row.ord);
    if (claim?.isArchived) work.notes.set(row.ord, [archivedIssue(work, row, claim)]);
  }
  if (work.lease.state.kind === 'check') return noteKnownById(work, rows);
  const unmarked = rows.filter(({ byId }) => byId?.reason === 'adopted' || byId?.reason === 'renamed');
  if (unmarked.length === 0) return rows;
  const marked = await giveExternalIds(work, unmarked);
  await noteMarked(
    work,
    unmarked.filter((row) => claims.has(row.ord)),
    marked,
  );
  return rows.map((row) => (marked.has(row.ord) ? { ...row, byId: null } : row));
}

/** A run would write into the key map that these records have no external ID, for the rows that refer to them. */
async function noteKnownById(work: StepWork, rows: readonly RowToSend[]): Promise<readonly RowToSend[]> {
  const { node, model } = work.prepared.step;
  const known = rows.filter((row) => row.byId && !row.isAdopted);
  const claims = known.map((row) => ({ ...ownClaim(row, model), state: 'by_id' as const }));
  await work.lease.adoptions.claim(node, claims);
  return rows;
}

function reasonOf({ createDate }: Claim): ById {
  return { reason: 'adopted', createDate };
}

/** The claims of rows without a record, of records that are still there. */
async function livingClaims(
  work: StepWork,
  located: readonly RowToSend[],
): Promise<ReadonlyMap<number, Claim>> {
  const { node, model, data } = work.prepared.step;
  const missing = data.adopt ? located.filter((row) => row.recordId === null) : [];
  if (missing.length === 0) return new Map();
  const claims = await work.lease.adoptions.claims(
    node,
    missing.map((row) => row.ord),
  );
  if (claims.size === 0) return claims;
  const ids = [...claims.values()].map((claim) => claim.recordId);
  const alive = new Set(await insist(work.sender, () => work.sender.target.findById(model, ids)));
  return new Map([...claims].filter(([, claim]) => alive.has(claim.recordId)));
}

const MOST_PER_CALL = 500;

/** Which rows got their external ID, by `ord`. */
async function giveExternalIds(work: StepWork, rows: readonly RowToSend[]): Promise<ReadonlySet<number>> {
  const marked = new Set<number>();
  const parts = chunks(rows, MOST_PER_CALL).map((part) => [...part]);
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const given = await tryToGive(work, part);
    if (given === 'not_allowed') return marked;
    if (given === 'given') for (const row of part) marked.add(row.ord);
    else parts.unshift(...(await afterRefusal(work, part, marked)));
  }
  return marked;
}

/** What the same call repeated after a lost answer finds written already is refused, too: then it is looked at. */
async function tryToGive(
  { sender, prepared }: StepWork,
  rows: readonly RowToSend[],
): Promise<'given' | 'not_allowed' | 'refused'> {
  const of = rows.map((row) => ({ externalId: row.externalId, recordId: row.recordId ?? 0 }));
  return insist(sender, async () => {
    const answer = await sender.target.createExternalIds(prepared.step.model, of);
    if (answer.ok) return { ok: true, value: answer.value ? 'given' : 'not_allowed' } as const;
    return answer.fault.kind === 'certain' ? ({ ok: true, value: 'refused' } as const) : answer;
  });
}

/** An external ID that is there by now is this record's, or somebody gave it to another one, and this record goes without. */
async function afterRefusal(
  work: StepWork,
  part: readonly RowToSend[],
  marked: Set<number>,
): Promise<readonly RowToSend[][]> {
  const found = await lookUp(work.sender, work.prepared.step.model, part);
  for (const row of part) if (found.get(row.externalId) === row.recordId) marked.add(row.ord);
  const left = part.filter((row) => !found.has(row.externalId));
  if (part.length === 1) return [];
  if (left.length < part.length) return left.length === 0 ? [] : [left];
  const middle = Math.ceil(left.length / 2);
  return [left.slice(0, middle), left.slice(middle)];
}

async function noteMarked(
  work: StepWork,
  adopted: readonly RowToSend[],
  marked: ReadonlySet<number>,
): Promise<void> {
  const { adoptions } = work.lease;
  const { node } = work.prepared.step;
  const ords = adopted.map((row) => row.ord);
  await adoptions.note(
    node,
    ords.filter((ord) => marked.has(ord)),
    'marked',
  );
  await adoptions.note(
    node,
    ords.filter((ord) => !marked.has(ord)),
    'by_id',
  );
}
