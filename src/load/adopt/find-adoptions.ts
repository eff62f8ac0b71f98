import { databaseIdsOf } from '../database-ids.ts';
import { locate } from '../locate-rows.ts';
import { refusedRow } from '../row-issues.ts';
import type { RowToSend } from '../row-to-send.ts';
import { ReadRefused } from '../run-paused.ts';
import { insist, lookUp } from '../send-rows.ts';
import type { StepWork } from '../step-work.ts';
import { ambiguousRow, takenRow } from './adopt-issues.ts';
import type { NewClaim } from './adoption-store.ts';
import type { Match, MatchRule } from './match-rules.ts';
import { byWanted, matchRules, searchOf, wantedBy, wantedKey } from './match-rules.ts';
import { ownClaim } from './own-claim.ts';

/**
 * Finds for the rows of a generation that have no record yet those that are in Odoo all the same. Before any of them is loaded:
 * two rows that mean one record are only known when all have been looked at. A record made since the run began was not there
 * before; it may be one that another node of the run is just creating.
 */
export async function findAdoptions(
  work: StepWork,
  windows: AsyncIterable<readonly RowToSend[]>,
): Promise<void> {
  const rules = matchRules(work.prepared);
  if (rules.length === 0) return;
  const { adoptions } = work.lease;
  const { node, model } = work.prepared.step;
  const newest = (await adoptions.newestAtStart())?.[model] ?? 0;
  for await (const rows of windows) {
    if (work.control.stopping !== null) return;
    await claimRecords({ work, rules, newest }, rows).catch(async (error: unknown) => {
      // what cannot be compared must not be created a second time
      if (!(error instanceof ReadRefused)) throw error;
      await work.settle(rows.map((row) => refusedRow(work, row, error.message)));
    });
  }
  const taken = await adoptions.decide(node);
  if (taken.length > 0) await work.settle(taken.map((claim) => takenRow(work, claim)));
}

interface Matching {
  readonly work: StepWork;
  readonly rules: readonly MatchRule[];
  readonly newest: number;
}

async function claimRecords(matching: Matching, rows: readonly RowToSend[]): Promise<void> {
  const { work } = matching;
  const { node, model } = work.prepared.step;
  const keyMap = await work.lease.keyMap(
    node,
    rows.map((row) => row.key),
  );
  const known = await work.lease.adoptions.claims(
    node,
    rows.map((row) => row.ord),
  );
  const located = await locate(
    work,
    rows.filter((row) => !known.has(row.ord)),
    keyMap,
  );
  const held = located.filter(
    ({ recordId, key }) => recordId !== null && keyMap.get(key)?.recordId !== recordId,
  );
  const matches = await matchRows(
    matching,
    located.filter((row) => row.recordId === null),
  );
  // a quick look may have missed what somebody else created
  const sure = await lookUp(
    work.sender,
    model,
    matches.map(({ row }) => row),
  );
  const found = matches.filter(({ row }) => !sure.has(row.externalId));
  await work.lease.adoptions.claim(node, [
    ...held.map((row) => ({ ...ownClaim(row, model), state: 'held' as const })),
    ...found.flatMap((match) => claimOf(work, match)),
  ]);
  const ambiguous = found.filter(({ candidates }) => candidates.length > 1);
  if (ambiguous.length > 0) await work.settle(ambiguous.map((match) => ambiguousRow(work, match)));
}

/** The first rule that finds anything decides. */
async function matchRows(matching: Matching, rows: readonly RowToSend[]): Promise<readonly Match[]> {
  const matches: Match[] = [];
  let open = rows;
  for (const rule of matching.rules) {
    if (open.length === 0) break;
    const found = await matchRule(matching, rule, open);
    matches.push(...found);
    const done = new Set(found.map(({ row }) => row.ord));
    open = open.filter((row) => !done.has(row.ord));
  }
  return matches;
}

async function matchRule(
  { work, newest }: Matching,
  rule: MatchRule,
  rows: readonly RowToSend[],
): Promise<readonly Match[]> {
  const databaseId = await databaseIdsOf(work, references(rule, rows));
  const wanted = rows.flatMap((row) => {
    const texts = wantedBy(rule, row, databaseId);
    return texts === null ? [] : [{ row, texts }];
  });
  if (wanted.length === 0) return [];
  const { model } = work.prepared.step;
  const search = searchOf(
    rule,
    wanted.map(({ texts }) => texts),
  );
  const names = rule.fields.map(({ field }) => field.name);
  const candidates = await insist(work.sender, () => work.sender.target.findByValues(model, search, names));
  const groups = byWanted(
    rule,
    candidates.filter(({ record }) => record.id <= newest),
  );
  return wanted.flatMap(({ row, texts }) => {
    const found = groups.get(wantedKey(texts)) ?? [];
    return found.length === 0 ? [] : [{ row, rule, candidates: found }];
  });
}

/** External IDs of the references that the rule compares, by model. */
function references(rule: MatchRule, rows: readonly RowToSend[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byModel = new Map<string, Set<string>>();
  for (const { field, position } of rule.fields) {
    if (field.by !== 'external_id') continue;
    const model = field.schema.relation ?? '';
    const ids = byModel.get(model) ?? new Set<string>();
    for (const row of rows) if (row.values[position]) ids.add(row.values[position]);
    byModel.set(model, ids);
  }
  return byModel;
}

function claimOf(work: StepWork, { row, rule, candidates }: Match): readonly NewClaim[] {
  const [candidate, second] = candidates;
  if (!candidate || second) return [];
  return [
    {
      ord: row.ord,
      key: row.key,
      externalId: row.externalId,
      model: work.prepared.step.model,
      recordId: candidate.record.id,
      label: candidate.label,
      isArchived: candidate.isArchived,
      createDate: candidate.createDate,
      rule: rule.number,
      state: 'found',
    },
  ];
}
