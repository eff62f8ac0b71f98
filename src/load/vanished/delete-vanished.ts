import type { ModelSchema } from '../../mapping/target-schema.ts';
import { chunks } from '../../util/chunks.ts';
import { type Deleting, deleteRows } from '../rollback/delete-rows.ts';
import type { Inbound } from '../rollback/find-blockers.ts';
import { judgeCreated, judgeMeanwhile, type Kept } from '../rollback/judge-created.ts';
import { planWith, type UndoPlan, windowsSince } from '../rollback/make-undo-plan.ts';
import { noteOthers, noteOthersAgain } from '../rollback/note-others.ts';
import { UndoRegistry } from '../rollback/undo-registry.ts';
import type { UndoNode, UndoRow } from '../rollback/undo-store.ts';
import type { OdooDelete } from '../rollback/undo-work.ts';
import { PART } from '../rollback/undo-work.ts';
import { insist } from '../send-rows.ts';
import type { StepWork } from '../step-work.ts';
import { type LocatedRow, locateVanished } from './locate-vanished.ts';
import type { VanishedResult } from './vanished-store.ts';

/** A node whose vanished rows are deleted; `index` is its place in the order of the run. */
interface NodeToClear {
  readonly work: StepWork;
  readonly node: UndoNode;
}

/** The rows of a node whose records may go, by `ord`; the record with the largest database ID has the last place. */
type Candidates = ReadonlyMap<UndoNode, readonly Candidate[]>;
interface Candidate extends UndoRow {
  readonly createdRun: string;
}

/**
 * Deletes the records of rows that are gone from the source, by the rules of a rollback: only what a run of ours created, nobody has
 * changed since and nothing refers to. All rows are judged before the first one goes (`sending`), since deletions move the dates by
 * which they are judged; a worker that takes the run up finds these rows marked and goes on.
 */
export async function deleteVanished(
  works: readonly StepWork[],
  models: Readonly<Record<string, ModelSchema>>,
): Promise<void> {
  const [first] = works;
  if (!first) return;
  const all = works.map((work, index): NodeToClear => {
    const { node, model } = work.prepared.step;
    return { work, node: { node, index, model } };
  });
  const candidates = new Map<UndoNode, readonly Candidate[]>();
  for (const one of all) candidates.set(one.node, await findCandidates(one));
  if (first.control.stopping !== null) return;
  const noting = { ...odooOf(first, models), undo: first.lease.undo };
  // a worker that died may have deleted the last one
  if (countOf(candidates) === 0) return noteOthersAgain(noting);
  const plan = await planOf(first, models, candidates);
  const registry = new UndoRegistry();
  registry.addCompanions(plan.companions);
  await settleKept(all, plan, registry);
  await noteOthers(noting);
  const inbound = await inboundOf(all, models);
  await deleteInRounds({ all, models, by: { registry, inbound } }, wantedOf(candidates, plan));
  await noteOthersAgain(noting);
}

function odooOf(work: StepWork, models: Readonly<Record<string, ModelSchema>>): OdooDelete {
  return {
    target: work.sender.target,
    ask: (call) => insist(work.sender, call),
    models,
    sender: work.sender,
    contextOf: () => work.context,
  };
}

/** Settles the rows for which there is nothing to judge. */
async function findCandidates({ work, node }: NodeToClear): Promise<readonly Candidate[]> {
  const { vanished } = work.lease;
  const found: (LocatedRow & { readonly recordId: number })[] = [];
  for (let after = ''; work.control.stopping === null; ) {
    const rows = await vanished.open(node.node, PART, after);
    if (rows.length === 0) break;
    const settled: VanishedResult[] = [];
    for (const row of await locateVanished(work, rows)) {
      const { key, state, recordId } = row;
      const why = notOurs(row);
      if (recordId === null) settled.push({ key, state: state === 'sending' ? 'deleted' : 'gone' });
      else if (why !== null) settled.push({ key, state: 'kept', detail: why });
      else found.push({ ...row, recordId });
    }
    await vanished.settle(node.node, settled, null);
    after = rows.at(-1)?.key ?? after;
  }
  return found.toSorted((a, b) => a.recordId - b.recordId).map(candidateOf);
}

function notOurs({ entry, recordId }: LocatedRow): string | null {
  if (entry === null || entry.createdRun === null) {
    return 'No run made the record: it was in Odoo before a run took it over.';
  }
  return entry.recordId === recordId
    ? null
    : 'Its external ID names another record than the one that a run made.';
}

function candidateOf({ key, state, recordId, entry }: LocatedRow, ord: number): Candidate {
  const { heldHashes = {}, writtenRun = null, leftWriteDate = null, createdRun } = entry ?? {};
  return {
    ord,
    srcRow: 0,
    key,
    generation: 0,
    outcome: 'created',
    recordId,
    undo: state === 'sending' ? 'to_delete' : null,
    reason: null,
    detail: null,
    isCreated: true,
    entry: { heldHashes, writtenRun, leftWriteDate },
    change: null,
    createdRun: createdRun ?? '',
  };
}

async function planOf(
  first: StepWork,
  models: Readonly<Record<string, ModelSchema>>,
  candidates: Candidates,
): Promise<UndoPlan> {
  const { undo } = first.lease;
  const rows = [...candidates.values()].flat();
  const [oldest = ''] = rows.map(({ createdRun }) => createdRun).toSorted();
  const windows = windowsSince(await undo.windows(), oldest);
  const reader = {
    known: undo.known.bind(undo),
    laterChanges: undo.laterChanges.bind(undo),
    rows: async function* (node: UndoNode) {
      yield candidates.get(node) ?? [];
    },
  };
  const units = [...candidates.keys()].map((node) => [node]);
  return planWith({ ...odooOf(first, models), undo: reader, units }, windows, (row, record) =>
    row.undo === 'to_delete'
      ? judgeMeanwhile(row, record)
      : judgeCreated(row, record, { runId: row.entry?.writtenRun ?? '', windows }),
  );
}

/** What stays is told; what goes is marked. */
async function settleKept(
  all: readonly NodeToClear[],
  plan: UndoPlan,
  registry: UndoRegistry,
): Promise<void> {
  for (const { work, node } of all) {
    const rows = plan.rows.filter((row) => row.node === node);
    const kept = rows.filter(({ undo }) => undo === 'kept');
    for (const { recordId } of kept) if (recordId !== null) registry.set(node, recordId, 'kept');
    const results = kept.map(({ key, reason, detail }) => resultOf(key, { reason, detail }));
    for (const part of chunks(results, PART)) await work.lease.vanished.settle(node.node, part, null);
    const going = rows.flatMap(({ key, undo }) => (undo === 'kept' ? [] : [key]));
    for (const part of chunks(going, PART)) await work.lease.vanished.begin(node.node, part);
  }
}

function resultOf(key: string, { reason, detail }: Partial<Kept>): VanishedResult {
  return reason === 'gone' ? { key, state: 'gone' } : { key, state: 'kept', detail: detail ?? '' };
}

function wantedOf(candidates: Candidates, plan: UndoPlan): Candidates {
  const kept = new Map(
    [...Map.groupBy(plan.rows, ({ node }) => node)].map(([node, rows]) => [
      node,
      new Set(rows.flatMap(({ ord, undo }) => (undo === 'kept' ? [ord] : []))),
    ]),
  );
  return new Map(
    [...candidates].map(([node, rows]) => [node, rows.filter(({ ord }) => !kept.get(node)?.has(ord))]),
  );
}

async function inboundOf(
  all: readonly NodeToClear[],
  models: Readonly<Record<string, ModelSchema>>,
): Promise<Inbound> {
  const [first] = all;
  if (!first) return [];
  const { ask, target } = odooOf(first.work, models);
  const targets = new Set(all.map(({ node }) => node.model));
  return (await ask(() => target.inboundFields([...targets], Object.keys(models)))).fields;
}

/** What goes, and what one needs to know to let it go. */
interface Round {
  readonly all: readonly NodeToClear[];
  readonly models: Readonly<Record<string, ModelSchema>>;
  readonly by: Deleting;
}

/**
 * Children first: nodes and database IDs the other way round. A record that another one of them still refers to waits for the next
 * round, so that none is deleted before its children whatever refers to what; when a round deletes nothing more, the rest stays.
 */
async function deleteInRounds(round: Round, candidates: Candidates): Promise<void> {
  let open = candidates;
  for (;;) {
    const kept = new Map<NodeToClear, ReadonlyMap<string, VanishedResult>>();
    for (const one of round.all.toReversed()) {
      const stays = await deleteOf(round, one, open.get(one.node) ?? []);
      if (stays === null) return;
      kept.set(one, stays);
    }
    const left = new Map(
      [...kept].map(([{ node }, stays]) => [
        node,
        (open.get(node) ?? []).filter(({ key }) => stays.has(key)),
      ]),
    );
    if (countOf(left) === countOf(open)) return settleRest(kept);
    open = left;
  }
}

/** By key, what could not be deleted yet; null: the run is to stop. */
async function deleteOf(
  { models, by }: Round,
  { work, node }: NodeToClear,
  rows: readonly Candidate[],
): Promise<ReadonlyMap<string, VanishedResult> | null> {
  const stays = new Map<string, VanishedResult>();
  for (const part of chunks(rows.toReversed(), work.batchSize)) {
    if (work.control.stopping !== null) return null;
    const undone = await deleteRows(odooOf(work, models), by, node, part);
    for (const row of undone) if (row.undo === 'kept') stays.set(row.key, resultOf(row.key, row));
    const gone = undone.filter(({ undo }) => undo === 'deleted');
    const results = gone.map(({ key }): VanishedResult => ({ key, state: 'deleted' }));
    await work.lease.vanished.settle(node.node, results, null);
  }
  return stays;
}

function countOf(candidates: Candidates): number {
  return [...candidates.values()].reduce((sum, rows) => sum + rows.length, 0);
}

async function settleRest(
  kept: ReadonlyMap<NodeToClear, ReadonlyMap<string, VanishedResult>>,
): Promise<void> {
  for (const [{ work, node }, stays] of kept) {
    for (const part of chunks([...stays.values()], PART))
      await work.lease.vanished.settle(node.node, part, null);
  }
}
