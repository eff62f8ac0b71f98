/** What a value is, as far as it can be told from the formula alone. `literal` is a text written out. */
export type Kind = 'text' | 'literal' | 'number' | 'double' | 'boolean' | 'date' | 'interval' | 'null';

/**
 * What an argument takes. `pattern`, `format` and `option` must be written out; `length` is written out and bounded; `whole` is a
 * number without a fraction.
 */
export type Argument =
  | 'text'
  | 'number'
  | 'whole'
  | 'date'
  | 'any'
  | 'pattern'
  | 'replacement'
  | 'format'
  | 'option'
  | 'part'
  | 'length';

export interface FormulaFunction {
  readonly name: string;
  readonly signature: string;
  readonly text: string;
  readonly example: { readonly formula: string; readonly gives: string };
  readonly takes: readonly Argument[];
  /** How many of `takes` may be left out at the end. */
  readonly optional?: number;
  /** The last argument may be repeated. */
  readonly repeats?: boolean;
  /** `same`: what the arguments are together. */
  readonly gives: Kind | 'same';
}

type Row = readonly [
  signature: string,
  takes: readonly Argument[],
  gives: FormulaFunction['gives'],
  text: string,
  formula: string,
  result: string,
  more?: { readonly optional?: number; readonly repeats?: boolean },
];

/**
 * Everything a formula may call. All of it is free of side effects, gives the same for the same input, and takes time and memory in
 * proportion to its input; what is not here is refused. Where `format`, `printf`, edit distances and lists are missing: their cost
 * has no such bound.
 */
const ROWS: readonly Row[] = [
  ['lower(text)', ['text'], 'text', 'Small letters.', `lower('AbC')`, 'abc'],
  ['upper(text)', ['text'], 'text', 'Capital letters.', `upper('école')`, 'ÉCOLE'],
  [
    'trim(text, characters)',
    ['text', 'text'],
    'text',
    'Without blanks, or these characters, at both ends.',
    `trim('--a--', '-')`,
    'a',
    { optional: 1 },
  ],
  [
    'ltrim(text, characters)',
    ['text', 'text'],
    'text',
    'Without blanks, or these characters, at the start.',
    `ltrim('0042', '0')`,
    '42',
    { optional: 1 },
  ],
  [
    'rtrim(text, characters)',
    ['text', 'text'],
    'text',
    'Without blanks, or these characters, at the end.',
    `rtrim('a..', '.')`,
    'a',
    { optional: 1 },
  ],
  ['length(text)', ['text'], 'number', 'How many characters.', `length('école')`, '5'],
  ['left(text, count)', ['text', 'whole'], 'text', 'The first characters.', `left('Brussels', 3)`, 'Bru'],
  ['right(text, count)', ['text', 'whole'], 'text', 'The last characters.', `right('BE-1040', 4)`, '1040'],
  [
    'substr(text, start, count)',
    ['text', 'whole', 'whole'],
    'text',
    'A part, counted from 1.',
    `substr('BE1040', 3, 2)`,
    '10',
    { optional: 1 },
  ],
  [
    'substring(text, start, count)',
    ['text', 'whole', 'whole'],
    'text',
    'The same as substr.',
    `substring('BE1040', 3)`,
    '1040',
    { optional: 1 },
  ],
  [
    'replace(text, from, to)',
    ['text', 'text', 'text'],
    'text',
    'Every occurrence.',
    `replace('1.234', '.', '')`,
    '1234',
  ],
  [
    'translate(text, from, to)',
    ['text', 'text', 'text'],
    'text',
    'Character by character.',
    `translate('a/b', '/', '-')`,
    'a-b',
  ],
  [
    'split_part(text, separator, index)',
    ['text', 'text', 'whole'],
    'text',
    'One part, counted from 1, or from -1 at the end.',
    `split_part('Doe, John', ', ', 2)`,
    'John',
  ],
  [
    'concat(value, …)',
    ['text'],
    'text',
    'Joined; empty ones are left out, where || gives nothing.',
    `concat('a', NULL, 'b')`,
    'ab',
    { repeats: true },
  ],
  [
    'concat_ws(separator, value, …)',
    ['text', 'text'],
    'text',
    'Joined with a separator; empty ones are left out.',
    `concat_ws(' ', 'Ann', NULL, 'Lee')`,
    'Ann Lee',
    { repeats: true },
  ],
  [
    'contains(text, part)',
    ['text', 'text'],
    'boolean',
    'The part is in it.',
    `contains('Main Street', 'Str')`,
    'True',
  ],
  [
    'starts_with(text, part)',
    ['text', 'text'],
    'boolean',
    'It begins with the part.',
    `starts_with('BE-1040', 'BE')`,
    'True',
  ],
  [
    'ends_with(text, part)',
    ['text', 'text'],
    'boolean',
    'It ends with the part.',
    `ends_with('a.pdf', '.pdf')`,
    'True',
  ],
  [
    'strpos(text, part)',
    ['text', 'text'],
    'number',
    'Where the part begins, from 1; 0: nowhere.',
    `strpos('a@b', '@')`,
    '2',
  ],
  [
    'position(part IN text)',
    ['text', 'text'],
    'number',
    'Where the part begins, from 1; 0: nowhere.',
    `position('@' IN 'a@b')`,
    '2',
  ],
  [
    'lpad(text, length, fill)',
    ['text', 'length', 'text'],
    'text',
    'Filled up, or cut, to a length at the start.',
    `lpad('42', 6, '0')`,
    '000042',
  ],
  [
    'rpad(text, length, fill)',
    ['text', 'length', 'text'],
    'text',
    'Filled up, or cut, to a length at the end.',
    `rpad('42', 4, '.')`,
    '42..',
  ],
  ['repeat(text, count)', ['text', 'length'], 'text', 'So many times.', `repeat('ab', 2)`, 'abab'],
  ['reverse(text)', ['text'], 'text', 'From the end.', `reverse('abc')`, 'cba'],
  ['strip_accents(text)', ['text'], 'text', 'Without accents.', `strip_accents('Müller')`, 'Muller'],
  [
    'nfc_normalize(text)',
    ['text'],
    'text',
    'Composed letters, so that equal texts are equal.',
    `nfc_normalize('é')`,
    'é',
  ],
  [
    'md5(text)',
    ['text'],
    'text',
    'A fingerprint of 32 digits.',
    `md5('a')`,
    '0cc175b9c0f1b6a831c399e269772661',
  ],
  [
    'regexp_matches(text, pattern, options)',
    ['text', 'pattern', 'option'],
    'boolean',
    'The pattern (RE2) is somewhere in it.',
    `regexp_matches('No 42', '\\d+')`,
    'True',
    { optional: 1 },
  ],
  [
    'regexp_full_match(text, pattern, options)',
    ['text', 'pattern', 'option'],
    'boolean',
    'The pattern (RE2) fits the whole of it.',
    `regexp_full_match('42', '\\d+')`,
    'True',
    { optional: 1 },
  ],
  [
    'regexp_extract(text, pattern, group)',
    ['text', 'pattern', 'whole'],
    'text',
    'The first match, or one group of it; empty without one.',
    `regexp_extract('No 42', 'No (\\d+)', 1)`,
    '42',
    { optional: 1 },
  ],
  [
    'regexp_replace(text, pattern, to, options)',
    ['text', 'pattern', 'replacement', 'option'],
    'text',
    `The first match, or with 'g' every one; \\1 in \`to\` is a group.`,
    `regexp_replace('a-b-c', '-', '', 'g')`,
    'abc',
    { optional: 1 },
  ],
  ['abs(number)', ['number'], 'same', 'Without its sign.', `abs(-3)`, '3'],
  [
    'round(number, digits)',
    ['number', 'whole'],
    'same',
    'Rounded; for exact money use the transform round behind the formula.',
    `round(2.345, 1)`,
    '2.3',
    { optional: 1 },
  ],
  ['floor(number)', ['number'], 'same', 'The next whole number below.', `floor(2.7)`, '2'],
  ['ceil(number)', ['number'], 'same', 'The next whole number above.', `ceil(2.1)`, '3'],
  ['trunc(number)', ['number'], 'same', 'Without its fraction.', `trunc(-2.7)`, '-2'],
  ['sign(number)', ['number'], 'number', '-1, 0 or 1.', `sign(-5)`, '-1'],
  ['mod(number, divisor)', ['number', 'number'], 'same', 'The rest of a division, as %.', `mod(7, 3)`, '1'],
  ['sqrt(number)', ['number'], 'double', 'Square root.', `sqrt(9)`, '3'],
  ['power(number, exponent)', ['number', 'number'], 'double', 'Raised, as ^.', `power(2, 10)`, '1024'],
  [
    'greatest(value, …)',
    ['any'],
    'same',
    'The largest; texts are compared as texts.',
    `greatest(1, 3, 2)`,
    '3',
    { repeats: true },
  ],
  [
    'least(value, …)',
    ['any'],
    'same',
    'The smallest; texts are compared as texts.',
    `least(1, 3, 2)`,
    '1',
    { repeats: true },
  ],
  ['nullif(value, other)', ['any', 'any'], 'same', 'Empty where both are equal.', `nullif('-', '-')`, ''],
  [
    'strptime(text, format)',
    ['text', 'format'],
    'date',
    'A date in a format of its own: %d %m %Y %y %b %B %H %I %M %S %p.',
    `strptime('31/12/2024', '%d/%m/%Y')::DATE`,
    '2024-12-31',
  ],
  [
    'try_strptime(text, format)',
    ['text', 'format'],
    'date',
    'The same, empty where the text is not written so.',
    `try_strptime('soon', '%d/%m/%Y')`,
    '',
  ],
  [
    'strftime(date, format)',
    ['date', 'format'],
    'text',
    'A date written in a format.',
    `strftime('2024-12-31', '%m/%Y')`,
    '12/2024',
  ],
  [
    'make_date(year, month, day)',
    ['whole', 'whole', 'whole'],
    'date',
    'A date of its parts.',
    `make_date(2024, 12, 31)`,
    '2024-12-31',
  ],
  ['year(date)', ['date'], 'number', 'The year.', `year('2024-12-31')`, '2024'],
  ['quarter(date)', ['date'], 'number', '1 to 4.', `quarter('2024-12-31')`, '4'],
  ['month(date)', ['date'], 'number', '1 to 12.', `month('2024-12-31')`, '12'],
  ['week(date)', ['date'], 'number', 'The week, as ISO 8601 counts.', `week('2024-12-31')`, '1'],
  ['day(date)', ['date'], 'number', 'Day of the month.', `day('2024-12-31')`, '31'],
  ['isodow(date)', ['date'], 'number', 'Day of the week, Monday is 1.', `isodow('2024-12-31')`, '2'],
  ['hour(date)', ['date'], 'number', 'The hour.', `hour('2024-12-31 16:05:00')`, '16'],
  ['minute(date)', ['date'], 'number', 'The minute.', `minute('2024-12-31 16:05:00')`, '5'],
  [
    'date_part(part, date)',
    ['part', 'date'],
    'number',
    'One part, as extract(year FROM date).',
    `date_part('year', '2024-12-31')`,
    '2024',
  ],
  [
    'date_trunc(part, date)',
    ['part', 'date'],
    'date',
    'The start of the year, month, …',
    `date_trunc('month', '2024-12-31')::DATE`,
    '2024-12-01',
  ],
  [
    'date_diff(part, from, to)',
    ['part', 'date', 'date'],
    'number',
    'How many borders of days, months, … lie between.',
    `date_diff('day', '2024-12-01', '2024-12-31')`,
    '30',
  ],
  ['last_day(date)', ['date'], 'date', 'The last day of the month.', `last_day('2024-02-10')`, '2024-02-29'],
  [
    'to_years(count)',
    ['whole'],
    'interval',
    'A span of time to add or take away, as INTERVAL 1 YEAR.',
    `'2024-01-31'::DATE + to_years(1)`,
    '2025-01-31 00:00:00',
  ],
  [
    'to_months(count)',
    ['whole'],
    'interval',
    'A span of months.',
    `'2024-01-31'::DATE + to_months(1)`,
    '2024-02-29 00:00:00',
  ],
  [
    'to_weeks(count)',
    ['whole'],
    'interval',
    'A span of weeks.',
    `'2024-01-31'::DATE + to_weeks(1)`,
    '2024-02-07 00:00:00',
  ],
  [
    'to_days(count)',
    ['whole'],
    'interval',
    'A span of days.',
    `'2024-01-31'::DATE + to_days(1)`,
    '2024-02-01 00:00:00',
  ],
  [
    'to_hours(count)',
    ['whole'],
    'interval',
    'A span of hours.',
    `'2024-01-31 10:00:00'::TIMESTAMP + to_hours(2)`,
    '2024-01-31 12:00:00',
  ],
  [
    'to_minutes(count)',
    ['whole'],
    'interval',
    'A span of minutes.',
    `'2024-01-31 10:00:00'::TIMESTAMP + to_minutes(5)`,
    '2024-01-31 10:05:00',
  ],
  [
    'to_seconds(count)',
    ['number'],
    'interval',
    'A span of seconds.',
    `'2024-01-31 10:00:00'::TIMESTAMP + to_seconds(5)`,
    '2024-01-31 10:00:05',
  ],
];

export const FORMULA_FUNCTIONS: readonly FormulaFunction[] = ROWS.map(
  ([signature, takes, gives, text, formula, result, more = {}]) => ({
    name: signature.slice(0, signature.indexOf('(')),
    signature,
    text,
    example: { formula, gives: result },
    takes,
    gives,
    ...more,
  }),
);

/** Written like functions or words, but part of the language. */
export const FORMULA_CONSTRUCTS: readonly Omit<FormulaFunction, 'takes' | 'gives'>[] = [
  [
    '+ - * / % ^',
    'Arithmetic; a text is taken as a number. Division by zero is an issue of the row.',
    `'3' * 2`,
    '6',
  ],
  ['||', 'Joins texts; empty when one of them is. concat leaves empty ones out.', `'a' || 'b'`, 'ab'],
  ['= <> < <= > >=', 'Compares; with a number, a text is taken as one.', `'10' > 9`, 'True'],
  ['AND OR NOT', 'Joins conditions.', `1 = 1 AND NOT 1 = 2`, 'True'],
  ['CASE', 'CASE WHEN condition THEN value ELSE value END', `CASE WHEN 1 = 2 THEN 'a' ELSE 'b' END`, 'b'],
  ['if', 'if(condition, value, otherwise)', `if(1 = 2, 'a', 'b')`, 'b'],
  ['coalesce', 'coalesce(value, …): the first that is not empty.', `coalesce(NULL, 'a')`, 'a'],
  ['ifnull', 'ifnull(value, other): coalesce of two.', `ifnull(NULL, 'a')`, 'a'],
  ['IN', 'value IN (value, …)', `'a' IN ('a', 'b')`, 'True'],
  ['BETWEEN', 'value BETWEEN low AND high, both included', `2 BETWEEN 1 AND 3`, 'True'],
  ['IS NULL', 'value IS NULL, value IS NOT NULL: an empty cell is null.', `NULL IS NULL`, 'True'],
  [
    'LIKE',
    `text LIKE 'a%', ILIKE without regard to case; the pattern is written out.`,
    `'abc' LIKE 'a%'`,
    'True',
  ],
  [
    'CAST',
    'value::TYPE or CAST(value AS TYPE): VARCHAR, INTEGER, BIGINT, DOUBLE, DECIMAL(p, s), BOOLEAN, DATE, TIMESTAMP, TIME.',
    `'7'::INTEGER`,
    '7',
  ],
  [
    'TRY_CAST',
    'TRY_CAST(value AS TYPE): empty where the value cannot be turned.',
    `coalesce(TRY_CAST('x' AS INTEGER), 0)`,
    '0',
  ],
  ['TRY', 'TRY(value): empty where the value cannot be computed.', `coalesce(TRY('x'::INTEGER), 0)`, '0'],
  [
    'INTERVAL',
    `INTERVAL 1 MONTH, INTERVAL '3 days'`,
    `'2024-01-31'::DATE + INTERVAL 1 DAY`,
    '2024-02-01 00:00:00',
  ],
].map(([name = '', text = '', formula = '', gives = '']) => ({
  name,
  signature: name,
  text,
  example: { formula, gives },
}));
