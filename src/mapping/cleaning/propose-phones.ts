import type { ColumnProfile, SheetProfile } from '../../source/profile/dataset-profile.ts';
import type { Transform } from '../transform.ts';
import type { StepDraft } from './cleaning.ts';
import { countryColumnFor } from './country-column.ts';

const MOST_SAMPLES = 5;

/**
 * Telephone numbers to E.164. Those without their country's number need a country: that of a column of the sheet, and where that is empty, or
 * there is none, the one that was named; without either nobody can read them, and a step without a transform says what to do.
 *
 * @param country a code, of whoever asks
 */
export function proposePhones(
  column: ColumnProfile,
  sheet: Pick<SheetProfile, 'columns' | 'firstRows'>,
  country: string | undefined,
): readonly StepDraft[] {
  if (column.type !== 'phone') return [];
  const { formats, patterns, samples } = column;
  const isNational = hasNationalNumbers(column);
  if (!isNational && patterns.every(({ pattern }) => /^\+9\+$/.test(pattern))) return [];
  const from = isNational ? countryColumnFor(column, sheet.columns) : null;
  if (isNational && from === null && country === undefined) return [countryAsked(column)];
  const given = isNational && country !== undefined ? { country } : {};
  const beside = from === null ? {} : { country_column: from.name };
  const transform: Transform = isNational ? { name: 'phone', ...beside, ...given } : 'phone';
  const shown = [...new Set([...patterns.map(({ example }) => example), ...samples])].slice(0, MOST_SAMPLES);
  return [
    {
      kind: 'phone',
      reason: `Telephone numbers become a plus and digits (E.164)${whereFrom(from?.name, given.country)}. What is none is told before anything is sent; \`on_invalid: keep\` leaves it as it is.`,
      share: Math.min(
        1,
        formats.reduce((sum, { share }) => sum + share, 0),
      ),
      transforms: [transform],
      ...(from === null ? { samples: shown } : pairs(column, from, sheet)),
    },
  ];
}

/** Numbers that only a country can tell. */
export function hasNationalNumbers({ type, formats }: ColumnProfile): boolean {
  return type === 'phone' && formats.some(({ format }) => format === NATIONAL);
}

const NATIONAL = 'national';

function countryAsked({ formats }: ColumnProfile): StepDraft {
  const national = formats.filter(({ format }) => format === NATIONAL);
  const [example] = national.map((of) => of.example);
  return {
    kind: 'phone',
    reason: `Numbers like "${example}" do not say their country, so nothing is made of the column yet. Name the country (\`country\`; on the command line \`--country BE\`), or the connection whose company's country it is, or add a column with the country of each.`,
    share: Math.min(
      1,
      national.reduce((sum, { share }) => sum + share, 0),
    ),
    samples: [],
  };
}

function whereFrom(column: string | undefined, country: string | undefined): string {
  if (column === undefined)
    return country === undefined ? '' : `; those without a country's are of ${country}`;
  const empty = country === undefined ? '' : `, of ${country} where that is empty`;
  return `; those without a country's are of the country in "${column}"${empty}`;
}

/** Numbers with the country that stands in their row. */
function pairs(
  column: ColumnProfile,
  country: ColumnProfile,
  { columns, firstRows }: Pick<SheetProfile, 'columns' | 'firstRows'>,
): Pick<StepDraft, 'samples' | 'beside'> {
  const [at, beside] = [columns.indexOf(column), columns.indexOf(country)];
  const rows = new Map(
    firstRows.flatMap((cells) => {
      const number = cells[at];
      return typeof number === 'string' && number.trim() !== '' ? [[number, cells[beside] ?? null]] : [];
    }),
  );
  const shown = [...rows].slice(0, MOST_SAMPLES);
  return {
    samples: shown.map(([number]) => number),
    beside: { column: country.name, cells: shown.map(([, cell]) => cell) },
  };
}
