import { externalId } from '../../src/mapping/external-id.ts';
import { storedKey } from '../../src/store/stored-key.ts';
import { tellVerdict } from './figures.ts';
import { checkBooks } from './oracle-books.ts';
import { checkReferences } from './oracle-references.ts';
import type { CheckedRow, CheckedRun, CheckedState, RunCheck, Violation } from './oracle-state.ts';
import { isOver } from './oracle-state.ts';
import type { OracleTarget } from './oracle-target.ts';

/**
 * The oracle of every crash and fault test: what must be true of a run that is over (or paused), whatever happened on the way.
 * It reads our tables and the target by themselves and believes nothing the product says.
 *
 *   source row  ── exactly one outcome ──  run_row  ── counters ──  run_node
 *       │ external ID                         │ record_id
 *       └──────────── record in Odoo ─────────┴──── key_map
 *
 * Throws with every violation there is.
 */
export async function checkRun(check: RunCheck): Promise<void> {
  const violations = await judgeRun(check);
  if (violations.length === 0) return;
  const lines = violations.slice(0, 30).map(({ kind, text }) => `  ${kind}: ${text}`);
  throw new Error(`Run ${check.runId}: ${violations.length} violations\n${lines.join('\n')}`);
}

/** All there is, counted in the sums of the command. */
export async function judgeRun(check: RunCheck): Promise<readonly Violation[]> {
  const violations = await findViolations(check);
  tellVerdict(check.runId, violations);
  return violations;
}

export async function findViolations(check: RunCheck): Promise<readonly Violation[]> {
  const state = await readState(check);
  return [
    ...(await checkBooks(check, state)),
    ...checkRows(check, state),
    ...checkTarget(state),
    ...(await checkKeyMap(check, state)),
    ...(await checkReferences(check, state)),
    ...(await checkCounts(check, state)),
  ];
}

const WITH_RECORD = new Set(['created', 'updated', 'unchanged']);

async function readState(check: RunCheck): Promise<CheckedState> {
  const { rows: runs } = await check.pool.query<CheckedRun>(
    `select id, status, connection_id as "connectionId", namespace from graph_run where id = $1`,
    [check.runId],
  );
  const run = runs[0];
  if (!run) throw new Error(`There is no run ${check.runId}.`);
  const { rows } = await check.pool.query<Omit<CheckedRow, 'externalId'>>(
    `select n.node, n.model, r.ord, r.key, r.outcome, r.record_id as "recordId"
     from run_row r join run_node n using (run_id, node_index) where run_id = $1 order by r.node_index, r.ord`,
    [check.runId],
  );
  const nameOf = check.externalIdOf ?? ((node: string, key: string) => externalId(run.namespace, node, key));
  const nodes = new Set(rows.map((row) => row.node));
  const found = (await check.target.externalIds(run.namespace)).filter(
    (one) => check.externalIdOf !== undefined || nodes.has(nodeOf(one.externalId)),
  );
  return {
    run,
    rows: rows.map((row) => ({ ...row, externalId: nameOf(row.node, row.key) })),
    found: Map.groupBy(found, (one) => one.externalId),
  };
}

/** The key holds no `_`, so the last one ends the node. */
function nodeOf(full: string): string {
  return full.slice(full.indexOf('.') + 1, full.lastIndexOf('_'));
}

/** Every row that says it has a record has exactly that one; a row that says it has none has none of this run. */
function checkRows({ removed }: RunCheck, { rows, found }: CheckedState): readonly Violation[] {
  return rows.flatMap((row): Violation[] => {
    const name = `${row.node} ${row.key} (${row.outcome})`;
    const records = found.get(row.externalId) ?? [];
    if (!WITH_RECORD.has(row.outcome ?? '')) {
      const isNew = row.recordId !== null && row.outcome !== 'skipped' && row.outcome !== 'rejected';
      return isNew && row.outcome !== 'unknown'
        ? [{ kind: 'books', text: `${name} has record ${row.recordId}` }]
        : [];
    }
    if (row.recordId === null) return [{ kind: 'books', text: `${name} has no record ID` }];
    if (removed?.has(row.externalId)) return [];
    const [record] = records;
    if (!record) return [{ kind: 'lost', text: `${name} has no record in Odoo` }];
    return record.recordId === row.recordId && record.model === row.model
      ? []
      : [
          {
            kind: 'link',
            text: `${name} says ${row.model} ${row.recordId}, Odoo ${record.model} ${record.recordId}`,
          },
        ];
  });
}

function checkTarget({ found }: CheckedState): readonly Violation[] {
  const violations: Violation[] = [];
  for (const [name, records] of found) {
    const { length } = records;
    if (length > 1)
      violations.push({ kind: 'duplicate', text: `${name} is there ${length} times`, count: length - 1 });
  }
  const byRecord = Map.groupBy([...found.values()].flat(), (one) => `${one.model} ${one.recordId}`);
  for (const [record, names] of byRecord) {
    const own = new Set(names.map((one) => one.externalId));
    if (own.size > 1)
      violations.push({ kind: 'link', text: `${record} is several rows: ${[...own].join(', ')}` });
  }
  return violations;
}

interface KeyMapRow {
  readonly node: string;
  readonly key: string;
  readonly externalId: string;
  readonly model: string;
  readonly recordId: number;
}

/** An entry for every external ID in Odoo, and for nothing else. */
async function checkKeyMap(
  check: RunCheck,
  { run, rows, found }: CheckedState,
): Promise<readonly Violation[]> {
  const { rows: entries } = await check.pool.query<KeyMapRow>(
    `select node, key, external_id as "externalId", model, record_id as "recordId" from key_map
     where connection_id = $1 and namespace = $2`,
    [run.connectionId, run.namespace],
  );
  const byName = new Map(entries.map((entry) => [entry.externalId, entry]));
  const untrue = entries.flatMap((entry): Violation[] => {
    if (check.removed?.has(entry.externalId)) return [];
    const isThere = found
      .get(entry.externalId)
      ?.some((one) => one.recordId === entry.recordId && one.model === entry.model);
    const text = `key map says ${entry.externalId} is ${entry.model} ${entry.recordId}, Odoo does not`;
    return isThere ? [] : [{ kind: 'books', text }];
  });
  const missing = isOver(run)
    ? [...found.keys()].filter((name) => !byName.has(name) && !isUnknown(rows, name))
    : [];
  const byKey = new Map(entries.map((entry) => [`${entry.node} ${entry.key}`, entry]));
  const other = rows.flatMap((row): Violation[] => {
    if (!WITH_RECORD.has(row.outcome ?? '')) return [];
    const entry = byKey.get(`${row.node} ${storedKey(row.key)}`);
    if (entry?.recordId === row.recordId) return [];
    const text = `${row.node} ${row.key}: record ${row.recordId}, key map ${entry?.recordId}`;
    return [{ kind: 'books', text }];
  });
  const lost = missing.map(
    (name): Violation => ({ kind: 'lost', text: `${name} is in Odoo, not in the key map` }),
  );
  return [...untrue, ...lost, ...other];
}

/** A row that a run left as unknown is said to be so: its record may be there or not. */
function isUnknown(rows: readonly CheckedRow[], name: string): boolean {
  return rows.some((row) => row.externalId === name && row.outcome === 'unknown');
}

/** Records made since the beginning are as many as external IDs: none without one, none twice. */
async function checkCounts(check: RunCheck, { found }: CheckedState): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  for (const [model, before] of Object.entries(check.countsBefore ?? {})) {
    const made = (await check.target.records(model, [])).length - before;
    const names = [...found.values()].flat().filter((one) => one.model === model).length;
    const text = `${made} records of ${model} were made, ${names} have an external ID`;
    if (made > names) violations.push({ kind: 'duplicate', text, count: made - names });
    if (made < names) violations.push({ kind: 'lost', text, count: names - made });
  }
  return violations;
}

/** For `countsBefore`. */
export async function countRecords(
  target: OracleTarget,
  models: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const counts = models.map(async (model) => [model, (await target.records(model, [])).length] as const);
  return Object.fromEntries(await Promise.all(counts));
}
