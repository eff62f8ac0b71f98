import { chunks } from '../../util/chunks.ts';
import type { InboundField, InboundFields, RecordAudit, Referrer } from '../ports.ts';
import { ReadRefused } from '../run-paused.ts';
import { type Implied, partOf, referredTo, type Thing } from './close-plan.ts';
import type { ChangedRow, CreatedRow } from './examine-rows.ts';
import { isAsLeft } from './judge-created.ts';
import type { Outbound, OutboundField } from './outbound.ts';
import { isMadeWith, outboundFields, readAudits, readOutbound } from './outbound.ts';
import type { WriteWindow } from './undo-store.ts';
import type { OdooLook, UndoLook } from './undo-work.ts';
import { PART } from './undo-work.ts';

/** A record that Odoo made along with one of ours: the template of a product, the contact of an employee. */
export interface MadeAlong extends Thing {
  /** The created rows it hangs on. */
  readonly owners: Set<CreatedRow>;
}

export interface Relations {
  readonly companions: readonly MadeAlong[];
  readonly scope: InboundFields['scope'];
  /** Referring models that the user may not read: what refers from there is not seen. */
  readonly unseen: readonly string[];
}

/** Referrers of companions are looked at too, and theirs; what Odoo makes along is seldom deeper. */
const MOST_DEPTH = 4;

/**
 * What refers to the records the run created, and what Odoo made along with them. A record from outside that refers to one of ours
 * keeps it at once; references among our own are noted in `keeps`, for `closePlan`.
 */
export async function findRelations(
  look: UndoLook,
  rows: { readonly created: readonly CreatedRow[]; readonly changed: readonly ChangedRow[] },
  windows: readonly WriteWindow[],
): Promise<Relations> {
  const search = new RelationSearch(look, rows, windows);
  await search.followOutbound(rows.created);
  let front: readonly Found[] = rows.created.map((row) => ({ thing: row.thing, row }));
  for (let depth = 0; depth < MOST_DEPTH && front.length > 0; depth++) {
    await search.followInbound(front);
    front = search.newCompanions();
  }
  return search.relations();
}

/** A thing and the row it belongs to. */
interface Found {
  readonly thing: Thing;
  readonly row: CreatedRow;
}

/** What goes with its record whatever it is, so it is neither a reference to respect nor a companion to look after. */
const GOES_ALONG = /^(ir|mail|bus)\./;
/** Too much hangs on these to take them for something made along. */
const NEVER_COMPANION: ReadonlySet<string> = new Set(['res.users', 'res.company', 'res.groups']);

class RelationSearch {
  readonly #look: UndoLook;
  readonly #windows: readonly WriteWindow[];
  readonly #created = new Map<string, Map<number, CreatedRow>>();
  readonly #changed = new Map<string, Map<number, ChangedRow>>();
  readonly #companions = new Map<string, Map<number, MadeAlong>>();
  /** Of records outside; null: not to be read. */
  readonly #audits = new Map<string, Map<number, RecordAudit | null>>();
  readonly #unseen = new Set<string>();
  readonly #inbound = new Map<string, readonly InboundField[]>();
  #scope: InboundFields['scope'] = 'all';
  #fresh: MadeAlong[] = [];

  constructor(
    look: UndoLook,
    rows: { readonly created: readonly CreatedRow[]; readonly changed: readonly ChangedRow[] },
    windows: readonly WriteWindow[],
  ) {
    this.#look = look;
    this.#windows = windows;
    for (const row of rows.created) put(this.#created, row.node.model, row.thing.id, row);
    for (const row of rows.changed) put(this.#changed, row.node.model, row.recordId, row);
  }

  newCompanions(): readonly Found[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh.flatMap((thing) => {
      const [row] = thing.owners;
      return row ? [{ thing, row }] : [];
    });
  }

  relations(): Relations {
    const companions = [...this.#companions.values()].flatMap((byId) => [...byId.values()]);
    return { companions, scope: this.#scope, unseen: [...this.#unseen].sort() };
  }

  /** Records that ours refer to and that came into being with them. */
  async followOutbound(rows: readonly CreatedRow[]): Promise<void> {
    for (const [model, ofModel] of Map.groupBy(rows, (row) => row.node.model)) {
      const fields = outboundFields(this.#look.models[model]).filter(({ to }) => canBeCompanion(to));
      if (fields.length === 0) continue;
      for (const part of chunks(ofModel, PART)) await this.#followOut(model, fields, part);
    }
  }

  async #followOut(
    model: string,
    fields: readonly OutboundField[],
    rows: readonly CreatedRow[],
  ): Promise<void> {
    const ids = rows.map((row) => row.thing.id);
    const found = await readOutbound(this.#look, model, fields, ids);
    const outside = found.filter(({ field, to }) => !get(this.#created, field.to, to));
    for (const [to, targets] of Map.groupBy(outside, ({ field }) => field.to)) {
      await this.#learnAudits(
        to,
        targets.map((one) => one.to),
      );
      const along = targets.flatMap((target) => {
        const row = get(this.#created, model, target.from);
        const audit = get(this.#audits, to, target.to);
        return row && audit && isMadeWith(row, audit) ? [{ ...target, row, audit }] : [];
      });
      const known = await this.#look.undo.known(
        to,
        along.map((one) => one.to),
      );
      for (const group of Map.groupBy(along, ({ field }) => field.name).values()) {
        for (const one of usualOf(group, rows)) if (!known.has(one.to)) this.#noteOutbound(one);
      }
    }
  }

  async #learnAudits(model: string, ids: readonly number[]): Promise<void> {
    const unknown = new Set(ids.filter((id) => get(this.#audits, model, id) === undefined));
    for (const part of chunks([...unknown], PART)) {
      const audits = await readAudits(this.#look, model, part);
      for (const id of part) put(this.#audits, model, id, audits.get(id) ?? null);
    }
  }

  #noteOutbound({ row, field, to, audit }: Outbound & { row: CreatedRow; audit: RecordAudit }): void {
    const companion = this.#companion(field.to, to, row, audit);
    row.thing.keeps.push({ thing: companion, kept: referredTo(row.thing, field.name) });
    // Odoo deletes it with ours (the template of a product), or ours cannot be without it
    if (field.required) companion.keeps.push({ thing: row.thing, kept: stays(companion) });
  }

  async followInbound(found: readonly Found[]): Promise<void> {
    const byModel = Map.groupBy(found, ({ thing }) => thing.model);
    await this.#askInbound([...byModel.keys()]);
    for (const [model, ofModel] of byModel) {
      const fields = this.#inbound.get(model) ?? [];
      for (const through of Map.groupBy(fields, (field) => field.model).values()) {
        for (const part of chunks(ofModel, PART)) await this.#followFields(model, part, through);
      }
    }
  }

  async #askInbound(models: readonly string[]): Promise<void> {
    const unknown = models.filter((model) => !this.#inbound.has(model));
    if (unknown.length === 0) return;
    const known = Object.keys(this.#look.models);
    const { scope, fields } = await this.#look.ask(() => this.#look.target.inboundFields(unknown, known));
    this.#scope = scope;
    for (const model of unknown) {
      this.#inbound.set(
        model,
        fields.filter(({ to }) => to === model || to === null),
      );
    }
  }

  async #followFields(
    model: string,
    part: readonly Found[],
    through: readonly InboundField[],
  ): Promise<void> {
    const referring = through[0]?.model ?? '';
    if (this.#unseen.has(referring)) return;
    const byId = new Map(part.map((one) => [one.thing.id, one]));
    const fieldOf = new Map(through.map((field) => [field.field, field]));
    for await (const referrers of referrersOf(this.#look, model, [...byId.keys()], through)) {
      if (referrers === null) {
        this.#unseen.add(referring);
        return;
      }
      const known = await this.#knownAmong(referring, referrers);
      const found = referrers.flatMap((referrer) => {
        const to = byId.get(referrer.to);
        const field = fieldOf.get(referrer.field);
        return to && field ? [{ referrer, field, to, row: to.row }] : [];
      });
      const along = found.filter(
        ({ row, referrer }) => isMadeWith(row, referrer.audit) && !known.has(referrer.id),
      );
      const groups = [...Map.groupBy(along, ({ field }) => field.field).values()];
      const rows = part.map(({ row }) => row);
      const usual = new Set(groups.flatMap((group) => usualOf(group, rows)));
      for (const one of found) this.#note(one.referrer, one.field, one.to, usual.has(one));
    }
  }

  /** Records of other runs and graphs are never taken for companions. */
  async #knownAmong(model: string, referrers: readonly Referrer[]): Promise<ReadonlySet<number>> {
    const ids = referrers.map(({ id }) => id).filter((id) => !get(this.#created, model, id));
    return ids.length === 0 ? new Set() : this.#look.undo.known(model, [...new Set(ids)]);
  }

  #note(referrer: Referrer, field: InboundField, { thing, row }: Found, isAlong: boolean): void {
    const { model } = field;
    const { id, audit } = referrer;
    if (model === thing.model && id === thing.id) return;
    if (field.mirror !== null && isOwnLink(row, field.mirror, audit)) return;
    if (get(this.#changed, model, id)?.restoring.has(field.field)) return;
    const from = get(this.#created, model, id)?.thing ?? get(this.#companions, model, id);
    if (from) {
      from.keeps.push({ thing, kept: referredTo(from, field.field) });
      if (isPart(field)) thing.keeps.push({ thing: from, kept: partOf(thing) });
      return;
    }
    if (isAlong) {
      if (isSilent(model)) return;
      if (canBeCompanion(model)) {
        const companion = this.#companion(model, id, row, audit);
        companion.keeps.push({ thing, kept: stays(companion) });
        thing.keeps.push({ thing: companion, kept: partOf(thing) });
        return;
      }
    }
    thing.kept ??= referredTo({ model, id }, field.field);
  }

  #companion(model: string, id: number, row: CreatedRow, audit: RecordAudit): MadeAlong {
    const present = get(this.#companions, model, id);
    if (present) {
      present.owners.add(row);
      return present;
    }
    const dates = {
      id,
      create_date: audit.createdAt,
      create_uid: audit.createdBy,
      write_date: audit.writtenAt,
      write_uid: audit.writtenBy,
    };
    // what wrote to ours then wrote to what hangs on it too: a product's price lives on its template
    const kept = isAsLeft(dates, row.leftWriteDate, this.#windows)
      ? null
      : ({
          reason: 'changed_since',
          detail: `It was written on ${audit.writtenAt} (UTC), after the run.`,
        } as const);
    const companion: MadeAlong = { model, id, kept, keeps: [], owners: new Set([row]) };
    put(this.#companions, model, id, companion);
    this.#fresh.push(companion);
    return companion;
  }
}

/** Null: the user may not read the referring model. */
export async function* referrersOf(
  look: OdooLook,
  model: string,
  ids: readonly number[],
  through: readonly InboundField[],
): AsyncIterable<readonly Referrer[] | null> {
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    try {
      const page = await look.ask(() => look.target.findReferrers(model, ids, through, from));
      yield page.referrers;
      after = page.next;
    } catch (error) {
      if (!(error instanceof ReadRefused)) throw error;
      yield null;
      return;
    }
  }
}

/**
 * What Odoo makes along it makes with each record, or with most of them; what somebody made with one of ours in the very second stands
 * alone among those of that second.
 */
function usualOf<T extends { readonly row: CreatedRow }>(
  found: readonly T[],
  rows: readonly CreatedRow[],
): readonly T[] {
  return [...Map.groupBy(found, ({ row }) => row.createdAt)].flatMap(([createdAt, group]) => {
    const having = new Set(group.map(({ row }) => row)).size;
    const all = new Set(rows.filter((row) => row.createdAt === createdAt)).size;
    return 2 * having >= all ? group : [];
  });
}

export function isSilent(model: string): boolean {
  return GOES_ALONG.test(model);
}

function canBeCompanion(model: string): boolean {
  return !isSilent(model) && !NEVER_COMPANION.has(model);
}

/**
 * A link of a many2many that both models show: the record's own where we wrote it, or where the other record has not been written to
 * since ours is there; a tag that somebody gave to a customer since has moved the customer's write date.
 */
export function isOwnLink(
  { written, createdAt }: Pick<CreatedRow, 'written' | 'createdAt'>,
  mirror: string,
  audit: RecordAudit,
): boolean {
  return written.has(mirror) || (createdAt !== null && audit.writtenAt <= createdAt);
}

/**
 * An order's line. Where the user cannot see what the database does with it when the order goes, its model's name tells, as Odoo's own
 * do: `sale.order.line` of `sale.order`.
 */
export function isPart({ kind, required, onDelete, model, to }: InboundField): boolean {
  if (kind !== 'many2one' || !required) return false;
  return onDelete === null ? to !== null && model.startsWith(`${to}.`) : onDelete === 'cascade';
}

function stays(companion: Thing): Implied['kept'] {
  const { kept } = companion;
  const detail = `${companion.model} ${companion.id}, which Odoo made with it, stays.`;
  return { reason: kept?.reason === 'changed_since' ? 'changed_since' : 'referred_to', detail };
}

function put<T>(into: Map<string, Map<number, T>>, model: string, id: number, value: T): void {
  const byId = into.get(model) ?? new Map<number, T>();
  byId.set(id, value);
  into.set(model, byId);
}

function get<T>(from: ReadonlyMap<string, ReadonlyMap<number, T>>, model: string, id: number): T | undefined {
  return from.get(model)?.get(id);
}
