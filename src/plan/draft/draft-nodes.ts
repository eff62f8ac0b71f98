import { MODELS } from '../../mapping/suggest/catalogue/catalogue.ts';
import type { FieldCandidate, SheetSuggestion } from '../../mapping/suggest/suggestion.ts';
import { wordsOf } from '../../mapping/suggest/words.ts';
import type { SheetProfile } from '../../source/profile/dataset-profile.ts';
import { chooseKey, LEAST_FIELD } from './choose-key.ts';
import { columnId, type Drafting, type NodeDraft } from './draft.ts';

/** Below it a sheet is left out of the draft. */
const LEAST_MODEL = 0.5;

export interface TakenColumn {
  readonly column: string;
  readonly field: FieldCandidate;
}

export function takenColumns(suggestion: SheetSuggestion, role: string): readonly TakenColumn[] {
  return suggestion.columns.flatMap(({ column, field }) =>
    field && field.role === role && field.confidence >= LEAST_FIELD ? [{ column, field }] : [],
  );
}

/** The nodes of all sheets, without their fields: the main ones first, as roles refer to them. */
export function draftNodes(drafting: Drafting): void {
  const sheets = drafting.suggestion.sheets.flatMap((suggestion) => {
    const sheet = drafting.profile.sheets.find((one) => one.sheet === suggestion.sheet);
    return sheet ? [{ sheet, suggestion }] : [];
  });
  const drafted = sheets.filter(({ sheet, suggestion }) => addMainNode(drafting, sheet, suggestion));
  for (const { sheet, suggestion } of drafted) addRoleNodes(drafting, sheet, suggestion);
}

function addMainNode(drafting: Drafting, sheet: SheetProfile, suggestion: SheetSuggestion): boolean {
  const [best] = suggestion.models;
  if (suggestion.junction || sheet.hidden || sheet.rows === 0) return false;
  if (!best || best.confidence < LEAST_MODEL) {
    drafting.notes.push(`The sheet "${sheet.sheet}" is left out: it is not clear which model it is.`);
    return false;
  }
  const lines = takenColumns(suggestion, 'line');
  const key = lines.length > 1 ? documentKey(sheet, suggestion) : chooseKey(sheet, suggestion, drafting);
  if (!key) {
    drafting.notes.push(
      `The sheet "${sheet.sheet}" is left out: no columns name its rows. Add one with a number of its own for each row.`,
    );
    return false;
  }
  drafting.nodes.push({
    id: freeId(drafting, mainId(sheet, best.model)),
    model: best.model,
    role: 'main',
    sheet,
    key,
    distinct: lines.length > 1,
    filled: [],
    fields: new Map(),
  });
  return true;
}

/** Of a sheet of lines with the document repeated over them: the document's number. */
function documentKey(sheet: SheetProfile, suggestion: SheetSuggestion): readonly string[] | null {
  const numbers = takenColumns(suggestion, 'main').filter(({ field }) =>
    /^(name|client_order_ref|ref)$/.test(field.field),
  );
  const found = numbers.find(({ column }) => sheet.columns.find(({ name }) => name === column)?.nulls === 0);
  return found ? [found.column] : null;
}

function mainId(sheet: SheetProfile, model: string): string {
  if (model.endsWith('.line')) return MODELS[model]?.nodeId ?? 'lines';
  const slug = sheet.sheet
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^[^A-Za-z]+|_+$/g, '')
    .toLowerCase()
    .slice(0, 50);
  return slug === '' ? (MODELS[model]?.nodeId ?? 'rows') : slug;
}

function freeId({ nodes }: Drafting, wanted: string): string {
  const taken = new Set(nodes.map(({ id }) => id));
  for (let i = 1; ; i += 1) {
    const id = i === 1 ? wanted : `${wanted}_${i}`;
    if (!taken.has(id)) return id;
  }
}

const ROLE_IDS: Readonly<Record<string, string>> = {
  contact: 'contacts',
  company: 'companies',
  customer: 'customers',
  vendor: 'vendors',
  line: 'lines',
  product: 'products',
  project: 'projects',
  department: 'departments',
};

function addRoleNodes(drafting: Drafting, sheet: SheetProfile, suggestion: SheetSuggestion): void {
  const main = drafting.nodes.find((node) => node.sheet === sheet && node.role === 'main');
  const roles = MODELS[main?.model ?? '']?.roles ?? {};
  for (const [role, { kind, model }] of Object.entries(roles)) {
    const taken = takenColumns(suggestion, role);
    const wanted = ROLE_IDS[role];
    if (!main || taken.length === 0) continue;
    if (wanted === undefined) {
      leaveOut(
        drafting,
        sheet,
        taken,
        `it belongs to a record of "${model}" of its own (${role}), which is not drafted`,
      );
      continue;
    }
    const key = kind === 'child' ? childKey(role, main, taken, sheet) : parentKey(sheet, taken);
    if (!key) {
      leaveOut(drafting, sheet, taken, `nothing names the ${role} it belongs to`);
      continue;
    }
    const named = nameColumns(taken);
    drafting.nodes.push({
      id: freeId(drafting, role === 'line' ? (MODELS[model]?.nodeId ?? wanted) : wanted),
      model,
      role,
      sheet,
      key,
      distinct: kind === 'parent',
      filled: (kind === 'parent' ? key : role === 'line' ? [] : named).filter((column) =>
        hasEmpty(sheet, column),
      ),
      fields: new Map(),
    });
  }
}

function leaveOut(
  { reasons }: Drafting,
  sheet: SheetProfile,
  taken: readonly TakenColumn[],
  reason: string,
): void {
  for (const { column } of taken) reasons.set(columnId(sheet.sheet, column), reason);
}

/** What may tell the lines of one document apart; a quantity or a price does so by chance only. */
const NAMES_OF_LINES: ReadonlySet<string> = new Set(['product_id', 'name', 'sequence']);

/** A contact has the key of its company; a line that of its document and what tells the lines of one apart. */
function childKey(
  role: string,
  main: NodeDraft,
  taken: readonly TakenColumn[],
  sheet: SheetProfile,
): readonly string[] | null {
  if (role !== 'line') return nameColumns(taken).length > 0 ? main.key : null;
  const unique = sheet.keys.filter(({ uniqueShare }) => uniqueShare === 1).map(({ columns }) => columns);
  const measures = new Set(
    taken.filter(({ field }) => !NAMES_OF_LINES.has(field.field)).map(({ column }) => column),
  );
  const whole = unique.find(
    (columns) =>
      main.key.every((column) => columns.includes(column)) && !columns.some((column) => measures.has(column)),
  );
  if (whole) return whole;
  const lineColumns = new Set(taken.map(({ column }) => column));
  const single = unique.find(
    ([column, second]) =>
      second === undefined && lineColumns.has(column ?? '') && !measures.has(column ?? ''),
  );
  const product = taken.find(({ field }) => field.field === 'product_id' || field.field === 'name');
  const last = single?.[0] ?? product?.column;
  return last === undefined ? null : [...main.key, last];
}

/** The number or the address of the other record, else its name. */
function parentKey(sheet: SheetProfile, taken: readonly TakenColumn[]): readonly string[] | null {
  const naming = ['ref', 'default_code', 'email', 'name'];
  const names = nameColumns(taken);
  const filledOf = (column: string) => sheet.columns.find(({ name }) => name === column)?.filled ?? 0;
  const most = Math.max(0, ...taken.map(({ column }) => filledOf(column)));
  for (const field of naming) {
    const found = taken.filter((one) => one.field.field === field && !one.field.part);
    const column = found[0]?.column;
    if (column !== undefined && filledOf(column) >= most) return [column];
  }
  return names.length > 0 ? names : null;
}

export function nameColumns(taken: readonly TakenColumn[]): readonly string[] {
  const whole = taken.filter(({ field }) => field.field === 'name' && !field.part);
  const parts = taken.filter(({ field }) => field.part);
  const ordered = [...parts].sort((a) => (a.field.part === 'first' ? -1 : 1));
  return (whole.length > 0 ? whole : ordered).map(({ column }) => column);
}

function hasEmpty(sheet: SheetProfile, column: string): boolean {
  return (sheet.columns.find(({ name }) => name === column)?.nulls ?? 0) > 0;
}

/** Whether the words of a sheet's name have one of these in them. */
export function isCalled(sheet: SheetProfile, words: readonly string[]): boolean {
  return wordsOf(sheet.sheet).some((word) => words.includes(word));
}
