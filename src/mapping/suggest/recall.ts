import type { ColumnProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import type { FieldMapping } from '../field-mapping.ts';
import {
  type AcceptedNode,
  type AcceptedSheet,
  acceptedColumns,
  headerFinder,
  withHeaders,
} from './accepted.ts';
import type { RoleEntry } from './catalogue/model-entry.ts';
import { addSlots, type Slot, type SlotPlan, type SuggestTarget } from './slots.ts';
import { fitValues } from './value-fit.ts';
import { sheetWords } from './words.ts';

/** What is known of a sheet from before: its model, and the fields of its columns. */
export interface Recalled {
  /** With a slot for every field that is recalled. */
  readonly plan: SlotPlan;
  readonly reason: string;
  readonly columns: ReadonlyMap<string, RecalledColumn>;
}

export interface RecalledColumn {
  readonly slot: Slot;
  /** What was made of the column, where that can be done again. */
  readonly mapping: FieldMapping | null;
  readonly reason: string;
}

/** Of the columns that were loaded, those that a sheet must still have: one of the same name, and one of another. */
const LEAST_OF_SAME_NAME = 0.5;
const LEAST_OF_OTHER_NAME = 0.8;
const LEAST_COLUMNS = 3;
/** A field that fits less is of a type that the values are not. */
const CANNOT_FIT = 0.3;

/** The first of the sheets loaded before (the newest) that is like this one. `planOf`: null where the target has no such model. */
export function recallSheet(
  sheet: SheetProfile,
  accepted: readonly AcceptedSheet[],
  planOf: (model: string) => SlotPlan | null,
  target: SuggestTarget,
): Recalled | null {
  const alike = accepted.flatMap((before) => {
    const isSameName = nameOf(before.sheet) === nameOf(sheet.sheet);
    return isAlike(sheet, before, isSameName) ? [{ before, isSameName }] : [];
  });
  const ordered = [...alike.filter((one) => one.isSameName), ...alike.filter((one) => !one.isSameName)];
  for (const { before } of ordered) {
    const found = recall(sheet, before, planOf, target);
    if (found) return found;
  }
  return null;
}

/** Without dates and numbers, which change from one export to the next. */
function nameOf(sheet: string): string {
  const words = sheetWords(sheet).join(' ');
  return words === '' ? sheet.toLowerCase() : words;
}

function isAlike(sheet: SheetProfile, { nodes }: AcceptedSheet, isSameName: boolean): boolean {
  const find = headerFinder(sheet.columns.map(({ name }) => name));
  const columns = new Set(nodes.flatMap((node) => acceptedColumns(node).map(({ column }) => column)));
  const share = [...columns].filter((column) => find(column) !== null).length / Math.max(1, columns.size);
  if (isSameName) return share >= LEAST_OF_SAME_NAME;
  return columns.size >= LEAST_COLUMNS && share >= LEAST_OF_OTHER_NAME;
}

function recall(
  sheet: SheetProfile,
  before: AcceptedSheet,
  planOf: (model: string) => SlotPlan | null,
  target: SuggestTarget,
): Recalled | null {
  const place = placeNodes(before.nodes, planOf);
  if (!place) return null;
  const find = headerFinder(sheet.columns.map(({ name }) => name));
  const inRow = new Set([...place.roles.keys()].map(({ id }) => id));
  const placed = [...place.roles].flatMap(([node, role]) =>
    acceptedColumns(node)
      // records of one row are joined by what they are: the column is a field of the other one
      .filter(({ refersTo }) => refersTo === undefined || refersTo === node.id || !inRow.has(refersTo))
      .map((column) => ({ ...column, role, model: node.model })),
  );
  const plan = addSlots(place.plan, placed, target);
  const columns = new Map<string, RecalledColumn>();
  for (const { column, field, part, mapping, role } of placed) {
    const header = find(column);
    const profile = sheet.columns.find(({ name }) => name === header);
    const slots = plan.slots.filter((slot) => slot.role === role && slot.field.name === field);
    const slot = slots.find((one) => one.part === part) ?? (part === 'last' ? undefined : slots[0]);
    if (!profile || !slot || columns.has(profile.name) || !canFit(profile, slot, mapping)) continue;
    columns.set(profile.name, {
      slot,
      mapping: mapping && withHeaders(mapping, find),
      reason: `accepted before: "${before.graph}" loaded "${column}" into "${slot.field.label}"`,
    });
  }
  if (columns.size === 0) return null;
  const reason = `accepted before: "${before.graph}" loaded the sheet "${before.sheet}" as it`;
  return { plan, reason, columns };
}

/** Values that a value map turned into others are judged by what they became. */
function canFit(column: ColumnProfile, { field }: Slot, mapping: FieldMapping | null): boolean {
  const of = mapping && 'reference' in mapping ? mapping.reference : mapping;
  const map = of && 'value_map' in of ? of.value_map : undefined;
  const mapped = column.values.filter(({ value }) => map && Object.hasOwn(map, value.trim()));
  if (mapped.length > 0 && mapped.length >= column.values.length / 2) return true;
  return fitValues(column, field).factor >= CANNOT_FIT;
}

interface Placed {
  readonly plan: SlotPlan;
  /** Which record of a row a node was. */
  readonly roles: ReadonlyMap<AcceptedNode, string>;
}

/** The node whose rows the others belong to as the catalogue knows it: the one that explains most of the columns. */
function placeNodes(
  nodes: readonly AcceptedNode[],
  planOf: (model: string) => SlotPlan | null,
): Placed | null {
  let best: { readonly placed: Placed; readonly columns: number } | null = null;
  for (const main of nodes) {
    const plan = planOf(main.model);
    if (!plan) continue;
    const roles = rolesAround(main, nodes, plan);
    const columns = [...roles.keys()].reduce((sum, node) => sum + acceptedColumns(node).length, 0);
    if (columns > (best?.columns ?? 0)) best = { placed: { plan, roles }, columns };
  }
  return best?.placed ?? null;
}

function rolesAround(
  main: AcceptedNode,
  nodes: readonly AcceptedNode[],
  { entry }: SlotPlan,
): ReadonlyMap<AcceptedNode, string> {
  const roles = new Map([[main, 'main']]);
  const known = Object.entries(entry.roles ?? {});
  // the product of a line after the line
  const ordered = [...known.filter(([, { of }]) => !of), ...known.filter(([, { of }]) => of)];
  for (const [role, of] of ordered) {
    const owner = of.of === undefined ? main : [...roles].find(([, name]) => name === of.of)?.[0];
    const found = nodes.find(
      (node) => !roles.has(node) && node.model === of.model && isJoined(node, of, owner),
    );
    if (found) roles.set(found, role);
  }
  return roles;
}

function isJoined(node: AcceptedNode, { kind, link }: RoleEntry, owner: AcceptedNode | undefined): boolean {
  if (!owner) return false;
  const [from, to] = kind === 'child' ? [node, owner] : [owner, node];
  const mapping = from.fields[link];
  return (
    mapping !== undefined &&
    'reference' in mapping &&
    'node' in mapping.reference &&
    mapping.reference.node === to.id
  );
}
