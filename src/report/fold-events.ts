import type { FoundDefault, RunEvent, StoredEvent } from '../event.ts';

/** What the events of a run tell beside its state: who worked on it, how long, all in all and at each node, and what they noticed. */
export interface RunTimes {
  readonly workers: readonly string[];
  readonly activeSeconds: number;
  /** By node, for those that began. */
  readonly nodes: ReadonlyMap<string, NodeTimes>;
  /** By node: what Odoo computed the same for all of its first new records. */
  readonly defaults: ReadonlyMap<string, readonly NodeDefault[]>;
}

export interface NodeDefault extends FoundDefault {
  /** Told only, sent along with the other new records, or sent along until it was seen to be wrong. */
  readonly state: 'proposed' | 'pinned' | 'unpinned';
}

export interface NodeTimes {
  readonly seconds: number;
  /** Rows that the preparation settled, without a call. */
  readonly settledEarly: number;
}

/**
 * Time counts while a worker has the run. Between the last event of a worker that died and the first of the next one nobody had it;
 * nor does a pause count.
 */
export class EventFold {
  readonly #workers = new Set<string>();
  readonly #begun = new Map<string, number>();
  readonly #ended = new Map<string, number>();
  readonly #settledEarly = new Map<string, number>();
  readonly #defaults = new Map<string, ReadonlyMap<string, NodeDefault>>();
  #activeMs = 0;
  #isActive = false;
  #lastAt = 0;

  add({ at, event }: StoredEvent): void {
    const now = Date.parse(at);
    const isTaken = event.type === 'run_started' || event.type === 'run_resumed';
    if (this.#isActive && !isTaken) this.#activeMs += Math.max(0, now - this.#lastAt);
    this.#lastAt = now;
    this.#note(event);
  }

  #note(event: RunEvent): void {
    switch (event.type) {
      case 'run_started':
      case 'run_resumed':
        this.#isActive = true;
        this.#workers.add(event.worker);
        return;
      case 'run_handed_on':
      case 'run_paused':
      case 'run_finished':
        this.#isActive = false;
        return;
      case 'node_prepared':
        this.#settledEarly.set(event.node, event.rejected + event.skipped);
        return;
      case 'node_started':
        this.#begun.set(event.node, this.#activeMs);
        return;
      case 'node_finished':
        this.#ended.set(event.node, this.#activeMs);
        return;
      case 'defaults_found':
        this.#noteDefaults(event.node, event.fields, event.isPinned ? 'pinned' : 'proposed');
        return;
      case 'defaults_unpinned':
        this.#noteDefaults(event.node, event.fields, 'unpinned');
        return;
      // These tell nothing of time.
      case 'run_queued':
      case 'node_warning':
      case 'batch_sent':
      case 'rows_settled':
      case 'rows_vanished':
      case 'vanished_settled':
      case 'call_failed':
      case 'waiting':
      // A rollback is no part of the time that the run took.
      case 'rollback_queued':
      case 'rollback_started':
      case 'rollback_planned':
      case 'rows_undone':
      case 'rollback_cancelled':
        return;
      default:
        unreachable(event);
    }
  }

  /** A worker that takes the run over looks anew; what was wrong once stays so. */
  #noteDefaults(node: string, fields: readonly FoundDefault[], state: NodeDefault['state']): void {
    const known = this.#defaults.get(node) ?? new Map<string, NodeDefault>();
    const isWrong = (name: string): boolean => known.get(name)?.state === 'unpinned';
    const noted = fields.flatMap((found) => (isWrong(found.field) ? [] : [{ ...found, state }]));
    this.#defaults.set(node, new Map([...known, ...noted.map((found) => [found.field, found] as const)]));
  }

  times(): RunTimes {
    const nodes = [...this.#begun].map(([node, begun]) => {
      const seconds = ((this.#ended.get(node) ?? this.#activeMs) - begun) / 1000;
      return [node, { seconds, settledEarly: this.#settledEarly.get(node) ?? 0 }] as const;
    });
    const defaults = [...this.#defaults].map(([node, found]) => [node, [...found.values()]] as const);
    return {
      workers: [...this.#workers],
      activeSeconds: this.#activeMs / 1000,
      nodes: new Map(nodes),
      defaults: new Map(defaults),
    };
  }
}

function unreachable(event: never): never {
  throw new Error(`unexpected event ${JSON.stringify(event)}`);
}
