import type { ModelEntry } from './model-entry.ts';
import { CUSTOMER_PREFIXES, LINE_PREFIXES, LINE_PRODUCT } from './order-parts.ts';
import { ACTIVE, CURRENCY, PARTY } from './shared-fields.ts';

export const ACCOUNTING: Readonly<Record<string, ModelEntry>> = {
  'account.move': {
    group: 'accounting',
    nodeId: 'invoices',
    usual: 0.8,
    names:
      'invoice|bill|vendor bill|customer invoice|sales invoice|credit note|journal entry|facture|avoir|factura|rechnung|gutschrift|ausgangsrechnung|eingangsrechnung|open invoice|entry|receivable|payable|abono',
    fields: {
      name: 'invoice number|invoice no|invoice|number|document number|bill number|entry number|numero de facture|numero de factura|rechnungsnummer|belegnummer|invoice id|doc number|num',
      partner_id:
        'customer|customer id|customer name|vendor|supplier|client|partner|bill to|cliente|kunde|kundennummer|lieferant|proveedor|fournisseur|account name|customer code|vendor name',
      invoice_date:
        'invoice date|bill date|date|document date|issue date|date de facture|fecha de factura|rechnungsdatum|belegdatum|issued on|txn date|transaction date',
      invoice_date_due:
        'due date|date due|payment due|due|echeance|date d echeance|fecha de vencimiento|vencimiento|faelligkeit|falligkeitsdatum|fallig am|payment due date',
      date: 'accounting date|posting date|entry date|buchungsdatum|date comptable|fecha contable',
      ref: 'reference|ref|bill reference|vendor reference|po number|customer reference|external reference|referenz|referencia|your reference|p o number',
      payment_reference: 'payment reference|structured communication|zahlungsreferenz',
      invoice_payment_term_id:
        'terms|payment terms|payment term|zahlungsbedingungen|conditions de paiement|condiciones de pago',
      narration:
        'memo|notes|note|terms and conditions|comment|message|message on invoice|remarks|bemerkung|notas|remarque|customer message',
      journal_id: 'journal|journal code|buchungsjournal|diario',
      currency_id: CURRENCY,
      move_type: 'type|document type|invoice type|move type|transaction type|belegart',
      invoice_user_id: 'salesperson|sales rep|rep|owner',
      user_id: 'salesperson',
      invoice_origin: 'origin|source document|order number|sales order|order reference',
      fiscal_position_id: 'fiscal position',
      invoice_incoterm_id: 'incoterm',
      state: 'status|state|invoice status|statut|estado',
    },
    roles: {
      line: {
        kind: 'child',
        model: 'account.move.line',
        link: 'move_id',
        prefixes: LINE_PREFIXES,
        bare: ['quantity', 'price_unit', 'product_id', 'account_id', 'debit', 'credit'],
        fields: {
          product_id:
            'product|item|sku|item code|product service|product code|article|artikel|product id|item product service|artikelnummer',
          name: 'description|item description|line description|label|bezeichnung|designation|descripcion|libelle',
          quantity: 'quantity|qty|units|menge|cantidad|quantite|anzahl|hours',
          price_unit:
            'rate|unit price|price|item rate|einzelpreis|prix unitaire|precio unitario|unit amount|sales price',
          discount: 'discount|discount percent|rabatt|remise|descuento',
          tax_ids: 'tax|tax rate|tax code|vat|vat rate|taxes|item tax code|steuer|mwst|tva',
          account_id:
            'account|account code|gl account|konto|compte|cuenta|sachkonto|ledger account|nominal code',
          debit: 'debit|soll|debe',
          credit: 'credit|haben|haber',
          analytic_distribution: 'cost center|cost centre|kostenstelle',
        },
      },
      product: LINE_PRODUCT,
      customer: {
        kind: 'parent',
        model: 'res.partner',
        link: 'partner_id',
        prefixes: CUSTOMER_PREFIXES,
        bare: ['email', 'phone'],
        fields: PARTY,
      },
    },
  },
  'account.move.line': {
    group: 'accounting',
    nodeId: 'invoice_lines',
    usual: 0.5,
    names:
      'invoice line|invoice item|invoice detail|journal item|bill line|ligne de facture|linea de factura|rechnungsposition|buchungszeile|ecriture|apunte|ledger entry|general ledger|invoice line item|journal line',
    fields: {
      move_id:
        'invoice|invoice number|invoice no|invoice id|journal entry|entry|entry number|facture|factura|rechnung|rechnungsnummer|document number|bill number',
      product_id: 'product|item|sku|product id|product code|item code|article|artikel',
      name: 'description|label|line description|item description|text|bezeichnung|libelle|descripcion|memo',
      quantity: 'quantity|qty|menge|cantidad|quantite|anzahl',
      price_unit: 'unit price|price|rate|einzelpreis|prix unitaire|precio unitario',
      discount: 'discount|rabatt|remise|descuento',
      account_id: 'account|account code|gl account|konto|compte|cuenta|account number|sachkonto',
      debit: 'debit|soll|debe|debit amount',
      credit: 'credit|haben|haber|credit amount',
      partner_id: 'partner|customer|vendor',
      tax_ids: 'tax|tax code|taxes|vat|vat rate',
      date_maturity: 'due date|maturity date',
      amount_currency: 'amount in currency|amount currency',
      currency_id: CURRENCY,
      sequence: 'line number|line no|sequence',
    },
  },
  'account.payment': {
    group: 'accounting',
    nodeId: 'payments',
    usual: 0.5,
    names:
      'payment|customer payment|vendor payment|receipt|paiement|pago|cobro|zahlung|zahlungseingang|encaissement',
    fields: {
      partner_id: 'customer|vendor|supplier|partner|customer id|client|payer|payee|kunde|cliente',
      amount: 'amount|payment amount|betrag|montant|importe|paid amount|total',
      date: 'date|payment date|paid on|zahlungsdatum|date de paiement|fecha de pago|paid at',
      memo: 'memo|reference|note|payment reference|verwendungszweck|communication|concepto',
      ref: 'memo|reference|note|payment reference|verwendungszweck',
      payment_reference: 'payment reference|transaction id|check number',
      journal_id: 'journal|bank|payment account|bank account|deposit to',
      currency_id: CURRENCY,
      payment_type: 'payment type|type|direction',
      partner_type: 'partner type',
    },
  },
  'account.account': {
    group: 'accounting',
    nodeId: 'accounts',
    usual: 0.5,
    names:
      'chart of accounts|account|gl account|ledger account|general ledger account|kontenplan|sachkonto|konto|plan comptable|compte|cuenta contable|plan contable|nominal',
    fields: {
      code: 'code|account code|account number|account no|gl code|number|kontonummer|numero de compte|codigo|codigo de cuenta|nominal code|konto',
      name: 'name|account name|account|description|bezeichnung|kontobezeichnung|intitule|nombre|title|full name',
      account_type:
        'type|account type|kontoart|type de compte|tipo de cuenta|category|classification|detail type',
      user_type_id: 'type|account type|kontoart|type de compte',
      reconcile: 'reconcile|allow reconciliation|reconcilable',
      currency_id: CURRENCY,
      tax_ids: 'tax|default tax|tax code',
      deprecated: 'deprecated|inactive',
      active: ACTIVE,
      note: 'note|notes|internal notes',
    },
  },
  'account.journal': {
    group: 'accounting',
    nodeId: 'journals',
    usual: 0.3,
    names: 'journal|accounting journal|buchungsjournal|diario|journaux',
    fields: {
      name: 'name|journal|journal name',
      code: 'code|short code|journal code',
      type: 'type|journal type',
      currency_id: CURRENCY,
      active: ACTIVE,
    },
  },
  'account.tax': {
    group: 'accounting',
    nodeId: 'taxes',
    usual: 0.3,
    names: 'tax|taxes|tax rate|tax code|vat rate|steuer|steuersatz|taxe|tva|impuesto|iva',
    fields: {
      name: 'name|tax|tax name|tax code|code',
      amount: 'rate|amount|percent|percentage|tax rate|satz|taux|tasa',
      type_tax_use: 'type|scope|tax scope|usage|tax type',
      amount_type: 'computation|amount type',
      description: 'description|label on invoices|label',
      price_include: 'included in price|price included',
      active: ACTIVE,
    },
  },
  'account.payment.term': {
    group: 'accounting',
    nodeId: 'payment_terms',
    usual: 0.3,
    names: 'payment term|payment terms|terms|zahlungsbedingung|condition de paiement|condicion de pago',
    fields: {
      name: 'name|term|terms|payment terms|description|code',
      note: 'note|description on invoice|description',
      active: ACTIVE,
    },
  },
  'account.analytic.account': {
    group: 'accounting',
    nodeId: 'analytic_accounts',
    usual: 0.3,
    names:
      'analytic account|cost center|cost centre|kostenstelle|centre de cout|compte analytique|cuenta analitica|centro de coste|cost object',
    fields: {
      name: 'name|cost center|cost centre|description|analytic account|bezeichnung',
      code: 'code|reference|number|cost center code|nummer',
      partner_id: 'customer|partner|client',
      plan_id: 'plan|analytic plan',
      group_id: 'group',
      active: ACTIVE,
    },
  },
};
