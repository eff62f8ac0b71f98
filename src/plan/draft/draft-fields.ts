import type { FieldMapping } from '../../mapping/field-mapping.ts';
import { MODELS } from '../../mapping/suggest/catalogue/catalogue.ts';
import type { FieldSchema } from '../../mapping/target-schema.ts';
import type { ColumnProfile } from '../../source/profile/dataset-profile.ts';
import { columnId, type Drafting, type NodeDraft } from './draft.ts';
import { isNumbering, type TakenReference } from './draft-lookups.ts';
import { isCalled, nameColumns, type TakenColumn, takenColumns } from './draft-nodes.ts';
import { draftReference, type Referred, referredNode, toNode } from './draft-references.ts';
import { draftTransforms } from './draft-transforms.ts';

/** Nobody imports these by accident: what an employer knows of its employees' private lives, and their contracts. */
const PRIVATE =
  /^hr\.employee\.(private_|birthday|sex$|gender$|marital|ssnid|passport_id|identification_id|country_id|emergency_|place_of_birth|children|contract_date_start|distance_home_work)/;

export function isPrivateField(model: string, field: string): boolean {
  return PRIVATE.test(`${model}.${field}`);
}

/** A plain counter in these would only look like a code. */
const CODES: ReadonlySet<string> = new Set(['ref', 'barcode', 'default_code']);

export function draftFields(drafting: Drafting, node: NodeDraft): void {
  const suggestion = drafting.suggestion.sheets.find(({ sheet }) => sheet === node.sheet.sheet);
  if (!suggestion || node.role === 'hidden') return;
  const taken = takenColumns(suggestion, node.role);
  addName(drafting, node, taken);
  addConstants(drafting, node);
  for (const {
    column: name,
    field: { field: technical, accepted, found },
  } of taken) {
    const column = node.sheet.columns.find((one) => one.name === name);
    const field = drafting.target.snapshot.models[node.model]?.fields[technical];
    if (!column || !field || technical === 'name' || node.fields.has(technical)) continue;
    addField(drafting, node, { column, field, accepted, found });
  }
  if (node.role !== 'main') addLink(drafting, node);
}

function addName(drafting: Drafting, node: NodeDraft, taken: readonly TakenColumn[]): void {
  const [first, ...rest] = nameColumns(taken);
  if (first === undefined) return;
  const accepted = taken.find(({ column, field }) => column === first && field.field === 'name')?.field
    .accepted;
  const mapping: FieldMapping =
    accepted ??
    (rest.length > 0 && taken.some(({ column, field }) => column === first && field.part)
      ? { column: first, transforms: [{ name: 'concat', columns: rest }] }
      : { column: first });
  node.fields.set('name', mapping);
  for (const column of [first, ...rest]) drafting.used.add(columnId(node.sheet.sheet, column));
}

interface TakenField extends TakenReference {
  readonly accepted: FieldMapping | undefined;
}

function addField(drafting: Drafting, node: NodeDraft, taken: TakenField): void {
  const { column, field } = taken;
  const found = mappingOf(drafting, node, taken);
  const id = columnId(node.sheet.sheet, column.name);
  if (typeof found === 'string') {
    drafting.reasons.set(id, found);
    return;
  }
  node.fields.set(field.name, found);
  drafting.used.add(id);
}

/** A text: why there is none. */
function mappingOf(drafting: Drafting, node: NodeDraft, taken: TakenField): FieldMapping | string {
  const { column, field, accepted } = taken;
  if (column.type === 'empty') return 'it is empty';
  if (isPrivateField(node.model, field.name))
    return `"${field.label}" is private data of employees: map it by hand if it may be imported`;
  if (accepted) return accepted;
  if (CODES.has(field.name) && node.key.includes(column.name) && isCounter(column))
    return 'it only numbers the rows, and is their key';
  if (field.type === 'many2one' || field.type === 'many2many') {
    const lookup = draftReference(drafting, node, taken);
    return lookup.ok ? lookup.mapping : lookup.reason;
  }
  const transforms = draftTransforms(column, field);
  if (transforms === null)
    return `its values are not the options of "${field.label}": map them with a value map`;
  return { column: column.name, ...(transforms.length > 0 ? { transforms: [...transforms] } : {}) };
}

function isCounter(column: ColumnProfile): boolean {
  return isNumbering(column) && column.samples.every((value) => /^\d{1,6}$/.test(value.trim()));
}

/** What a sheet says of all its rows by its name. */
function addConstants({ target }: Drafting, node: NodeDraft): void {
  const fields = target.snapshot.models[node.model]?.fields ?? {};
  const set = (name: string, value: string | number | boolean) => {
    if (name in fields && !node.fields.has(name)) node.fields.set(name, { value });
  };
  const called = (...words: readonly string[]) => isCalled(node.sheet, words);
  if (node.model === 'res.partner') {
    if (node.role === 'contact') set('type', 'contact');
    if (isCompany(node)) set('is_company', true);
    if (node.role === 'main' && called('customer', 'client', 'kunde', 'cliente')) set('customer_rank', 1);
    if (node.role === 'main' && called('supplier', 'vendor', 'lieferant', 'fournisseur', 'proveedor'))
      set('supplier_rank', 1);
  }
  if (node.model === 'account.move' && called('invoice', 'bill', 'facture', 'factura', 'rechnung'))
    set('move_type', called('bill', 'vendor', 'supplier') ? 'in_invoice' : 'out_invoice');
  if (node.model === 'crm.lead' && !called('lead', 'prospect')) set('type', 'opportunity');
}

/** Companies have their name in one column that says so; persons do not. */
function isCompany({ role, fields, sheet }: NodeDraft): boolean {
  if (role === 'company') return true;
  const name = fields.get('name');
  if (role !== 'main' || !name || !('column' in name) || (name.transforms?.length ?? 0) > 0) return false;
  return /compan|organi[sz]ation|account|firm|soci|empresa|business/i.test(`${name.column} ${sheet.sheet}`);
}

/** Joins the record of a role to the one it belongs to. */
function addLink(drafting: Drafting, node: NodeDraft): void {
  const inSheet = drafting.nodes.filter(({ sheet }) => sheet === node.sheet);
  const main = inSheet.find(({ role }) => role === 'main');
  const role = MODELS[main?.model ?? '']?.roles?.[node.role];
  if (!main || !role) return;
  if (role.kind === 'child') {
    node.fields.set(role.link, toNode(main, main.key));
    return;
  }
  const owner = role.of === undefined ? main : inSheet.find((one) => one.role === role.of);
  if (owner && !owner.fields.has(role.link)) owner.fields.set(role.link, toNode(node, node.key));
}

/** The other sheet has all records of the role, by what would be its key: an e-mail address. The link is made here. */
function linkByKey(
  drafting: Drafting,
  of: { readonly node: NodeDraft; readonly owner: NodeDraft; readonly field: FieldSchema | undefined },
): Referred | null {
  const { node, owner, field } = of;
  const [column, second] = node.key;
  if (!field || column === undefined || second !== undefined) return null;
  const known = referredNode(drafting, owner, column, field);
  if (!known || known.containment < 1) return null;
  owner.fields.set(field.name, toNode(known.node, [column], known.match));
  drafting.used.add(columnId(node.sheet.sheet, column));
  return known;
}

/** Roles that another sheet has already: the customer's name in a sheet of orders, where the customers have a sheet of their own. */
export function dropKnownParents(drafting: Drafting): void {
  const others = drafting.nodes.filter(({ role }) => role !== 'main');
  for (const node of others) {
    const main = drafting.nodes.find((one) => one.sheet === node.sheet && one.role === 'main');
    const role = MODELS[main?.model ?? '']?.roles?.[node.role];
    const owner =
      role?.of === undefined
        ? main
        : drafting.nodes.find((one) => one.sheet === node.sheet && one.role === role.of);
    const suggestion = drafting.suggestion.sheets.find(({ sheet }) => sheet === node.sheet.sheet);
    if (role?.kind !== 'parent' || !owner || !suggestion) continue;
    const field = drafting.target.snapshot.models[owner.model]?.fields[role.link];
    const linked = takenColumns(suggestion, owner.role).filter((one) => one.field.field === role.link);
    const known =
      linked
        .map(({ column }) => field && referredNode(drafting, owner, column, field))
        .find((found) => found !== null && found !== undefined) ??
      linkByKey(drafting, { node, owner, field });
    if (!known) continue;
    drafting.nodes.splice(drafting.nodes.indexOf(node), 1);
    for (const { column } of takenColumns(suggestion, node.role)) {
      drafting.reasons.set(
        columnId(node.sheet.sheet, column),
        `the sheet "${known.node.sheet.sheet}" has these records`,
      );
    }
  }
}
