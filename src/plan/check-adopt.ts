import type { Issue } from '../issue.ts';
import type { FieldKind, FieldSchema, ModelSchema, SchemaSnapshot } from '../mapping/target-schema.ts';
import { graphError, type Place } from './graph-issue.ts';
import type { ModelNode } from './graph-spec.ts';
import { didYouMean } from './nearest-name.ts';

/** Values of these types say which record is meant; the others are rounded, reformatted or not searchable. */
const IDENTIFYING: readonly FieldKind[] = ['char', 'text', 'integer', 'date', 'datetime', 'many2one'];
/** These only narrow: on their own they fit half of all records. */
const NARROWING: readonly FieldKind[] = ['selection', 'boolean'];

/** What the rules that recognise existing records need of the graph itself: fields that are mapped, and not to one value for all rows. */
export function checkAdopt(models: ReadonlyMap<string, ModelNode>): readonly Issue[] {
  return [...models.values()].flatMap((node) =>
    (node.data.adopt ?? []).flatMap(({ match }, at) => [
      ...match.flatMap((name, i) => checkMapped(node, { at, name, isRepeated: match.indexOf(name) < i })),
      ...checkTelling(node, match, at),
    ]),
  );
}

function checkMapped(
  node: ModelNode,
  { at, name, isRepeated }: { readonly at: number; readonly name: string; readonly isRepeated: boolean },
): readonly Issue[] {
  const place = { node: node.id, field: name };
  if (isRepeated) return [refuse(place, at, 'it names this field twice. Name it once.')];
  if (Object.hasOwn(node.data.fields, name)) return [];
  const near = didYouMean(name, Object.keys(node.data.fields));
  return [
    refuse(
      place,
      at,
      `the node does not map this field, so a row has nothing to compare.${near} Map it, or match other fields.`,
    ),
  ];
}

function checkTelling(node: ModelNode, match: readonly string[], at: number): readonly Issue[] {
  const constant = match.every((name) => {
    const mapping = node.data.fields[name];
    return mapping !== undefined && 'value' in mapping;
  });
  const place = { node: node.id };
  return constant
    ? [
        refuse(
          place,
          at,
          'every row has the same values in its fields, so it tells no row from another. Match a field that a column feeds.',
        ),
      ]
    : [];
}

/** What they need of Odoo: fields that can be searched, of types that can be compared. */
export function checkAdoptFields(node: ModelNode, snapshot: SchemaSnapshot): readonly Issue[] {
  const schema = snapshot.models[node.data.odooModel];
  if (!schema) return [];
  return (node.data.adopt ?? []).flatMap(({ match }, at) => [
    ...match.flatMap((name) => checkField(node, schema, { at, name })),
    ...checkIdentifying(node, schema, { match, at }),
  ]);
}

function checkField(
  node: ModelNode,
  schema: ModelSchema,
  { at, name }: { readonly at: number; readonly name: string },
): readonly Issue[] {
  const field = fieldOf(schema, name);
  if (!field || !Object.hasOwn(node.data.fields, name)) return []; // told already
  const place = { node: node.id, field: name };
  if (![...IDENTIFYING, ...NARROWING].includes(field.type)) {
    return [
      refuse(
        place,
        at,
        `fields of type ${field.type} are not compared. Match one of type ${IDENTIFYING.join(', ')}.`,
      ),
    ];
  }
  if (field.searchable === false)
    return [refuse(place, at, 'Odoo cannot search by this field. Match another one.')];
  return [];
}

function checkIdentifying(
  node: ModelNode,
  schema: ModelSchema,
  { match, at }: { readonly match: readonly string[]; readonly at: number },
): readonly Issue[] {
  const fields = match.flatMap((name) => fieldOf(schema, name) ?? []);
  if (fields.length < match.length || fields.some(({ type }) => !NARROWING.includes(type))) return [];
  return [
    refuse(
      { node: node.id },
      at,
      `selections and booleans alone fit too many records. Add a field of type ${IDENTIFYING.join(', ')}.`,
    ),
  ];
}

function fieldOf(schema: ModelSchema, name: string): FieldSchema | undefined {
  return Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
}

function refuse(place: Place, at: number, text: string): Issue {
  return graphError('adopt_invalid', place, `rule ${at + 1} of adopt cannot work: ${text}`);
}
