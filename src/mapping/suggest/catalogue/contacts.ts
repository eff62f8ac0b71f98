import type { ModelEntry } from './model-entry.ts';
import { ACTIVE, ADDRESS, CONTACT_WAYS, DELIVERY, DELIVERY_PREFIXES, PERSON_NAME } from './shared-fields.ts';

export const CONTACTS: Readonly<Record<string, ModelEntry>> = {
  'res.partner': {
    group: 'contacts',
    nodeId: 'partners',
    usual: 1,
    names:
      'contact|customer|supplier|vendor|partner|company|account|client|address|business partner|organisation|organization|address book|people|person|kunde|lieferant|kontakt|firma|adresse|cliente|proveedor|contacto|empresa|fournisseur|societe|entreprise|tiers|debitor|kreditor|creditor|debtor|shipper|carrier|transporteur|spediteur|buyer|member|donor|patient|student',
    prefixes: 'billing|bill to|mailing|default address|invoice|main|primary|home|business|contact address',
    fields: {
      name: 'name|company name|company|customer|customer name|supplier|supplier name|vendor|vendor name|client name|full name|display name|contact name|account name|organisation|organization name|business name|legal name|trading name|nom|raison sociale|denomination|societe|nombre|razon social|nombre completo|firma|firmenname|unternehmen|name 1|kundenname|contact|primary contact|partner',
      ...PERSON_NAME,
      ...ADDRESS,
      ...CONTACT_WAYS,
      function:
        'job title|job position|position|function|title|role|fonction|poste|cargo|puesto|stelle|berufsbezeichnung|designation|occupation',
      title:
        'salutation|title of courtesy|mr ms|mr|civilite|tratamiento|anrede|honorific|courtesy title|titel',
      ref: 'reference|ref|customer number|customer code|customer no|account number|account no|client number|supplier number|supplier code|vendor number|vendor code|code|numero client|code client|numero de cliente|codigo cliente|kundennummer|lieferantennummer|internal reference|external id|customer id|debitorennummer|partner code',
      vat: 'vat|vat number|vat id|vat no|tax id|tax number|tax identification number|ein|gst number|numero de tva|tva|n tva|nif|cif|rfc|ust id|ustidnr|umsatzsteuer id|steuernummer|vat registration number',
      company_registry:
        'company registry|company number|registration number|siret|siren|handelsregisternummer|company id|resale number|kvk',
      parent_id:
        'parent|company|parent company|parent id|parent account|parent company id|related company|account id|associated company id|company id|head office|societe mere|empresa matriz|muttergesellschaft|belongs to|parent account id|account name|employer',
      company_name: 'company name|company|associated company|organisation name|account|employer',
      is_company: 'is company|is a company|company type|ist firma|es empresa|est une societe',
      comment:
        'note|notes|comment|comments|remark|remarks|description|memo|internal notes|remarque|commentaire|notas|observaciones|bemerkung|notiz|notizen|beschreibung',
      category_id:
        'tag|tags|category|categories|customer type|customer group|segment|label|labels|groupe|etiquettes|etiquetas|kategorie|schlagworter|kundengruppe|type of customer|groups',
      industry_id: 'industry|sector|branch|secteur|secteur d activite|industria|sector de actividad|branche',
      user_id:
        'salesperson|sales person|sales rep|rep|account manager|owner|account owner|contact owner|company owner|owner id|account executive|vendeur|commercial|vendedor|comercial|verkaufer|vertriebsmitarbeiter|kundenbetreuer|assigned to|responsible',
      lang: 'language|lang|preferred language|langue|idioma|sprache|locale|language code',
      active: ACTIVE,
      credit_limit: 'credit limit|limite de credit|limite de credito|kreditlimit',
      property_payment_term_id:
        'terms|payment terms|payment term|customer payment terms|conditions de paiement|condiciones de pago|zahlungsbedingungen|zahlungsziel',
      property_account_position_id:
        'fiscal position|tax exempt|position fiscale|posicion fiscal|steuerzuordnung',
      property_product_pricelist: 'pricelist|price list|price level|liste de prix|tarifa|preisliste',
      customer_rank: 'is customer|customer rank',
      supplier_rank: 'is supplier|is vendor|supplier rank',
      type: 'address type|type d adresse|tipo de direccion|adresstyp',
      tz: 'timezone|time zone',
      barcode: 'barcode|card number',
    },
    roles: {
      contact: {
        kind: 'child',
        model: 'res.partner',
        link: 'parent_id',
        prefixes:
          'contact|contact person|primary contact|main contact|ansprechpartner|contacto|kontaktperson|personne de contact|poc',
        bare: ['name', 'name#first', 'name#last'],
        fields: {
          name: 'name|primary contact|contact person|contact name|ansprechpartner|persona de contacto|contact|person|full name',
          ...PERSON_NAME,
          function: 'title|job title|position|function|role|cargo|fonction|position title',
          email: 'email|e mail|mail',
          phone: 'phone|tel|telephone|alt phone|phone number',
        },
      },
      company: {
        kind: 'parent',
        model: 'res.partner',
        link: 'parent_id',
        prefixes:
          'company|account|organisation|organization|employer|associated company|societe|empresa|firma|parent company',
        bare: ['name'],
        fields: {
          name: 'name|company name|company|account name|organisation|organization|employer|associated company|societe|empresa|firma',
          website: 'website|domain|url|web site',
          phone: 'phone|tel',
          vat: 'vat|tax id|vat number',
        },
      },
      delivery: {
        kind: 'child',
        model: 'res.partner',
        link: 'parent_id',
        prefixes: DELIVERY_PREFIXES,
        fields: DELIVERY,
      },
    },
  },
  'res.partner.category': {
    group: 'contacts',
    nodeId: 'contact_tags',
    usual: 0.3,
    isTag: true,
    names:
      'contact tag|partner tag|customer tag|customer category|customer group|contact category|partner category|segment|kundengruppe|etiquette de contact',
    fields: {
      name: 'name|tag|label|category|category name|group|description|nom|nombre|title',
      parent_id: 'parent|parent category|parent id',
      color: 'color|colour|couleur|farbe',
      active: ACTIVE,
    },
  },
  'res.partner.industry': {
    group: 'contacts',
    nodeId: 'industries',
    usual: 0.2,
    isTag: true,
    names: 'industry|industries|sector|branche|secteur d activite',
    fields: {
      name: 'name|industry|industry name|sector|description',
      full_name: 'full name',
      active: ACTIVE,
    },
  },
  'res.partner.bank': {
    group: 'contacts',
    nodeId: 'bank_accounts',
    usual: 0.4,
    names:
      'bank account|bank accounts|bank details|partner bank|compte bancaire|cuenta bancaria|bankkonto|bankverbindung|iban',
    fields: {
      acc_number:
        'account number|iban|bank account|bank account number|kontonummer|numero de compte|numero de cuenta',
      partner_id:
        'partner|account holder|customer|supplier|vendor|holder|contact|kontoinhaber|titulaire|titular',
      acc_holder_name: 'account holder name|holder name',
      bank_id: 'bank|bank name|bic|swift|bank code|banque|banco|bank identifier code',
      currency_id: 'currency',
    },
  },
};
