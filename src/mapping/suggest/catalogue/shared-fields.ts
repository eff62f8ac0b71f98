import type { Synonyms } from './model-entry.ts';

type Fields = Readonly<Record<string, Synonyms>>;

export const PERSON_NAME: Fields = {
  'name#first': 'first name|firstname|given name|forename|prenom|nombre de pila|vorname|first',
  'name#last':
    'last name|lastname|surname|family name|nom de famille|apellido|apellidos|nachname|familienname|last',
};

export const ADDRESS: Fields = {
  street:
    'street|street address|address|address 1|address1|address line 1|street 1|street line 1|adresse|rue|calle|direccion|domicilio|strasse|anschrift|addr1|address street|bill to 2|ship to 2',
  street2:
    'street 2|street2|street address 2|address 2|address2|address line 2|complement adresse|calle 2|adresszusatz|suite|apartment|addr2',
  city: 'city|town|ville|localite|ciudad|poblacion|ort|stadt|municipality|bill to 3|ship to 3',
  zip: 'zip|zip code|postal code|postcode|postal|code postal|cp|codigo postal|plz|postleitzahl',
  state_id:
    'state|province|region|county|state region|state province|province code|state code|departement|estado|provincia|bundesland|kanton',
  country_id: 'country|country code|country region|nation|pays|pais|land|country name|code pays|landescode',
};

export const CONTACT_WAYS: Fields = {
  email:
    'email|e mail|email address|mail|main email|courriel|adresse email|correo|correo electronico|email 1|contact email|primary email',
  phone:
    'phone|phone number|telephone|tel|main phone|office phone|work phone|business phone|telefon|telefonnummer|telefono|numero de telephone|phone 1|landline',
  mobile:
    'mobile|mobile phone|mobile phone number|cell|cell phone|handy|mobil|mobiltelefon|movil|portable|gsm|celular|alt phone|alternate phone',
  website:
    'website|website url|web site|web|url|homepage|home page|site web|sitio web|webseite|internet|web address',
};

/** Address and ways of contact, as a second record takes them. */
export const PARTY: Fields = {
  name: 'name|full name|company|company name|nom|nombre|firma',
  ...PERSON_NAME,
  ...ADDRESS,
  email: CONTACT_WAYS.email ?? '',
  phone: CONTACT_WAYS.phone ?? '',
  vat: 'vat|vat number|tax id|nif|cif|tva|ust id|ustid',
  ref: 'id|code|number|reference|no|account number',
};

export const DELIVERY: Fields = {
  name: 'name|to|company|recipient|to 1',
  ...ADDRESS,
  phone: 'phone|tel',
  email: 'email',
};
export const DELIVERY_PREFIXES: Synonyms =
  'ship|shipping|ship to|shipping address|delivery|deliver to|livraison|envio|entrega|liefer|lieferung|lieferadresse';

export const ACTIVE: Synonyms = 'active|active status|is active|enabled|actif|activo|aktiv|status active';

export const CURRENCY: Synonyms =
  'currency|currency code|devise|moneda|divisa|waehrung|wahrung|curr|currency iso code';
