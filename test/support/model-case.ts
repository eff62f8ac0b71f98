import type { RunRowView } from '../../src/app/run-views.ts';
import type { RunEnd } from '../../src/load/run-store.ts';
import type { Action, CellEdit, Edit } from './model-actions.ts';
import { Line } from './model-line.ts';
import type { Source } from './model-source.ts';
import { ALL_KEYS, BOSS_OF, companyOf, copyOf, firstSource } from './model-source.ts';
import type { City, Expected } from './model-undo.ts';
import { Made } from './model-undo.ts';
import type { StartSeen, World } from './model-world.ts';
import { checkRun } from './oracle.ts';
import { readSandbox } from './oracle-target.ts';
import { unwrap } from './product.ts';

interface Active {
  readonly id: string;
  readonly source: Source;
  readonly kind: 'run' | 'retry' | 'rollback';
  readonly citiesBefore: ReadonlyMap<string, City>;
  /** Faults were scripted, so that it may have to wait for Odoo. */
  faulty: boolean;
  kills: number;
  wroteLate: boolean;
}

/** Throws at the first step at which the product and the model differ. */
export async function playCase(world: World, actions: readonly Action[]): Promise<void> {
  const game = new Game(world);
  for (const [i, action] of actions.entries()) {
    try {
      await game.act(action);
    } catch (error) {
      throw new Error(`step ${i} ${JSON.stringify(action)}: ${(error as Error).message}`, { cause: error });
    }
  }
  await game.finish();
}

const NODES = 3;
const UNDER_WAY: ReadonlySet<string> = new Set(['pending', 'running', 'paused', 'rolling_back']);
/** Of a line that must not be retried: all is loaded, or some of it is undone. */
const NOT_TO_RETRY: ReadonlySet<string> = new Set(['completed', 'rolled_back', 'partly_undone']);

class Game {
  readonly #world: World;
  readonly #source = firstSource();
  readonly #expected: Expected = { existing: new Set(), maybe: new Set(), cities: new Map() };
  #active: Active | null = null;
  /** Of the run that is under way or was the last one. */
  #line: Line | null = null;
  /** Of the last run that is over, until it is rolled back. */
  #made: Made | null = null;
  #paused = false;
  #cancelling = false;
  #faulty = false;
  #edition = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async act(action: Action): Promise<void> {
    switch (action.do) {
      case 'start':
        return this.#start();
      case 'retry':
        return this.#retry();
      case 'rollback':
        return this.#rollBack();
      case 'pause':
      case 'resume':
      case 'cancel':
        return this.#ask(action.do);
      case 'turn':
        return this.#turn(action.interrupt);
      case 'edit':
        return this.#edit(action.what, action.n);
      case 'edit_cell':
        return this.#editCell(action.what, action.n);
      case 'edit_odoo':
        return this.#editOdoo(`C${action.n}`);
      case 'fault':
        this.#faulty = true;
        if (this.#active) this.#active.faulty = true;
        return this.#world.fault(action.kind, action.after, action.times);
    }
  }

  /** No more trouble: what is under way ends, and one more run brings Odoo to what the source says. */
  async finish(): Promise<void> {
    this.#world.sandbox.clearFaults();
    this.#faulty = false;
    for (let turn = 0; this.#active; turn++) {
      this.#active.faulty = false;
      if (turn === 8) throw new Error('the run does not end although nothing is wrong any more');
      await this.#turn(null);
    }
    await this.#start();
    await this.#turn(null);
    if (this.#active) throw new Error('a run without trouble did not end in one turn');
  }

  async #start(): Promise<void> {
    const started = await this.#world.start(this.#source);
    if (this.#active) {
      if (!('refused' in started)) throw new Error('a second run of the graph was let in');
      return;
    }
    if (!('runId' in started)) throw new Error(`the run was refused: ${started.refused}`);
    this.#line = new Line(started.datasetId, this.#source);
    this.#begin(started.runId, this.#line, 'run');
  }

  #begin(id: string, { source }: Line, kind: Active['kind']): void {
    const citiesBefore = new Map(this.#expected.cities);
    this.#active = {
      id,
      source: copyOf(source),
      kind,
      citiesBefore,
      faulty: this.#faulty,
      kills: 0,
      wroteLate: false,
    };
    this.#paused = false;
    this.#cancelling = false;
  }

  /** While a run is under way, and where everything is loaded, it is refused. */
  async #retry(): Promise<void> {
    const line = this.#line;
    const last = line?.last ?? null;
    if (line === null || last === null) return;
    const isDue = this.#active === null && !NOT_TO_RETRY.has(last.status);
    const started: StartSeen = await this.#world.retry(last.id);
    if ('runId' in started !== isDue)
      throw new Error(`the retry of a run that is ${last.status} was ${isDue ? 'refused' : 'let in'}`);
    if ('runId' in started) this.#begin(started.runId, line, 'retry');
  }

  /** Of the last run that is over, unless another one is under way. One that is under way goes on. */
  async #rollBack(): Promise<void> {
    const [made, line] = [this.#made, this.#line];
    if (made === null || line === null) return;
    const isDue = this.#active === null;
    const isGoingOn = this.#active?.kind === 'rollback' && !this.#paused;
    const accepted = await this.#world.rollBack(made.runId);
    if (accepted !== (isDue || isGoingOn))
      throw new Error(`the rollback was ${accepted ? 'let in' : 'refused'}`);
    if (isDue) this.#begin(made.runId, line, 'rollback');
  }

  async #editCell(what: CellEdit, n: number): Promise<void> {
    if (!this.#line) return;
    const { cell, isNew } = this.#line.edit(what, n, `Cell ${++this.#edition}`);
    const { datasetId, isNew: wasNew } = await this.#world.correct(this.#line.datasetId, cell);
    if (wasNew !== isNew) throw new Error(`the correction made ${wasNew ? 'a' : 'no'} new version`);
    this.#line.datasetId = datasetId;
  }

  async #ask(what: 'pause' | 'resume' | 'cancel'): Promise<void> {
    if (!this.#active) return;
    const { runs } = this.#world.product.app;
    const asked = await runs[what](this.#active.id);
    const isLate = this.#cancelling && what === 'resume';
    if (asked.ok === isLate) throw new Error(`${what} was ${asked.ok ? 'accepted' : 'refused'}`);
    if (what === 'cancel') this.#cancelling = true;
    const { status } = unwrap(await runs.get(this.#active.id));
    this.#paused = status === 'paused';
    if (!UNDER_WAY.has(status)) await this.#over(this.#active, status);
  }

  async #turn(interrupt: Extract<Action, { do: 'turn' }>['interrupt']): Promise<void> {
    if (!this.#active) await this.#start();
    if (this.#paused) await this.#ask('resume');
    const active = this.#active;
    if (!active) return;
    const { end, struck, wroteLate } = await this.#world.turn(active.id, interrupt);
    active.wroteLate ||= wroteLate;
    const how = struck ? (interrupt?.how ?? null) : null;
    if (how === 'cancel') this.#cancelling = true;
    if (how === 'kill_before' || how === 'kill_after') active.kills += 1;
    this.#checkEnd(active, end, how);
    const { status } = unwrap(await this.#world.product.app.runs.get(active.id));
    this.#paused = status === 'paused';
    if (!UNDER_WAY.has(status)) await this.#over(active, status);
    else await this.#check(active);
  }

  #checkEnd(active: Active, end: RunEnd | null, how: string | null): void {
    const refuse = (why: string): never => {
      throw new Error(`the turn ended ${JSON.stringify(end)}: ${why}`);
    };
    if (end === null) {
      if (how !== 'kill_before' && how !== 'kill_after') refuse('nobody killed the worker');
      return;
    }
    if (end.status === 'failed') refuse('nothing the case does may fail a run');
    if (end.status === 'handed_on' && how !== 'shutdown') refuse('nobody asked the worker to end');
    if (end.status === 'cancelled' && !this.#cancelling) refuse('nobody cancelled');
    if (end.status !== 'paused') return;
    const isTrouble = end.reason === 'odoo_unavailable' && active.faulty;
    const isCrash = end.reason === 'batch_crashed' && active.kills >= 5;
    if (end.reason !== 'requested' && !isTrouble && !isCrash) refuse('there is no reason to pause');
  }

  #edit(what: Edit, n: number): void {
    const { companies, leads } = this.#source;
    const company = companies.get(`C${n}`);
    if (company && what === 'city') company.city = `City ${n} edition ${++this.#edition}`;
    if (company && what === 'city_back') company.city = `City ${n}`;
    if (company && what === 'break_company') company.name = '';
    if (company && what === 'mend_company') company.name = `Company ${n}`;
    if (what === 'add_lead') leads.set(`L${6 + n}`, companyOf(6 + n));
    if (what === 'drop_lead') leads.delete(`L${n}`);
  }

  /** Not while a run is under way: then either order would be right. */
  async #editOdoo(key: string): Promise<void> {
    const city = this.#expected.cities.get(key);
    if (this.#active || !city) return;
    const id = this.#world.sandbox.state.idOf(this.#externalId('companies', key));
    const inOdoo = `Odoo ${++this.#edition}`;
    await this.#world.odoo.execute('res.partner', 'write', [[id], { city: inOdoo }]);
    this.#expected.cities.set(key, { ...city, inOdoo });
  }

  #externalId(node: string, key: string): string {
    return `${this.#world.namespace}.${node}_${key}`;
  }

  async #over(active: Active, status: string): Promise<void> {
    this.#active = null;
    const rows = unwrap(await this.#world.product.app.runs.rows(active.id, { limit: 100 })).items;
    if (active.kind === 'rollback') return this.#undone(active, status, rows);
    await this.#check(active);
    const isBad = rows.some((row) => this.#refusal(active, row) !== null);
    const wanted = isBad ? 'completed_with_errors' : 'completed';
    if (status !== wanted && status !== 'cancelled') throw new Error(`the run is ${status}, not ${wanted}`);
    for (const row of rows) this.#learn(active, status, row);
    this.#line?.learn(rows);
    if (this.#line) this.#line.last = { id: active.id, status };
    this.#made = new Made({
      runId: active.id,
      rows,
      citiesBefore: active.citiesBefore,
      wroteLate: active.wroteLate,
      expected: this.#expected,
      externalId: (node, key) => this.#externalId(node, key),
    });
    this.#checkCities();
  }

  /** A rollback that is cancelled leaves the run what it was before. */
  #undone({ id }: Active, status: string, rows: readonly RunRowView[]): void {
    const isWhole = status === 'rolled_back';
    if (!isWhole && !this.#cancelling) throw new Error(`the rollback ended ${status}`);
    this.#made?.learnUndone(rows, this.#expected, isWhole);
    const isPartly = !isWhole && rows.some(({ undo }) => undo !== null);
    if (this.#line) this.#line.last = { id, status: isPartly ? 'partly_undone' : status };
    if (isWhole) this.#made = null;
    this.#checkExisting();
    this.#checkCities();
  }

  /** What is to be there is, and nothing else is. */
  #checkExisting(): void {
    const { existing, maybe } = this.#expected;
    for (const [node, keys] of Object.entries(ALL_KEYS)) {
      for (const key of keys) {
        const xid = this.#externalId(node, key);
        if (maybe.has(xid)) continue;
        const isThere = this.#world.sandbox.state.idOf(xid) !== null;
        if (isThere !== existing.has(xid)) throw new Error(`${xid} is ${isThere ? '' : 'not '}there`);
      }
    }
  }

  /** Compares the outcome of a row with what the model says, then believes it. */
  #learn(
    active: Active,
    status: string,
    row: { readonly node: string; readonly key: string; readonly outcome: string | null },
  ): void {
    const { source } = active;
    const { existing, maybe } = this.#expected;
    const xid = this.#externalId(row.node, row.key);
    const allowed = maybe.has(xid)
      ? ['created', 'updated', 'unchanged']
      : [existing.has(xid) ? this.#ofExisting(source, row) : 'created'];
    const settled = this.#isLoaded(active, row) ? 'skipped' : this.#refusal(active, row);
    const wanted = settled ? [settled] : allowed;
    if (status === 'cancelled') wanted.push('cancelled', 'unknown');
    if (!wanted.includes(row.outcome ?? '')) {
      throw new Error(`${row.node} ${row.key} is ${row.outcome}, the model says ${wanted.join(' or ')}`);
    }
    if (row.outcome === 'unknown') maybe.add(xid);
    if (!['created', 'updated', 'unchanged'].includes(row.outcome ?? '')) return;
    existing.add(xid);
    if (row.node === 'companies') this.#learnCity(source, row.key, maybe.delete(xid));
    maybe.delete(xid);
  }

  /** A retry leaves out what was loaded, whatever was made of it since. */
  #isLoaded({ kind }: Active, row: { readonly node: string; readonly key: string }): boolean {
    return kind === 'retry' && (this.#line?.hasLoaded(row) ?? false);
  }

  #refusal(active: Active, row: { readonly node: string; readonly key: string }): string | null {
    if (this.#isLoaded(active, row)) return null;
    const { companies, leads } = active.source;
    const isRefused = (key: string): boolean =>
      companies.get(key)?.name === '' && !this.#isLoaded(active, { node: 'companies', key });
    if (row.node === 'companies' && isRefused(row.key)) return 'rejected';
    const parent = row.node === 'leads' ? leads.get(row.key) : undefined;
    return parent !== undefined && isRefused(parent) ? 'blocked' : null;
  }

  #ofExisting(source: Source, { node, key }: { node: string; key: string }): string {
    const said = source.companies.get(key)?.city;
    const city = this.#expected.cities.get(key);
    if (node !== 'companies' || city === undefined || said === city.written) return 'unchanged';
    return said === city.inOdoo ? 'unchanged' : 'updated';
  }

  #learnCity(source: Source, key: string, wasUnknown: boolean): void {
    const said = source.companies.get(key)?.city ?? '';
    const known = this.#expected.cities.get(key);
    if (wasUnknown && known && known.written !== known.inOdoo) {
      // Whether the edit in Odoo outlived the unknown write cannot be known.
      this.#expected.cities.delete(key);
      return;
    }
    this.#expected.cities.set(key, known?.written === said ? known : { written: said, inOdoo: said });
  }

  #checkCities(): void {
    const held = new Map(
      this.#world.sandbox.state.records('res.partner', ['city']).map((row) => [row.id, row.city]),
    );
    for (const [key, city] of this.#expected.cities) {
      const xid = this.#externalId('companies', key);
      if (this.#expected.maybe.has(xid)) continue;
      const found = held.get(this.#world.sandbox.state.idOf(xid) ?? 0);
      if (found !== city.inOdoo) throw new Error(`${xid} has city "${String(found)}", not "${city.inOdoo}"`);
    }
  }

  /** Once all rows are stored: before, the oracle has no rows to compare with. */
  async #check({ id, source, kind }: Active): Promise<void> {
    if (kind === 'rollback') return;
    const { progress } = unwrap(await this.#world.product.app.runs.get(id));
    const stored = progress.nodes.filter((node) => node.rowsTotal !== null);
    if (stored.length < NODES) return;
    await checkRun({
      pool: this.#world.product.pool,
      target: readSandbox(this.#world.sandbox),
      runId: id,
      rows: { companies: source.companies.size, leads: source.leads.size, staff: 4 },
      parents: {
        leads: { partner_id: { node: 'companies', keyOf: (key) => companyOf(Number(key.slice(1))) } },
        staff: { parent_id: { node: 'staff', keyOf: (key) => BOSS_OF[key] ?? null } },
      },
    });
  }
}
