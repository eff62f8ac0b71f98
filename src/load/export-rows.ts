import { newRecordMarkSql } from '../mapping/new-record.ts';
import type { Engine, EngineValue } from '../source/engine.ts';
import { sqlText } from '../source/sql-text.ts';
import { openRows } from './prepare/prepared-rows.ts';
import { rowTable } from './prepare/step-tables.ts';
import type { BlockedRow, PreparedRun } from './prepared-run.ts';
import type { PreparedStep } from './prepared-step.ts';
import { unitsOf } from './step-units.ts';

/**
 * The prepared rows as files for Odoo's own import: which rows go together, and in which order. Loaded one file after the other, each
 * from top to bottom, every reference leads to a record that is there already.
 *
 *   01_categories.csv                       a unit is a node, or nodes that refer to each other
 *   02a_employees.csv  02b_employees.csv    several files where not all rows send the same columns: an import clears what is empty
 *   03_employees_later.csv                  fields that close a cycle of rows, when both ends exist
 */
export interface ExportFile {
  /** Without ending: `02a_employees`. */
  readonly name: string;
  readonly step: PreparedStep;
  /** Paths as `load` takes them, `id` first. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  rows(): AsyncIterable<readonly (readonly string[])[]>;
}

/** A row that no file has: rejected by the preparation, or it refers to such a row. With its place in the user's data. */
export interface LeftOutRow {
  readonly srcRow: number;
  readonly key: string;
  /** `without …`: the row is there, but not the field that would close a cycle. */
  readonly what: 'rejected' | 'blocked' | `without ${string}`;
  readonly reason: string;
}

/** Rows that need a record which a run would first create in Odoo (`on_missing: create`): a file cannot name it. */
async function leaveOutNew(engine: Engine, step: PreparedStep): Promise<void> {
  const { index } = step.step;
  for (const [j, { name }] of step.fields.entries()) {
    await engine.run(`
      INSERT INTO left_out SELECT ${index}, ord, 'rejected', ${sqlText(`${name} names a record that Odoo has not; a run would create it first. Create it there, then export again.`)}
        FROM ${rowTable(index)} WHERE outcome IS NULL AND contains(f${j}, ${newRecordMarkSql()});
      UPDATE ${rowTable(index)} SET outcome = 'rejected' WHERE outcome IS NULL AND contains(f${j}, ${newRecordMarkSql()})`);
  }
}

/** Marks the rows that no file can have, and those that refer to them, and remembers why. */
export async function leaveOutRows(engine: Engine, prepared: PreparedRun): Promise<void> {
  await engine.run(
    'CREATE OR REPLACE TABLE left_out(step INTEGER, ord BIGINT, what VARCHAR, reason VARCHAR)',
  );
  for (const step of prepared.steps) await leaveOutNew(engine, step);
  const note = (step: PreparedStep, rows: readonly BlockedRow[], what: string): Promise<void> =>
    engine.append(
      'left_out',
      rows.map(({ ord, node, key }) => [step.step.index, ord, what, `waits for ${node}:${key}`]),
    );
  for (const unit of unitsOf(prepared.steps)) {
    const last = await prepared.lastGeneration(unit);
    for (let generation = 0; generation <= last; generation++) {
      for (const step of unit) {
        const blocked = await prepared.blocked(step, generation);
        await note(step, blocked, 'blocked');
        await prepared.markBad(
          step,
          blocked.map(({ ord }) => ord),
        );
      }
    }
  }
  for (const step of prepared.steps) {
    const without = await prepared.deferredToBad(step);
    const fields = step.fields.filter((_, j) =>
      step.step.references.some(({ field, inComponent }) => inComponent && step.fields[j]?.name === field),
    );
    await note(step, without, `without ${fields.map(({ name }) => name).join(', ')}`);
  }
}

/** Needs `leaveOutRows` before; in sheet order. */
export async function* leftOutRows(
  engine: Engine,
  step: PreparedStep,
): AsyncGenerator<readonly LeftOutRow[]> {
  const { index } = step.step;
  const rows = engine.stream<{
    src_row: number;
    key: string;
    what: LeftOutRow['what'];
    reason: string | null;
  }>(`
    SELECT n.src_row, n.key, coalesce(n.outcome, l.what) AS what, coalesce(l.reason, i.messages) AS reason
    FROM ${rowTable(index)} n LEFT JOIN (SELECT * FROM left_out WHERE step = ${index}) l ON l.ord = n.ord
      LEFT JOIN (SELECT ord, string_agg(message, ' ' ORDER BY message) AS messages FROM issues
        WHERE step = ${index} AND severity = 'error' GROUP BY ord) i ON i.ord = n.ord
    WHERE n.outcome = 'rejected' OR l.ord IS NOT NULL ORDER BY n.ord`);
  for await (const part of rows) {
    yield part.map(({ src_row: srcRow, key, what, reason }) => ({
      srcRow: Number(srcRow),
      key,
      what,
      reason: reason ?? '',
    }));
  }
}

/** Needs `leaveOutRows` before. */
export async function planFiles(engine: Engine, prepared: PreparedRun): Promise<readonly ExportFile[]> {
  const units = unitsOf(prepared.steps);
  const digits = Math.max(2, String(units.length + 1).length);
  const numbered = (unit: number, parts: readonly Omit<ExportFile, 'name'>[], ending = ''): ExportFile[] =>
    parts.map((part, i) => {
      const number = String(unit + 1).padStart(digits, '0');
      const letter = parts.length > 1 ? letterOf(i) : '';
      return { ...part, name: `${number}${letter}_${part.step.step.node}${ending}` };
    });
  const files: ExportFile[] = [];
  for (const [at, unit] of units.entries()) files.push(...numbered(at, await segmentsOf(engine, unit)));
  const later = (await Promise.all(prepared.steps.map((step) => laterFiles(prepared, step)))).flat();
  return [...files, ...numbered(units.length, later, '_later')];
}

/** `a` … `z`, `za` … `zz`, `zza` …: in the order of the alphabet, however many there are. */
function letterOf(index: number): string {
  return 'z'.repeat(Math.floor(index / 25)) + String.fromCharCode(97 + (index % 25));
}

interface Segment {
  readonly step: PreparedStep;
  /** `1` at the position of each field that is sent. */
  readonly sig: string;
  readonly from: number;
  to: number;
  rowCount: number;
}

/** Generation by generation; neighbours that send the same columns are one file. */
async function segmentsOf(
  engine: Engine,
  unit: readonly PreparedStep[],
): Promise<readonly Omit<ExportFile, 'name'>[]> {
  const groups: {
    readonly step: PreparedStep;
    readonly gen: number;
    readonly sig: string;
    readonly n: number;
  }[] = [];
  for (const step of unit) {
    const rows = await engine.rows<{ gen: number; sig: string; n: number }>(
      `SELECT gen, sig, count(*) AS n FROM ${openRows(step.step.index)} GROUP BY gen, sig ORDER BY gen, sig DESC`,
    );
    groups.push(...rows.map(({ gen, sig, n }) => ({ step, gen: Number(gen), sig, n: Number(n) })));
  }
  groups.sort((a, b) => a.gen - b.gen);
  const segments: Segment[] = [];
  for (const generation of Map.groupBy(groups, ({ gen }) => gen).values()) {
    for (const { step, gen, sig, n } of continuing(generation, segments.at(-1))) {
      const last = segments.at(-1);
      if (last?.step === step && last.sig === sig) {
        last.to = gen;
        last.rowCount += n;
      } else segments.push({ step, sig, from: gen, to: gen, rowCount: n });
    }
  }
  return segments.map((segment) => fileOf(engine, segment));
}

/** The group that goes on with the last file comes first. Within a generation no row refers to another. */
function continuing<T extends { readonly step: PreparedStep; readonly sig: string }>(
  groups: readonly T[],
  last: Segment | undefined,
): readonly T[] {
  const goesOn = (group: T): boolean => group.step === last?.step && group.sig === last.sig;
  return [...groups.filter(goesOn), ...groups.filter((group) => !goesOn(group))];
}

function fileOf(engine: Engine, segment: Segment): Omit<ExportFile, 'name'> {
  const { step, sig, from, to, rowCount } = segment;
  const positions = sentIn(sig);
  const sql = `SELECT ${['xid', ...positions.map((j) => `f${j}`)].join(', ')} FROM ${openRows(step.step.index)}
    WHERE sig = ${sqlText(sig)} AND gen BETWEEN ${from} AND ${to} ORDER BY gen, ord`;
  return {
    step,
    columns: ['id', ...positions.map((j) => step.fields[j]?.path ?? '')],
    rowCount,
    rows: async function* () {
      for await (const part of engine.stream(sql)) {
        yield part.map((row) => [textOf(row.xid), ...positions.map((j) => textOf(row[`f${j}`]))]);
      }
    },
  };
}

/** Positions of the fields that are sent. */
function sentIn(sig: string): readonly number[] {
  return sig.split('').flatMap((sent, j) => (sent === '1' ? [j] : []));
}

/** Prepared values are texts; an empty one may be null. */
function textOf(value: EngineValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The second write of rows that close a cycle, those left out whose other end has no record. */
async function laterFiles(
  prepared: PreparedRun,
  step: PreparedStep,
): Promise<readonly Omit<ExportFile, 'name'>[]> {
  const bad = new Set((await prepared.deferredToBad(step)).map(({ ord }) => ord));
  const rows = (await prepared.deferred(step)).filter(({ ord }) => !bad.has(ord));
  const groups = Map.groupBy(rows, ({ values }) =>
    values.map((value) => (value === null ? '0' : '1')).join(''),
  );
  return [...groups].map(([sig, group]) => {
    const positions = sentIn(sig);
    return {
      step,
      columns: ['id', ...positions.map((j) => step.fields[j]?.path ?? '')],
      rowCount: group.length,
      rows: async function* () {
        yield group.map((row) => [row.externalId, ...positions.map((j) => row.values[j] ?? '')]);
      },
    };
  });
}
