import type { ColumnProfile, DatasetProfile } from '../../source/profile/dataset-profile.ts';
import type { SchemaSnapshot } from '../target-schema.ts';

/** How many of the values of a column one field of a model holds in Odoo. */
export interface FoundValues {
  readonly sheet: string;
  readonly column: string;
  readonly model: string;
  readonly field: string;
  readonly found: number;
  /** Different values that were looked for. */
  readonly of: number;
  /** Values that several records have. */
  readonly ambiguous: number;
  /** Values that Odoo writes in another way (case, accents, signs), with that. */
  readonly written: Readonly<Record<string, string>>;
}

/** What records are known by, as people write it in sheets. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  'res.country': ['name', 'code'],
  'res.country.state': ['name', 'code'],
  'res.currency': ['name'],
  'res.users': ['name', 'login'],
  'res.partner': ['name', 'ref', 'email'],
  'res.partner.category': ['name'],
  'res.partner.industry': ['name'],
  'product.category': ['name', 'complete_name'],
  'product.product': ['name', 'default_code', 'barcode'],
  'product.template': ['name', 'default_code'],
  'product.pricelist': ['name'],
  'product.tag': ['name'],
  'uom.uom': ['name'],
  'account.account': ['code', 'name'],
  'account.journal': ['name', 'code'],
  'account.payment.term': ['name'],
  'account.tax': ['name'],
  'crm.lost.reason': ['name'],
  'crm.stage': ['name'],
  'crm.tag': ['name'],
  'crm.team': ['name'],
  'utm.campaign': ['name'],
  'utm.source': ['name'],
  'hr.department': ['name'],
  'hr.employee.category': ['name'],
  'hr.job': ['name'],
  'project.project': ['name'],
  'project.tags': ['name'],
  'project.task.type': ['name'],
  'stock.location': ['complete_name', 'name'],
  'stock.warehouse': ['name', 'code'],
};

export interface AskedModel {
  readonly model: string;
  readonly fields: readonly string[];
}

/** What of it the target has and its user may read. */
export function askedModels({ models }: SchemaSnapshot): readonly AskedModel[] {
  return Object.entries(ASKED).flatMap(([model, names]) => {
    const schema = models[model];
    if (!schema?.rights.read) return [];
    const fields = names.filter((name) => {
      const field = schema.fields[name];
      return field && (field.type === 'char' || field.type === 'text') && field.searchable !== false;
    });
    return fields.length > 0 ? [{ model, fields }] : [];
  });
}

/** Longer texts are descriptions. */
const LONGEST = 120;
const MOST_OF_COLUMN = 50;
const MOST_OF_DATASET = 1_000;
const ASKED_TYPES: ReadonlySet<string> = new Set(['text', 'code', 'email', 'identifier']);

export interface AskedColumn {
  readonly sheet: string;
  readonly column: string;
  readonly values: readonly string[];
}

/** Columns that may hold names or codes, with their most frequent values; several in one cell are parted by semicolons. */
export function askedColumns({ sheets }: DatasetProfile): readonly AskedColumn[] {
  const all = sheets.flatMap(({ sheet, columns }) =>
    columns.flatMap((column) => {
      const values = isAsked(column) ? valuesOf(column) : [];
      return values.length > 0 ? [{ sheet, column: column.name, values }] : [];
    }),
  );
  const most = Math.min(MOST_OF_COLUMN, Math.max(5, Math.floor(MOST_OF_DATASET / Math.max(1, all.length))));
  return all.map((one) => ({ ...one, values: one.values.slice(0, most) }));
}

function isAsked({ type, filled, maxLength }: ColumnProfile): boolean {
  return ASKED_TYPES.has(type) && filled > 0 && maxLength <= LONGEST;
}

function valuesOf({ values }: ColumnProfile): readonly string[] {
  const parts = values.flatMap(({ value }) => value.split(';')).map((value) => value.trim());
  return [...new Set(parts)].filter((value) => value !== '');
}

/** One field of the records that were read of a model. */
export interface ReadField extends AskedModel {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** All of the model were read, so that values may be compared without case, accents and signs. */
  readonly isWhole: boolean;
}

/** Numbers of rows are also codes of states and references of partners, by chance. Accounts are numbers. */
const COUNTER = /^\d{1,6}$/;

/** Below it is chance. */
const LEAST_SHARE = 0.5;

export function matchValues(
  columns: readonly AskedColumn[],
  { model, fields, records, isWhole }: ReadField,
): readonly FoundValues[] {
  return fields.flatMap((field) => {
    const texts = records.flatMap((record) => {
      const value = record[field];
      return typeof value === 'string' ? [value] : [];
    });
    const exact = countBy(texts, (text) => text);
    const folded = isWhole ? countBy(texts, fold) : new Map<string, Counted>();
    return columns.flatMap(({ sheet, column, values }) => {
      if (model !== 'account.account' && values.every((value) => COUNTER.test(value))) return [];
      const hits = values.flatMap((value) => {
        const hit = exact.get(value) ?? folded.get(fold(value));
        return hit ? [{ value, ...hit }] : [];
      });
      if (hits.length < LEAST_SHARE * values.length) return [];
      const written = hits
        .filter(({ value, text }) => value !== text)
        .map(({ value, text }) => [value, text]);
      return [
        {
          sheet,
          column,
          model,
          field,
          found: hits.length,
          of: values.length,
          ambiguous: hits.filter(({ count }) => count > 1).length,
          written: Object.fromEntries(written) as Readonly<Record<string, string>>,
        },
      ];
    });
  });
}

interface Counted {
  readonly text: string;
  readonly count: number;
}

function countBy(texts: readonly string[], key: (text: string) => string): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  for (const text of texts) {
    const of = key(text);
    if (of !== '') counted.set(of, { text, count: (counted.get(of)?.count ?? 0) + 1 });
  }
  return counted;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const WORDS: Readonly<Record<string, string>> = {
  name: 'names',
  complete_name: 'full names',
  code: 'codes',
  login: 'logins',
  email: 'e-mail addresses',
  ref: 'references',
  default_code: 'internal references',
  barcode: 'barcodes',
};

export function explainFound({ found, of, field, model }: FoundValues): string {
  return `${found} of ${of} values are ${WORDS[field] ?? field} of ${model} in Odoo`;
}
