import type { Env, Incoming } from './env.ts';
import type { FieldMeta } from './metadata.ts';
import { missingError, valueError } from './odoo-error.ts';
import { removeRecords } from './removing.ts';
import type { Row } from './store.ts';

/**
 * The commands of x2many fields (orm/commands.py, 19):
 * [0, 0, values] create · [1, id, values] update · [2, id] delete · [3, id] unlink · [4, id] link · [5] clear · [6, 0, ids] set.
 */
type Command = readonly [number, unknown?, unknown?];

export function asCommands(value: unknown): readonly Command[] {
  if (!Array.isArray(value)) return value ? [[6, 0, [value]]] : [[5]];
  if (value.every((v) => typeof v === 'number')) return [[6, 0, value]];
  return value as Command[];
}

/** The list of IDs of a many2many after the commands, ascending. */
export function applyMany2many(
  env: Env,
  field: FieldMeta,
  before: readonly number[],
  value: unknown,
): readonly number[] {
  let ids = new Set(before);
  for (const [code, id, argument] of asCommands(value)) {
    const relation = field.relation ?? '';
    if (code === 0) {
      for (const row of env.create(relation, [argument as Incoming])) ids.add(row.id);
    } else if (code === 1) env.write(relation, [Number(id)], argument as Incoming);
    else if (code === 2 || code === 3) ids.delete(Number(id));
    else if (code === 4) ids.add(existing(env, relation, id));
    else if (code === 5) ids.clear();
    else if (code === 6)
      ids = new Set((argument as readonly unknown[]).map((one) => existing(env, relation, one)));
    else throw valueError(`Unknown command ${code} for ${field.name}`);
  }
  return [...ids].sort((a, b) => a - b);
}

export function applyOne2many(env: Env, field: FieldMeta, owner: Row, value: unknown): void {
  const { relation, relation_field: inverse } = field;
  if (!relation || !inverse || !env.catalog.models.has(relation)) return;
  for (const [code, id, argument] of asCommands(value)) {
    if (code === 0) env.create(relation, [{ ...(argument as Incoming), [inverse]: owner.id }]);
    else if (code === 1) env.write(relation, [Number(id)], argument as Incoming);
    else if (code === 2) removeRecords(env, relation, [Number(id)]);
    else if (code === 4) adopt(env, relation, inverse, owner, [Number(id)]);
    else
      detach(
        env,
        relation,
        inverse,
        owner,
        code === 6 ? (argument as number[]) : [],
        code === 3 ? Number(id) : null,
      );
  }
}

function adopt(env: Env, relation: string, inverse: string, owner: Row, ids: readonly number[]): void {
  const strangers = ids.filter((id) => env.store.get(relation, id)?.[inverse] !== owner.id);
  if (strangers.length > 0) env.write(relation, strangers, { [inverse]: owner.id });
}

/** Children that leave: their reference is cleared, or they go where it is required (fields_relational.py, 19). */
function detach(
  env: Env,
  relation: string,
  inverse: string,
  owner: Row,
  keep: readonly number[],
  only: number | null,
): void {
  const leaving = env.store
    .find(relation, [inverse], [owner.id])
    .filter((id) => (only === null ? !keep.includes(id) : id === only));
  if (leaving.length > 0) {
    const reference = env.catalog.models.get(relation)?.fields.get(inverse);
    if (reference?.ondelete === 'cascade') removeRecords(env, relation, leaving);
    else env.write(relation, leaving, { [inverse]: false });
  }
  adopt(env, relation, inverse, owner, keep);
}

function existing(env: Env, model: string, id: unknown): number {
  const number = Number(id);
  if (env.catalog.models.has(model) && !env.store.get(model, number)) {
    throw missingError(model, number, env.user.uid);
  }
  return number;
}
