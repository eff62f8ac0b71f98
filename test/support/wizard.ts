import type { Oracle } from './read-odoo.ts';

/** The wizard's own default for CSV files (base_import/static/src/import_model.js 19). */
const ROWS_PER_CALL = 2000;

/** What the page sends for a CSV file with its switches as they are; encoding and separator as its preview finds them. */
const OPTIONS = {
  import_skip_records: [],
  import_set_empty_fields: [],
  fallback_values: {},
  name_create_enabled_fields: {},
  encoding: 'utf-8',
  separator: ',',
  quoting: '"',
  date_format: '',
  datetime_format: '',
  float_thousand_separator: ',',
  float_decimal_separator: '.',
  advanced: true,
  has_headers: true,
  keep_matches: false,
  limit: ROWS_PER_CALL,
  sheets: [],
  sheet: '',
  tracking_disable: true,
};

export interface WizardFile {
  readonly name: string;
  readonly model: string;
  readonly content: string;
  readonly columns: readonly string[];
}

/** Loads a CSV file as a user does with "Import records" of Odoo 19; a message of the wizard ends it. */
export async function importWithWizard(odoo: Oracle, file: WizardFile): Promise<void> {
  const values = { res_model: file.model, file: file.content, file_name: file.name, file_type: 'text/csv' };
  const importId = await odoo.execute<number>('base_import.import', 'create', [values]);
  let skip = 0;
  do {
    const answer = await odoo.execute<{ messages: { message: string }[]; nextrow?: number | false }>(
      'base_import.import',
      'execute_import',
      [[importId], file.columns, file.columns, { ...OPTIONS, skip }],
      { dryrun: false, context: { lang: 'en_US', tracking_disable: true } },
    );
    const [first] = answer.messages;
    if (first !== undefined) throw new Error(`${file.name}, after row ${skip}: ${first.message}`);
    skip = Number(answer.nextrow ?? 0);
  } while (skip > 0);
}
