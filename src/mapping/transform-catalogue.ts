import type { Transform, TransformStep } from './transform.ts';

export interface TransformParameter {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean' | 'choice' | 'texts' | 'columns';
  readonly required: boolean;
  /** Null: none, or the sentence tells. */
  readonly default: string | number | boolean | null;
  readonly choices: readonly string[];
  readonly text: string;
}

export interface TransformEntry {
  readonly name: TransformStep['name'];
  /** What it does, as a sentence. */
  readonly text: string;
  /** May be written as a word, without arguments. */
  readonly isWord: boolean;
  readonly parameters: readonly TransformParameter[];
  readonly example: {
    readonly transform: Transform;
    readonly before: string;
    readonly after: string;
    /** Other cells of the row, by column. */
    readonly cells: Readonly<Record<string, string>>;
  };
}

type Kind = TransformParameter['type'];
type More = Partial<Pick<TransformParameter, 'default' | 'choices'>>;

function needed(name: string, type: Kind, text: string, more: More = {}): TransformParameter {
  return { name, type, required: true, default: null, choices: [], ...more, text };
}

function optional(name: string, type: Kind, text: string, more: More = {}): TransformParameter {
  return { ...needed(name, type, text, more), required: false };
}

interface Described {
  readonly text: string;
  readonly parameters?: readonly TransformParameter[];
  readonly example: readonly [transform: Transform, before: string, after: string];
  readonly cells?: Readonly<Record<string, string>>;
}

const ENTRIES: Readonly<Record<TransformStep['name'], Described>> = {
  trim: {
    text: 'Takes blanks from both ends: spaces, tabs, line ends, no-break spaces.',
    example: ['trim', '  Ann ', 'Ann'],
  },
  collapse_spaces: {
    text: 'Makes one space of every run of blanks, and leaves none at the ends.',
    example: ['collapse_spaces', 'Ann   Lee', 'Ann Lee'],
  },
  upper: { text: 'Writes every letter large.', example: ['upper', 'École', 'ÉCOLE'] },
  lower: { text: 'Writes every letter small.', example: ['lower', 'École', 'école'] },
  title: {
    text: 'Writes the first letter of each word large and the rest small.',
    example: ['title', "mary-ann O'NEIL", "Mary-Ann O'neil"],
  },
  replace: {
    text: 'Replaces every occurrence of a text.',
    parameters: [
      needed('from', 'text', 'What is replaced.'),
      needed('to', 'text', 'What stands there instead; with `regex`, `\\1` is the first group.'),
      optional('regex', 'boolean', '`from` is a regular expression (RE2).', { default: false }),
    ],
    example: [{ name: 'replace', from: '-', to: '' }, '1-2', '12'],
  },
  regex_extract: {
    text: 'Takes the first match of a regular expression (RE2), or a group of it.',
    parameters: [
      needed('pattern', 'text', 'RE2 syntax.'),
      optional('group', 'number', 'Default: 1 where the pattern has a group, else the whole match.'),
      optional('on_no_match', 'choice', 'What becomes of a value that does not match.', {
        default: 'empty',
        choices: ['empty', 'reject', 'keep'],
      }),
    ],
    example: [{ name: 'regex_extract', pattern: String.raw`No (\d+)` }, 'No 42', '42'],
  },
  split_part: {
    text: 'Takes one part of a text with separators.',
    parameters: [
      needed('separator', 'text', 'What stands between the parts.'),
      needed('index', 'number', '1 is the first part, -1 the last.'),
    ],
    example: [{ name: 'split_part', separator: ', ', index: -1 }, 'Doe, John', 'John'],
  },
  concat: {
    text: 'Appends other cells of the row; empty ones are left out.',
    parameters: [
      needed('columns', 'columns', 'Headers of the cells that are appended.'),
      optional('separator', 'text', 'What stands between them.', { default: ' ' }),
    ],
    example: [{ name: 'concat', columns: ['Last name'] }, 'Ann', 'Ann Lee'],
    cells: { 'Last name': 'Lee' },
  },
  prefix: {
    text: 'Puts a text before the value.',
    parameters: [needed('text', 'text', 'What is put there.')],
    example: [{ name: 'prefix', text: '+32' }, '47', '+3247'],
  },
  suffix: {
    text: 'Puts a text behind the value.',
    parameters: [needed('text', 'text', 'What is put there.')],
    example: [{ name: 'suffix', text: ' kg' }, '12', '12 kg'],
  },
  default: {
    text: 'Stands in for an empty value.',
    parameters: [needed('value', 'text', 'What an empty value becomes.')],
    example: [{ name: 'default', value: '0' }, '', '0'],
  },
  number: {
    text: 'Reads a number written in another way; every digit is kept. What is not written so is refused.',
    parameters: [
      optional('decimal', 'choice', 'Before the decimals.', { default: '.', choices: ['.', ','] }),
      optional('thousands', 'choice', 'Between thousands; a space also means the no-break spaces.', {
        default: 'none',
        choices: [',', '.', ' ', "'", 'none'],
      }),
    ],
    example: [{ name: 'number', decimal: ',', thousands: '.' }, '1.234,50', '1234.50'],
  },
  round: {
    text: 'Rounds a number, half away from zero.',
    parameters: [needed('digits', 'number', 'Decimals that are kept, 0 to 12.')],
    example: [{ name: 'round', digits: 2 }, '1.005', '1.01'],
  },
  scale: {
    text: 'Multiplies a number exactly.',
    parameters: [needed('factor', 'number', 'Any number but 0.')],
    example: [{ name: 'scale', factor: 100 }, '0.15', '15'],
  },
  boolean: {
    text: 'Reads words for yes and no; other words are refused.',
    parameters: [
      optional('yes', 'texts', 'Words for yes, in place of the usual ones.'),
      optional('no', 'texts', 'Words for no, in place of the usual ones.'),
    ],
    example: [{ name: 'boolean', yes: ['Ja'], no: ['Nein'] }, 'ja', 'True'],
  },
  date: {
    text: 'Reads a date by the first format that fits, else refuses it.',
    parameters: [optional('formats', 'texts', 'Such as `%d/%m/%Y`, tried in order; default: ISO 8601.')],
    example: [{ name: 'date', formats: ['%d/%m/%Y'] }, '4/7/1996', '1996-07-04'],
  },
  datetime: {
    text: 'Reads the local time of a zone as UTC; an offset in the text wins.',
    parameters: [
      optional('formats', 'texts', 'Such as `%d/%m/%Y %H:%M`, tried in order; default: ISO 8601.'),
      optional('time_zone', 'text', 'IANA name, e.g. `Europe/Brussels`.', { default: 'UTC' }),
    ],
    example: [{ name: 'datetime', time_zone: 'Europe/Brussels' }, '2024-07-15 12:00', '2024-07-15 10:00:00'],
  },
  email: {
    text: 'Takes one e-mail address, its domain in small letters; anything else is refused.',
    example: ['email', ' A.Lee@Shop.COM', 'A.Lee@shop.com'],
  },
  phone: {
    text: 'Writes one telephone number as E.164; a national one is read as one of the country given.',
    parameters: [
      optional('country', 'text', 'Two capitals (ISO 3166): where numbers without their country’s are from.'),
      optional('country_column', 'text', 'The same from a cell of the row, a code or a name.'),
      optional('on_invalid', 'choice', 'What becomes of anything else.', {
        choices: ['reject', 'keep'],
        default: 'reject',
      }),
    ],
    example: [{ name: 'phone', country: 'BE' }, '02 555 12 12', '+3225551212'],
  },
  unescape_html: {
    text: 'Reads the entities of HTML, once; unknown ones stay.',
    example: ['unescape_html', 'Caf&eacute; &amp; Co', 'Café & Co'],
  },
  repair_encoding: {
    text: 'Repairs UTF-8 that was read as Latin-1 or Windows-1252; a right text stays as it is.',
    example: ['repair_encoding', 'MÃ¼ller', 'Müller'],
  },
};

const NAMES = Object.keys(ENTRIES) as readonly TransformStep['name'][];

/** Every transform with what a person needs to choose it and to fill it in. */
export const TRANSFORMS: readonly TransformEntry[] = NAMES.map((name) => {
  const { text, parameters = [], cells = {}, example } = ENTRIES[name];
  const [transform, before, after] = example;
  const isWord = parameters.every(({ required }) => !required);
  return { name, text, isWord, parameters, example: { transform, before, after, cells } };
});
