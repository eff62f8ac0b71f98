const LONGEST = 63;

/** What Odoo itself looks for by name: `x_active` archives, `x_name` names the record, `x_currency_id` is the currency of amounts. */
const TAKEN_BY_ODOO: ReadonlySet<string> = new Set(['x_active', 'x_name', 'x_currency_id']);

/** Letters that do not fall apart into a plain one and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Small letters, digits and `_`; '' where the text has none of them. */
export function identifierOf(text: string): string {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/** The name of a new field for a column; the same header gives the same name. `position`: of the column, from 1. */
export function fieldNameFor(header: string, position: number, taken: ReadonlySet<string>): string {
  const plain = identifierOf(header).replace(/^x_/, '') || `column_${position}`;
  const wanted = `x_${plain}`;
  const base = TAKEN_BY_ODOO.has(wanted) ? `${wanted}_value` : wanted;
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : `_${number}`;
    const name = `${base.slice(0, LONGEST - ending.length).replace(/_+$/, '')}${ending}`;
    if (!taken.has(name)) return name;
  }
}
