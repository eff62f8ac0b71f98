import type { Junction } from '../../mapping/suggest/suggestion.ts';
import type { Drafting } from './draft.ts';

/** A junction sheet as the many2many of the rows at its one end. */
export function junctionField(drafting: Drafting, sheet: string, { from, to, field }: Junction): void {
  const main = (name: string) =>
    drafting.nodes.find((node) => node.role === 'main' && node.sheet.sheet === name && node.key.length === 1);
  const owner = main(from.sheet);
  const other = main(to.sheet);
  const relation = drafting.target.snapshot.models[owner?.model ?? '']?.fields[field]?.relation;
  if (!owner || !other || relation !== other.model) {
    drafting.notes.push(
      `The sheet "${sheet}" joins "${from.sheet}" to "${to.sheet}", which are not both drafted. It is left out.`,
    );
    return;
  }
  owner.fields.set(field, {
    reference: {
      node: other.id,
      columns: [...owner.key],
      through: { sheet, from: [from.column], to: [to.column] },
    },
  });
}
