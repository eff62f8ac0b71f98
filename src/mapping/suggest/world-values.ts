/** Countries, currencies and languages as sheets write them. */

const COUNTRY_NAMES =
  'Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Botswana|Brazil|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Denmark|Dominican Republic|Ecuador|Egypt|El Salvador|Estonia|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|Greece|Guatemala|Guinea|Guyana|Haiti|Honduras|Hong Kong|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kuwait|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritius|Mexico|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|Norway|Oman|Pakistan|Panama|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Rwanda|Saudi Arabia|Senegal|Serbia|Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|Spain|Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tanzania|Thailand|Togo|Tunisia|Turkey|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|Uzbekistan|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe';

/** Other ways to write a country → its name in Odoo. */
const COUNTRY_ALIASES: Readonly<Record<string, string>> = {
  uk: 'United Kingdom',
  'great britain': 'United Kingdom',
  england: 'United Kingdom',
  scotland: 'United Kingdom',
  usa: 'United States',
  'u s a': 'United States',
  'united states of america': 'United States',
  'etats unis': 'United States',
  'estados unidos': 'United States',
  'vereinigte staaten': 'United States',
  holland: 'Netherlands',
  'the netherlands': 'Netherlands',
  niederlande: 'Netherlands',
  'pays bas': 'Netherlands',
  deutschland: 'Germany',
  allemagne: 'Germany',
  alemania: 'Germany',
  osterreich: 'Austria',
  autriche: 'Austria',
  schweiz: 'Switzerland',
  suisse: 'Switzerland',
  suiza: 'Switzerland',
  frankreich: 'France',
  francia: 'France',
  espana: 'Spain',
  spanien: 'Spain',
  espagne: 'Spain',
  belgien: 'Belgium',
  belgique: 'Belgium',
  belgica: 'Belgium',
  italia: 'Italy',
  italien: 'Italy',
  italie: 'Italy',
  polska: 'Poland',
  polen: 'Poland',
  brasil: 'Brazil',
  'viet nam': 'Vietnam',
  korea: 'South Korea',
  czechia: 'Czech Republic',
  uae: 'United Arab Emirates',
};

const COUNTRY_CODES = new Set(
  'AD AE AF AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BO BR BS BT BW BY BZ CA CD CH CI CL CM CN CO CR CU CY CZ DE DK DO DZ EC EE EG ES ET FI FJ FR GA GB GE GH GR GT GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KH KR KW KZ LB LI LK LT LU LV LY MA MC MD ME MG MK ML MN MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PH PK PL PT PY QA RO RS RU RW SA SD SE SG SI SK SN SO SV SY TG TH TN TR TW TZ UA UG US UY UZ VE VN YE ZA ZM ZW'.split(
    ' ',
  ),
);

const CURRENCY_CODES = new Set(
  'AED ARS AUD BDT BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND XAF XOF ZAR'.split(
    ' ',
  ),
);

const LANGUAGE_CODE =
  /^(ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hr|hu|it|ja|ko|lt|lv|nl|no|nb|pl|pt|ro|ru|sk|sl|sv|th|tr|uk|vi|zh)([-_][A-Za-z]{2})?$/;
const LANGUAGE_NAMES = new Set(
  'english french german spanish italian dutch portuguese polish deutsch francais espanol italiano nederlands portugues polski'.split(
    ' ',
  ),
);

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
}

const NAMES = new Map(COUNTRY_NAMES.split('|').map((name) => [fold(name), name]));

export function isCountry(value: string): boolean {
  return isCountryCode(value) || countryName(value) !== null;
}

export function isCountryCode(value: string): boolean {
  return COUNTRY_CODES.has(value);
}

/** The English name Odoo has for it; null where it is not known. */
export function countryName(value: string): string | null {
  const folded = fold(value);
  return NAMES.get(folded) ?? COUNTRY_ALIASES[folded] ?? null;
}

export function isCurrency(value: string): boolean {
  return CURRENCY_CODES.has(value.toUpperCase());
}

export function isLanguage(value: string): boolean {
  return LANGUAGE_CODE.test(value) || LANGUAGE_NAMES.has(fold(value));
}
