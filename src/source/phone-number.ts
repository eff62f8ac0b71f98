import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { worldCodeOf } from './world-names.ts';

/**
 * A telephone number as E.164 has it, a plus and digits; an extension, which E.164 has not, behind it (`+3225551212 ext. 9`). Null where
 * the whole text is no number by the country's plan (the small tables: lengths and first digits); nothing is cut out of it, so no
 * digit is lost.
 *
 * @param country a code or a name, for numbers without their country's; '' where none is known
 */
export function phoneNumber(text: string, country: string): string | null {
  const plain = text.trim().replace(/\s+/g, ' ').replace(/^＋/, '+');
  const code = countryOf(country);
  // sheets have 00 for the plus, also where another prefix is dialled
  const found = (/^0 ?0/.test(plain) ? parse(plain.replace(/^0 ?0 ?/, '+')) : null) ?? parse(plain, code);
  if (found === null) return null;
  return found.ext === undefined ? found.number : `${found.number} ext. ${found.ext}`;
}

function parse(text: string, country?: CountryCode): PhoneNumber | null {
  // parameters of a tel: address, which would be left out
  if (text.includes(';')) return null;
  const found = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return found?.isValid() ? found : null;
}

const MOST_COUNTRIES = 10_000;
const countries = new Map<string, CountryCode | undefined>();

/** A sheet has few countries and writes them often. */
function countryOf(text: string): CountryCode | undefined {
  if (countries.has(text)) return countries.get(text);
  if (countries.size === MOST_COUNTRIES) countries.clear();
  const code = worldCodeOf('region', text) ?? worldCodeOf('region', text.trim().toUpperCase());
  const known = code !== undefined && isSupportedCountry(code) ? code : undefined;
  countries.set(text, known);
  return known;
}
