import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runStages } from '../../test/support/run-stages.ts';
import { type OpenEngine, openEngine } from '../source/engine-client.ts';
import { compileTransforms } from './compile-transform.ts';
import { Transform } from './transform.ts';

let engine: OpenEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const CELLS: Readonly<Record<string, string>> = { Second: 'c1', Empty: 'c2' };

async function apply(transforms: readonly unknown[], text: string | null): Promise<string | null> {
  const parsed = transforms.map((transform) => Transform.parse(transform));
  const stages = compileTransforms(parsed, (header) => CELLS[header] ?? 'NULL');
  return (await runStages(engine, stages, [text]))[0] ?? null;
}

type Case = readonly [transform: unknown, text: string | null, expected: string | null];
const number = (decimal: string, thousands: string) => ({ name: 'number', decimal, thousands });
const round = (digits: number) => ({ name: 'round', digits });
const scale = (factor: number) => ({ name: 'scale', factor });
const date = (...formats: string[]) => ({ name: 'date', formats });
const datetime = (time_zone: string, ...formats: string[]) => ({ name: 'datetime', time_zone, formats });

describe('text', () => {
  test.each<Case>([
    ['trim', ' \u00a0\t a b\n', 'a b'],
    ['trim', '\u2003\ufeffx', 'x'],
    ['trim', ' \u00a0 ', null],
    ['collapse_spaces', ' a \u00a0\t b\r\nc ', 'a b c'],
    ['upper', 'straße éa', 'STRAẞE ÉA'],
    ['lower', 'ÉCOLE ÅSA', 'école åsa'],
    ['title', "ÉCOLE o'neil mary-ann 2nd", "École O'neil Mary-Ann 2nd"],
    ['title', 'ЖАННА д’арк', 'Жанна Д’арк'],
    ['title', '李 小龍', '李 小龍'],
    [{ name: 'replace', from: "'", to: '' }, "O'Neil's", 'ONeils'],
    [{ name: 'replace', from: '.', to: '' }, 'a.b', 'ab'],
    [{ name: 'replace', from: '(\\d+)-(\\d+)', to: '\\2/\\1', regex: true }, '12-34 5-6', '34/12 6/5'],
    [{ name: 'replace', from: 'x', to: '' }, 'xx', null],
    [{ name: 'regex_extract', pattern: 'No\\. (\\d+)' }, 'Order No. 42', '42'],
    [{ name: 'regex_extract', pattern: '\\d+' }, 'Order No. 42', '42'],
    [{ name: 'regex_extract', pattern: '(?i)(?:no)\\. (?P<n>\\d+)' }, 'NO. 7', '7'],
    [{ name: 'regex_extract', pattern: '(a)(b)', group: 2 }, 'ab', 'b'],
    [{ name: 'regex_extract', pattern: '[()]x' }, '(x', '(x'],
    [{ name: 'regex_extract', pattern: '\\d+' }, 'none', null],
    [{ name: 'regex_extract', pattern: '\\d+', on_no_match: 'keep' }, 'none', 'none'],
    [{ name: 'regex_extract', pattern: '\\d+', on_no_match: 'reject' }, 'none', '!pattern_no_match'],
    [{ name: 'split_part', separator: ', ', index: 1 }, 'Doe, John', 'Doe'],
    [{ name: 'split_part', separator: ', ', index: -1 }, 'Doe, John', 'John'],
    [{ name: 'split_part', separator: '/', index: 3 }, 'a/b', null],
    [{ name: 'concat', columns: ['Second', 'Empty'] }, 'First', 'First Second'],
    [{ name: 'concat', columns: ['Empty', 'Second'], separator: ', ' }, 'First', 'First, Second'],
    [{ name: 'concat', columns: ['Second'] }, null, null],
    [{ name: 'prefix', text: '+32' }, '471', '+32471'],
    [{ name: 'suffix', text: "'s" }, 'Ann', "Ann's"],
    [{ name: 'prefix', text: 'x' }, null, null],
    [{ name: 'default', value: 'n/a' }, null, 'n/a'],
    [{ name: 'default', value: 'n/a' }, 'set', 'set'],
  ])('%j of %j is %j', async (transform, text, expected) => {
    expect(await apply([transform], text)).toBe(expected);
  });

  test('an empty value stays empty until a default, and steps run in their order', async () => {
    expect(await apply(['upper', { name: 'default', value: 'x' }, { name: 'suffix', text: '!' }], null)).toBe(
      'x!',
    );
    expect(await apply([{ name: 'split_part', separator: '-', index: 2 }, 'trim', 'upper'], 'a - b ')).toBe(
      'B',
    );
  });
});

describe('numbers', () => {
  test.each<Case>([
    ['number', '12', '12'],
    ['number', ' +012.50 ', '12.50'],
    ['number', '.5', '0.5'],
    ['number', '5.', '5'],
    ['number', '-.5', '-0.5'],
    ['number', '-0', '0'],
    ['number', '-0.00', '0.00'],
    ['number', '12345678901234567890.123456789012345678901', '12345678901234567890.123456789012345678901'],
    ['number', '1.5e3', '1500'],
    ['number', '1E-05', '0.00001'],
    ['number', '-12.5E+1', '-125'],
    ['number', '1e309', '!number_invalid'],
    ['number', '1,234', '!number_invalid'],
    ['number', '(5)', '!number_invalid'],
    ['number', '5-', '!number_invalid'],
    ['number', '5 €', '!number_invalid'],
    ['number', 'NaN', '!number_invalid'],
    ['number', '.', '!number_invalid'],
    ['number', '١٢', '!number_invalid'],
    [number('.', ','), '1,234,567.8', '1234567.8'],
    [number('.', ','), '1234.5', '1234.5'],
    [number('.', ','), '12,34', '!number_invalid'],
    [number('.', ','), '1,2345', '!number_invalid'],
    [number(',', '.'), '1.234,5', '1234.5'],
    [number(',', '.'), '1.5', '!number_invalid'],
    [number(',', 'none'), '0,15', '0.15'],
    [number(',', ' '), '1\u00a0234\u202f567,89', '1234567.89'],
    [number(',', ' '), '1 234', '1234'],
    [number('.', "'"), "1'234’567.5", '1234567.5'],
    [round(2), '2.345', '2.35'],
    [round(2), '-2.345', '-2.35'],
    [round(2), '1.005', '1.01'],
    [round(2), '1.5', '1.5'],
    [round(0), '0.5', '1'],
    [round(0), '-0.4', '0'],
    [round(1), '9.96', '10'],
    [round(1), '0.04', '0'],
    [round(2), '0.0512', '0.05'],
    [round(2), 'x', '!number_invalid'],
    [round(2), '1234567890123456789012345678901234567890.125', '!number_invalid'],
    [scale(100), '0.15', '15'],
    [scale(100), '0.07', '7'],
    [scale(100), '-1.234567890123456789', '-123.4567890123456789'],
    [scale(0.01), '15', '0.15'],
    [scale(0.01), '0', '0'],
    [scale(1.1), '3', '3.3'],
    [scale(-2.5), '4', '-10'],
    [scale(-2.5), '-0.1', '0.25'],
    [scale(1e-7), '25', '0.0000025'],
    [scale(1e21), '1', '1000000000000000000000'],
    [scale(3), '1234567890123456789012345678901234567890', '!number_invalid'],
  ])('%j of %j is %j', async (transform, text, expected) => {
    expect(await apply([transform], text)).toBe(expected);
  });
});

describe('dates', () => {
  test.each<Case>([
    ['date', '1996-07-04', '1996-07-04'],
    ['date', '1996-07-04 00:00:00.000', '1996-07-04'],
    ['date', '1996-07-04T10:00:00+02:00', '1996-07-04'],
    ['date', '2023-02-29', '!date_invalid'],
    ['date', '04/07/1996', '!date_invalid'],
    ['date', '0096-07-04', '!date_invalid'],
    [date('%d/%m/%Y'), '04/07/1996', '1996-07-04'],
    [date('%d/%m/%Y'), '4/7/1996', '1996-07-04'],
    [date('%d/%m/%Y'), '31/02/2024', '!date_invalid'],
    [date('%d/%m/%Y'), '07/13/1996', '!date_invalid'],
    [date('%d/%m/%Y'), '04/07/96', '!date_invalid'],
    [date('%d/%m/%Y', '%d/%m/%y'), '04/07/96', '1996-07-04'],
    [date('%d/%m/%y'), '04/07/68', '2068-07-04'],
    [date('%d/%m/%y'), '04/07/69', '1969-07-04'],
    [date('%d.%m.%Y'), '\u00a004.07.1996 ', '1996-07-04'],
    [date('%d %b %Y'), '4 jul 1996', '1996-07-04'],
    [date('%B %d, %Y'), 'July 4, 1996', '1996-07-04'],
    [date('%Y%m%d'), '19960704', '1996-07-04'],
    [date('%d/%m/%Y'), '04/07/1996 x', '!date_invalid'],
    ['datetime', '2024-03-10 08:05', '2024-03-10 08:05:00'],
    ['datetime', '2024-03-10', '2024-03-10 00:00:00'],
    ['datetime', '2024-03-10T08:05:09.987Z', '2024-03-10 08:05:09'],
    ['datetime', '2024-03-10T08:05:09+02:00', '2024-03-10 06:05:09'],
    ['datetime', '2024-03-10 00:30:00 -0500', '2024-03-10 05:30:00'],
    ['datetime', '2024-03-10 25:00:00', '!datetime_invalid'],
    ['datetime', 'noon', '!datetime_invalid'],
    [datetime('Europe/Brussels'), '2024-01-15 12:00:00', '2024-01-15 11:00:00'],
    [datetime('Europe/Brussels'), '2024-07-15 12:00:00', '2024-07-15 10:00:00'],
    [datetime('Europe/Brussels'), '2024-07-15T12:00:00Z', '2024-07-15 12:00:00'],
    // the hour that does not exist on the last Sunday of March is read as an hour later
    [datetime('Europe/Brussels'), '2024-03-31 02:30:00', '2024-03-31 01:30:00'],
    // the hour that exists twice is the second of the two, in winter time already
    [datetime('Europe/Brussels'), '2024-10-27 02:30:00', '2024-10-27 01:30:00'],
    [datetime('America/New_York', '%m/%d/%Y %I:%M %p'), '03/10/2024 11:05 PM', '2024-03-11 03:05:00'],
    [datetime('America/New_York', '%Y-%m-%d %H:%M %z'), '2024-03-10 12:00 +0200', '2024-03-10 10:00:00'],
    [datetime('UTC', '%d/%m/%Y %H:%M'), '32/01/2024 10:00', '!datetime_invalid'],
  ])('%j of %j is %j', async (transform, text, expected) => {
    expect(await apply([transform], text)).toBe(expected);
  });
});

describe('words', () => {
  test.each<Case>([
    ['boolean', ' Yes ', 'True'],
    ['boolean', 'FALSE', 'False'],
    ['boolean', '1', 'True'],
    ['boolean', 'X', 'True'],
    ['boolean', 'maybe', '!boolean_invalid'],
    [{ name: 'boolean', yes: ['Ja'], no: ['Nein'] }, 'JA', 'True'],
    [{ name: 'boolean', yes: ['Ja'], no: ['Nein'] }, 'yes', '!boolean_invalid'],
    [{ name: 'boolean', yes: ['0'] }, '0', 'True'],
    ['email', ' Ann.Lee@Example.COM ', 'Ann.Lee@example.com'],
    ['email', 'ö@bücher.de', 'ö@bücher.de'],
    ['email', 'a@b', '!email_invalid'],
    ['email', 'a@b.com; c@d.com', '!email_invalid'],
    ['email', 'a b@c.com', '!email_invalid'],
    ['email', 'a@b..com', '!email_invalid'],
    ['email', 'Ann <a@b.com>', '!email_invalid'],
    ['unescape_html', 'Caf&eacute; &amp; Co &#233;&#xE9; &unknown; a & b', 'Café & Co éé &unknown; a & b'],
    ['unescape_html', '&amp;eacute;', '&eacute;'],
    ['unescape_html', '&#0;&#55300;&#x1F600;', '&#0;&#55300;😀'],
    ['repair_encoding', 'MÃ¼ller & SÃ¶hne itâ€™s 5 â‚¬, ZÃ¼rich Â§ 3', 'Müller & Söhne it’s 5 €, Zürich § 3'],
    ['repair_encoding', 'Łódź, SÃO PAULO, Ångström, château, Â', 'Łódź, SÃO PAULO, Ångström, château, Â'],
    ['repair_encoding', 'plain', 'plain'],
  ])('%j of %j is %j', async (transform, text, expected) => {
    expect(await apply([transform], text)).toBe(expected);
  });
});

test('a value map of thousands of words is one join', async () => {
  const { translateValue } = await import('./value-map-stage.ts');
  const words = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`w${n}`, `W${n}`]));
  const answers = await runStages(engine, translateValue(words), ['w0', ' w2999 ', 'other', null]);
  expect(answers).toEqual(['W0', 'W2999', 'other', null]);
});
