import type { FieldMapping } from '../../mapping/field-mapping.ts';
import { MODELS } from '../../mapping/suggest/catalogue/catalogue.ts';
import { wordsOf } from '../../mapping/suggest/words.ts';
import type { FieldSchema } from '../../mapping/target-schema.ts';
import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import type { Drafting, NodeDraft } from './draft.ts';
import {
  draftLookup,
  isKnownInOdoo,
  isNumbering,
  type Lookup,
  type TakenReference,
} from './draft-lookups.ts';

/** What a column that refers to something becomes: rows of a node, parents hidden in this sheet, or records already in Odoo. */
export function draftReference(drafting: Drafting, node: NodeDraft, taken: TakenReference): Lookup {
  const { column, field, found } = taken;
  const other = referredNode(drafting, node, column.name, field);
  if (other) return { ok: true, mapping: toNode(other, [column.name]) };
  if (isKnownInOdoo(found) && !roleParent(drafting, node, field)) return draftLookup(taken);
  const unfit = unfitNode(drafting, node, column.name, field);
  if (unfit) return unfit;
  if (field.type === 'many2one' && !isNumbering(column)) {
    const hidden = hiddenParent(drafting, node, column, field);
    if (hidden) return { ok: true, mapping: toNode(hidden, hidden.key) };
  }
  return draftLookup(taken);
}

export function toNode({ id }: NodeDraft, columns: readonly string[]): FieldMapping {
  return { reference: { node: id, columns: [...columns] } };
}

/** The node whose key the column's values are, and whose model the field takes. */
export function referredNode(
  { profile, nodes }: Drafting,
  node: NodeDraft,
  column: string,
  field: FieldSchema,
): NodeDraft | null {
  const found = profile.references
    .filter(({ from }) => from.sheet === node.sheet.sheet && from.column === column)
    .flatMap(({ to, containment }) => {
      const other = nodes.find(
        ({ role, sheet, key, model }) =>
          role === 'main' &&
          sheet.sheet === to.sheet &&
          model === field.relation &&
          key.length === 1 &&
          key[0] === to.column,
      );
      return other ? [{ other, rank: containment + affinity(column, to) }] : [];
    })
    .sort((a, b) => b.rank - a.rank);
  return found[0]?.other ?? null;
}

function affinity(column: string, to: { readonly sheet: string; readonly column: string }): number {
  const words = new Set(wordsOf(column));
  return [...wordsOf(to.column), ...wordsOf(to.sheet)].filter((word) => words.has(word)).length;
}

/** Numbers of rows of a node, but of another model than the field takes: employees where Odoo wants users. */
function unfitNode(
  { profile, nodes }: Drafting,
  node: NodeDraft,
  column: string,
  field: FieldSchema,
): Lookup | null {
  const to = profile.references.find(
    ({ from, to: end }) =>
      from.sheet === node.sheet.sheet &&
      from.column === column &&
      nodes.some(
        ({ role, sheet, key }) => role === 'main' && sheet.sheet === end.sheet && key[0] === end.column,
      ),
  )?.to;
  if (!to || to.sheet === node.sheet.sheet) return null;
  return {
    ok: false,
    reason: `its values are rows of "${to.sheet}", but "${field.label}" takes records of "${field.relation ?? '?'}"`,
  };
}

const HIDDEN: Readonly<Record<string, string>> = {
  'res.partner': 'customers',
  'product.product': 'products',
  'project.project': 'projects',
};

/** The node that other columns of the sheet have made for it already: the customer's, by its e-mail address. */
function roleParent({ nodes }: Drafting, node: NodeDraft, field: FieldSchema): NodeDraft | null {
  const inSheet = nodes.filter(({ sheet }) => sheet === node.sheet);
  const roles = MODELS[inSheet.find(({ role }) => role === 'main')?.model ?? '']?.roles ?? {};
  const found = inSheet.find(({ role: name, model }) => {
    const role = roles[name];
    return (
      role?.kind === 'parent' &&
      model === field.relation &&
      role.link === field.name &&
      (role.of ?? 'main') === node.role
    );
  });
  return found ?? null;
}

/** A name repeated over the rows, which no other sheet has: a node of its own, one record for each name. */
function hiddenParent(
  drafting: Drafting,
  node: NodeDraft,
  column: ColumnProfile,
  field: FieldSchema,
): NodeDraft | null {
  const parent = roleParent(drafting, node, field);
  if (parent) {
    if (!parent.fields.has('name')) parent.fields.set('name', { column: column.name });
    return parent;
  }
  const relation = field.relation ?? '';
  const wanted =
    node.model.startsWith('purchase.') && relation === 'res.partner' ? 'vendors' : HIDDEN[relation];
  if (wanted === undefined) return null;
  const same = drafting.nodes.find(
    (one) => one.id === wanted && one.sheet === node.sheet && one.key[0] === column.name,
  );
  if (same) return same;
  let id = wanted;
  for (let i = 2; drafting.nodes.some((one) => one.id === id); i += 1) id = `${wanted}_${i}`;
  const made: NodeDraft = {
    id,
    model: relation,
    role: 'hidden',
    sheet: node.sheet,
    key: [column.name],
    distinct: true,
    filled: column.nulls > 0 ? [column.name] : [],
    fields: new Map<string, FieldMapping>([['name', { column: column.name }]]),
  };
  drafting.nodes.push(made);
  return made;
}
