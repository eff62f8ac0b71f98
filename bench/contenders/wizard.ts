import { z } from 'zod';
import type { Oracle } from '../../test/support/read-odoo.ts';
import type { CaseData, CaseSheet } from '../case.ts';
import { externalId, isPlain, isReference } from '../case.ts';
import type { ReferencesBy } from '../cell.ts';
import { pathOf, textsOf } from '../cell.ts';
import type { Contender } from '../contender.ts';
import { NO_DETAILS } from '../contender.ts';
import { toCsv } from '../csv.ts';

/** The wizard's own default for CSV files (base_import/static/src/import_model.js 19). */
const ROWS_PER_CALL = 2000;
/** The switch "Track history during import" is off by default: the wizard too loads without chatter. */
const CONTEXT = { lang: 'en_US', tracking_disable: true };

export const wizardByName = wizard({
  name: 'wizard',
  does: `Odoo's import wizard (base_import over JSON-RPC, ${ROWS_PER_CALL.toLocaleString('en-US')} rows a call); parents by name, the usual way`,
  by: 'name',
  suits: isPlain,
});

export const wizardByExternalId = wizard({
  name: 'wizard-xid',
  does: 'the same with parents by external ID',
  by: 'external_id',
  suits: (data) => isPlain(data) && data.measured.some(({ columns }) => columns.some(isReference)),
});

interface WizardKind extends Pick<Contender, 'name' | 'does' | 'suits'> {
  readonly by: ReferencesBy;
}

function wizard({ name, does, by, suits }: WizardKind): Contender {
  return {
    name,
    does,
    mostRows: null,
    suits,
    prepare: async ({ data, client }) => {
      const files = data.measured.map((sheet) => fileOf(data, sheet, by));
      const importIds: number[] = [];
      return {
        upload: async () => {
          for (const { values } of files)
            importIds.push(await client.execute<number>('base_import.import', 'create', [values]));
        },
        load: async () => {
          for (const [i, { call }] of files.entries()) await importAll(client, importIds[i] ?? 0, call);
          return NO_DETAILS;
        },
        [Symbol.asyncDispose]: async () => undefined,
      };
    },
  };
}

interface WizardFile {
  readonly values: Readonly<Record<string, string>>;
  readonly call: ImportCall;
}

/** External IDs stand in the file only where a later sheet needs them. */
function fileOf(data: CaseData, sheet: CaseSheet, by: ReferencesBy): WizardFile {
  const hasIds = by === 'external_id' && data.measured.length > 1;
  const headers = [...(hasIds ? ['External ID'] : []), ...sheet.columns.map((column) => column.header)];
  const texts = sheet.columns.map((column) => textsOf(data, column, by));
  const lines = sheet.rows.map(({ key, cells }) => [
    ...(hasIds ? [externalId(data, sheet, key)] : []),
    ...cells.map((cell, i) => texts[i]?.(cell) ?? ''),
  ]);
  return {
    values: {
      res_model: sheet.model,
      file: toCsv([headers, ...lines]),
      file_name: `${sheet.node}.csv`,
      file_type: 'text/csv',
    },
    call: {
      fields: [...(hasIds ? ['id'] : []), ...sheet.columns.map((column) => pathOf(column, by))],
      columns: headers.map((header) => header.toLowerCase()),
    },
  };
}

const Answer = z.object({
  ids: z.union([z.array(z.number()), z.literal(false)]).optional(),
  messages: z.array(z.object({ type: z.string().optional(), message: z.string() })),
  nextrow: z.number().optional(),
});

interface ImportCall {
  readonly fields: readonly string[];
  readonly columns: readonly string[];
}

/** Batch after batch, as the page does it (`_executeImportStep`); a message ends the import. */
async function importAll(client: Oracle, importId: number, call: ImportCall): Promise<void> {
  let skip = 0;
  do {
    const raw = await client.execute(
      'base_import.import',
      'execute_import',
      [[importId], call.fields, call.columns, optionsFrom(skip)],
      { dryrun: false, context: CONTEXT },
    );
    const answer = Answer.parse(raw);
    const [first] = answer.messages;
    if (first !== undefined) {
      throw new Error(
        `the wizard stopped at row ${skip} with ${answer.messages.length} messages: ${first.message}`,
      );
    }
    skip = answer.nextrow ?? 0;
  } while (skip > 0);
}

/** What the page sends for a CSV file with its switches as they are; encoding and separator as its preview finds them. */
function optionsFrom(skip: number): object {
  return {
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
    skip,
    tracking_disable: true,
  };
}
