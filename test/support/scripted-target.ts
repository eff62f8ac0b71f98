import type {
  Answer,
  LoadAnswer,
  LoadCall,
  LoadMessage,
  RecordWrite,
  Target,
  TargetFault,
  WriteValues,
} from '../../src/load/ports.ts';

/** What happens to the n-th call of `load` or `write`; `ok` when the script is over. */
export type Event =
  | 'denied'
  | 'ok'
  | 'conflict'
  | 'refused'
  | 'ten_minutes'
  | 'lost_before'
  | 'lost_after'
  | 'wrong_ids'
  | 'exception';

/** How the server blames a bad row. */
export type Attribution = 'row' | 'first_row' | 'none' | 'row_and_phantoms';

/**
 * Odoo's `load` in memory as far as a sender can see it: all or nothing per call, external IDs unique, errors blamed as scripted.
 * A row is bad when its second cell is `bad`.
 */
export class ScriptedTarget implements Target {
  readonly records = new Map<string, { readonly id: number; writes: number; cells: readonly string[] }>();
  calls = 0;
  private nextId = 1;
  private readonly events: Event[];
  private readonly attribution: Attribution;

  constructor(events: readonly Event[] = [], attribution: Attribution = 'row') {
    this.events = [...events];
    this.attribution = attribution;
  }

  async load(call: LoadCall): Promise<Answer<LoadAnswer>> {
    this.calls += 1;
    const event = this.events.shift() ?? 'ok';
    if (event === 'conflict')
      return rolledBack([{ type: 'error', message: 'could not serialize access due to concurrent update' }]);
    if (event === 'refused') return fault({ kind: 'transient', reason: 'unavailable', message: '503' });
    if (event === 'ten_minutes') {
      return fault({ kind: 'transient', reason: 'rate_limited', message: '429', retryAfterMs: 600_000 });
    }
    if (event === 'lost_before') return fault({ kind: 'unknown', reason: 'timed_out', message: 'no answer' });
    if (event === 'exception' && call.rows.length > 1)
      return fault({ kind: 'certain', reason: 'server_error', message: 'boom' });
    const bad = call.rows.flatMap((row, i) => (row[1] === 'bad' ? [i] : []));
    if (bad.length > 0) return rolledBack(this.blame(bad, call.rows.length));
    const ids = call.rows.map((row) => this.store(row));
    if (event === 'lost_after')
      return fault({ kind: 'unknown', reason: 'connection_lost', message: 'reset' });
    return { ok: true, value: { ids: event === 'wrong_ids' ? ids.slice(1) : ids, messages: [], nextrow: 0 } };
  }

  async findByExternalId(
    _model: string,
    externalIds: readonly string[],
  ): Promise<Answer<ReadonlyMap<string, number>>> {
    const found = externalIds.flatMap((x) =>
      this.records.has(x) ? [[x, this.records.get(x)?.id ?? 0] as const] : [],
    );
    return { ok: true, value: new Map(found) };
  }

  tryLoad(): never {
    throw new Error('not scripted');
  }

  peek(): never {
    throw new Error('not scripted');
  }

  findForeignExternalIds(): never {
    throw new Error('not scripted');
  }

  async write(_: string, ids: readonly number[], values: WriteValues): Promise<Answer<null>> {
    return this.writeAll(ids.map((id) => ({ id, values })));
  }

  readonly writeEach = async (_: string, writes: readonly RecordWrite[]): Promise<Answer<null>> =>
    this.writeAll(writes);

  newestId(): never {
    throw new Error('not part of this script');
  }
  read(): never {
    throw new Error('not part of this script');
  }
  findByField(): never {
    throw new Error('not part of this script');
  }
  findById(): never {
    throw new Error('not part of this script');
  }
  findByValues(): never {
    throw new Error('not part of this script');
  }
  createExternalIds(): never {
    throw new Error('not part of this script');
  }
  deleteExternalIds(): never {
    throw new Error('not part of this script');
  }
  unlink(): never {
    throw new Error('not part of this script');
  }
  inboundFields(): never {
    throw new Error('not part of this script');
  }
  findReferrers(): never {
    throw new Error('not part of this script');
  }
  snapshot(): never {
    throw new Error('not part of this script');
  }

  /** What each record was given last, by `write`; `lost` marks records that are gone, `bad` values that are refused. */
  readonly given = new Map<number, WriteValues>();
  readonly lost = new Set<number>();
  /** Records of each write, refused ones too. */
  readonly writes: (readonly number[])[] = [];

  private writeAll(writes: readonly RecordWrite[]): Answer<null> {
    this.writes.push(writes.map(({ id }) => id));
    const event = this.events.shift() ?? 'ok';
    if (event === 'conflict')
      return fault({ kind: 'transient', reason: 'serialization', message: 'conflict' });
    if (event === 'refused') return fault({ kind: 'transient', reason: 'unavailable', message: '503' });
    if (event === 'lost_before') return fault({ kind: 'unknown', reason: 'timed_out', message: 'no answer' });
    if (event === 'denied') return fault({ kind: 'certain', reason: 'access_denied', message: 'may not' });
    if (event === 'exception' && writes.length > 1)
      return fault({ kind: 'certain', reason: 'server_error', message: 'boom' });
    if (writes.some(({ id }) => this.lost.has(id)))
      return fault({ kind: 'certain', reason: 'record_missing', message: 'gone' });
    if (writes.some(({ values }) => values.name === 'bad'))
      return fault({ kind: 'certain', reason: 'rejected', message: 'refused' });
    for (const { id, values } of writes) this.given.set(id, values);
    return event === 'lost_after' || event === 'wrong_ids'
      ? fault({ kind: 'unknown', reason: 'connection_lost', message: 'reset' })
      : { ok: true, value: null };
  }

  private store(row: readonly string[]): number {
    const externalId = row[0] ?? '';
    const record = this.records.get(externalId) ?? { id: this.nextId++, writes: 0, cells: row };
    this.records.set(externalId, { ...record, writes: record.writes + 1, cells: row });
    return record.id;
  }

  private blame(bad: readonly number[], rowCount: number): readonly LoadMessage[] {
    const error = (index: number, message = 'Missing required value'): LoadMessage => ({
      type: 'error',
      message,
      rows: { from: index, to: index },
      record: index,
    });
    if (this.attribution === 'none') return [{ type: 'error', message: 'The operation cannot be completed' }];
    if (this.attribution === 'first_row') return [error(0)];
    const phantoms =
      this.attribution === 'row' ? [] : range((bad[0] ?? 0) + 1, Math.min(rowCount, (bad[0] ?? 0) + 4));
    return [
      ...bad.map((i) => error(i)),
      ...phantoms.map((i) => error(i, 'No matching record found for external id')),
    ];
  }
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

function rolledBack(messages: readonly LoadMessage[]): Answer<LoadAnswer> {
  return { ok: true, value: { ids: null, messages, nextrow: 0 } };
}

function fault(value: TargetFault): Answer<never> {
  return { ok: false, fault: value };
}
