import type { ModelEntry } from './model-entry.ts';
import { CUSTOMER_PREFIXES, LINE_PREFIXES, LINE_PRODUCT } from './order-parts.ts';
import {
  ACTIVE,
  ADDRESS,
  CONTACT_WAYS,
  CURRENCY,
  DELIVERY,
  DELIVERY_PREFIXES,
  PARTY,
} from './shared-fields.ts';

const SALESPERSON =
  'salesperson|sales person|sales rep|owner|owner id|deal owner|opportunity owner|lead owner|rep|assigned to|vendeur|commercial|vendedor|comercial|verkaufer|account manager|responsible|employee|employee id';

export const SALES: Readonly<Record<string, ModelEntry>> = {
  'sale.order': {
    group: 'sales',
    nodeId: 'orders',
    usual: 0.9,
    names:
      'order|sale order|sales order|quotation|quote|orders export|commande|commande client|devis|pedido|pedido de venta|presupuesto|auftrag|bestellung|verkaufsauftrag|angebot|kundenauftrag|purchase history|sales',
    fields: {
      name: 'order number|order no|order|order name|name|order reference|sales order|quote number|quotation number|so number|numero de commande|numero de pedido|auftragsnummer|bestellnummer|belegnummer|order id',
      partner_id:
        'customer|customer id|customer name|client|client id|buyer|account|sold to|bill to customer|cliente|kunde|kundennummer|customer code|partner',
      date_order:
        'order date|date|created at|date ordered|ordered at|order placed|created|date de commande|fecha de pedido|fecha|bestelldatum|auftragsdatum|purchase date|ordered on|quotation date|processed at',
      client_order_ref:
        'customer reference|client reference|po number|customer po|purchase order number|reference client|referencia del cliente|kundenreferenz|external id|order id|id|your reference|customer order number',
      validity_date:
        'expiration|valid until|validity|expiry date|expiration date|gultig bis|quote expiration',
      commitment_date:
        'delivery date|required date|requested delivery date|promised date|expected delivery|due date|date de livraison|fecha de entrega|lieferdatum|liefertermin|ship by|required by',
      user_id: SALESPERSON,
      team_id: 'sales team|team|channel|sales channel|equipe commerciale|equipo de ventas|verkaufsteam',
      payment_term_id:
        'payment terms|terms|payment term|conditions de paiement|condiciones de pago|zahlungsbedingungen',
      note: 'note|notes|terms and conditions|comment|remarks|memo|order note|remarque|notas|bemerkung|customer note',
      origin: 'source document|origin|document origine',
      source_id: 'source|lead source|utm source|quelle|order source|origin',
      campaign_id: 'campaign|utm campaign|kampagne',
      medium_id: 'medium|utm medium',
      pricelist_id: 'pricelist|price list|tarifa|preisliste',
      currency_id: CURRENCY,
      warehouse_id: 'warehouse|entrepot|almacen|lager',
      tag_ids: 'tags|order tags|labels',
      state: 'order status|order state|status|state|statut|estado|auftragsstatus',
      incoterm: 'incoterm|incoterms',
      carrier_id: 'shipping method|delivery method|carrier|ship via',
    },
    roles: {
      line: {
        kind: 'child',
        model: 'sale.order.line',
        link: 'order_id',
        prefixes: LINE_PREFIXES,
        bare: ['product_uom_qty', 'price_unit', 'product_id'],
        fields: {
          product_uom_qty:
            'quantity|qty|quantity ordered|ordered quantity|units|menge|cantidad|quantite|anzahl',
          price_unit:
            'price|unit price|rate|price unit|prix unitaire|precio unitario|einzelpreis|stuckpreis|unit cost|item price',
          product_id:
            'product|sku|item|product code|item code|product id|item number|article|artikel|artikelnummer|articulo|produit|producto|variant sku',
          name: 'name|description|item description|product name|title|bezeichnung|designation|item name',
          discount: 'discount|discount percent|remise|descuento|rabatt|disc|discount percentage',
          tax_id: 'tax|tax rate|taxes|vat rate|vat',
          tax_ids: 'tax|tax rate|taxes|vat rate|vat',
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
      delivery: {
        kind: 'parent',
        model: 'res.partner',
        link: 'partner_shipping_id',
        prefixes: DELIVERY_PREFIXES,
        fields: DELIVERY,
      },
    },
  },
  'sale.order.line': {
    group: 'sales',
    nodeId: 'order_lines',
    usual: 0.7,
    names:
      'order line|order detail|order item|sale order line|sales order line|line item|order product|ligne de commande|detalle de pedido|linea de pedido|auftragsposition|bestellposition|position|order position|quote line',
    fields: {
      order_id:
        'order|order id|order number|order no|sales order|order reference|order name|commande|pedido|auftrag|auftragsnummer|bestellnummer|quote id',
      product_id:
        'product|product id|sku|item|item id|product code|item code|article|artikel|artikelnummer|articulo|produit|producto|product sku|product name',
      product_uom_qty: 'quantity|qty|quantity ordered|ordered quantity|units|menge|cantidad|quantite|anzahl',
      price_unit:
        'price|unit price|price unit|rate|sales price|prix unitaire|precio unitario|einzelpreis|price each|list price',
      discount: 'discount|discount percent|discount percentage|remise|descuento|rabatt|disc',
      name: 'description|line description|item description|name|text|bezeichnung|designation|descripcion|libelle',
      sequence: 'line number|line no|sequence|position number|line|linea|zeile|ligne',
      customer_lead: 'lead time',
      tax_id: 'tax|tax rate|taxes|vat rate',
      tax_ids: 'tax|tax rate|taxes|vat rate',
      product_uom: 'uom|unit|unit of measure|einheit|unite|unidad',
      product_uom_id: 'uom|unit|unit of measure|einheit|unite|unidad',
      qty_delivered: 'delivered quantity|shipped quantity|quantity shipped',
    },
  },
  'crm.lead': {
    group: 'sales',
    nodeId: 'leads',
    usual: 0.8,
    names:
      'lead|opportunity|deal|prospect|opportunite|piste|oportunidad|iniciativa|verkaufschance|chance|interessent|pipeline|crm|sales pipeline|inquiry',
    fields: {
      name: 'deal name|opportunity name|opportunity|deal|name|subject|title|lead name|lead|topic|nom de l opportunite|nombre de la oportunidad|betreff|bezeichnung|project name',
      stage_id:
        'stage|deal stage|stage name|pipeline stage|phase|etape|etapa|sales stage|status|statut|lead status',
      team_id: 'pipeline|sales team|team|equipe commerciale|equipo de ventas|verkaufsteam',
      expected_revenue:
        'amount|deal amount|expected revenue|value|deal value|revenue|opportunity amount|montant|importe|ingreso esperado|betrag|umsatz|erwarteter umsatz|revenu espere|estimated value|planned revenue|budget',
      planned_revenue: 'planned revenue',
      prorated_revenue: 'prorated revenue',
      recurring_revenue: 'recurring revenue|mrr|monthly recurring revenue',
      probability:
        'probability|deal probability|win probability|chance|probabilite|probabilidad|wahrscheinlichkeit|probability percent|win likelihood|confidence',
      date_deadline:
        'close date|expected close date|expected closing|closing date|deadline|expected close|date de cloture|fecha de cierre|abschlussdatum|erwarteter abschluss|estimated close date',
      date_closed: 'closed date|date closed|closed at|won date',
      date_open: 'assignment date|assigned on',
      user_id: SALESPERSON,
      partner_id:
        'customer|account id|account|associated company id|company id|client|contact id|customer id|cliente|kunde|associated contact id|related contact|partner',
      partner_name:
        'company name|company|associated company|account name|organisation|organization|societe|empresa|firma|customer company',
      contact_name:
        'contact name|contact|associated contact|contact person|person|primary contact|full name|ansprechpartner|nom du contact|nombre de contacto',
      email_from: CONTACT_WAYS.email ?? '',
      phone: CONTACT_WAYS.phone ?? '',
      mobile: CONTACT_WAYS.mobile ?? '',
      website: CONTACT_WAYS.website ?? '',
      function: 'job title|job position|position|title|function',
      ...ADDRESS,
      description:
        'description|deal description|notes|note|comment|details|remarks|internal notes|beschreibung|descripcion|notizen|message',
      tag_ids: 'tags|deal type|type|opportunity type|category|labels|etiquettes|etiquetas|schlagworter',
      priority: 'priority|priorite|prioridad|prioritat|rating|deal priority',
      source_id: 'source|lead source|original source|utm source|quelle|origine|origen|deal source|origin',
      medium_id: 'medium|utm medium|channel',
      campaign_id: 'campaign|campaign id|utm campaign|kampagne|campagne',
      lost_reason_id:
        'lost reason|closed lost reason|loss reason|reason lost|raison de perte|motivo de perdida|verlustgrund',
      lost_reason:
        'lost reason|closed lost reason|loss reason|reason lost|raison de perte|motivo de perdida|verlustgrund',
      type: 'lead or opportunity|record type',
      active: ACTIVE,
      lang_id: 'language',
      referred: 'referred by|referrer|referral',
    },
  },
  'crm.stage': {
    group: 'sales',
    nodeId: 'stages',
    usual: 0.3,
    names: 'crm stage|deal stage|pipeline stage|sales stage|opportunity stage|stage|phase|etape|etapa',
    fields: {
      name: 'name|stage|stage name|label',
      sequence: 'sequence|order|display order|position|sort order',
      is_won: 'is won|won|is won stage|closed won',
      fold: 'folded|fold|is closed',
      requirements: 'requirements|description',
      team_id: 'team|sales team|pipeline',
    },
  },
  'crm.tag': {
    group: 'sales',
    nodeId: 'crm_tags',
    usual: 0.2,
    isTag: true,
    names: 'crm tag|deal tag|opportunity tag|lead tag|order tag',
    fields: { name: 'name|tag|label', color: 'color|colour' },
  },
  'crm.team': {
    group: 'sales',
    nodeId: 'sales_teams',
    usual: 0.3,
    names: 'sales team|team|pipeline|verkaufsteam|equipe commerciale|equipo de ventas|sales group',
    fields: {
      name: 'name|team|team name',
      user_id: 'leader|team leader|manager',
      sequence: 'sequence',
      active: ACTIVE,
    },
  },
  'crm.lost.reason': {
    group: 'sales',
    nodeId: 'lost_reasons',
    usual: 0.2,
    isTag: true,
    names: 'lost reason|loss reason|verlustgrund',
    fields: { name: 'name|reason|description|lost reason', active: ACTIVE },
  },
  'utm.source': {
    group: 'sales',
    nodeId: 'sources',
    usual: 0.15,
    isTag: true,
    names: 'lead source|utm source|source',
    fields: { name: 'name|source' },
  },
  'utm.campaign': {
    group: 'sales',
    nodeId: 'campaigns',
    usual: 0.2,
    isTag: true,
    names: 'campaign|utm campaign|kampagne|campagne|campana',
    fields: { name: 'name|campaign|campaign name', title: 'title', user_id: 'owner|responsible' },
  },
  'product.pricelist': {
    group: 'sales',
    nodeId: 'pricelists',
    usual: 0.4,
    names: 'pricelist|price list|price level|price book|preisliste|liste de prix|tarifa|lista de precios',
    fields: {
      name: 'name|pricelist|price list|price book name',
      currency_id: CURRENCY,
      sequence: 'sequence',
      active: ACTIVE,
    },
  },
  'product.pricelist.item': {
    group: 'sales',
    nodeId: 'pricelist_items',
    usual: 0.3,
    names:
      'pricelist item|price list item|price rule|price book entry|pricelist rule|preislistenposition|sonderpreis|special price',
    fields: {
      pricelist_id: 'pricelist|price list|price book|price book id|price level',
      product_tmpl_id: 'product|item|product code|sku|product template',
      product_id: 'product variant|variant|variant sku',
      fixed_price: 'price|fixed price|unit price|special price|preis|precio|prix',
      percent_price: 'discount|discount percent|percent',
      min_quantity: 'minimum quantity|min quantity|min qty|from quantity|mindestmenge',
      date_start: 'start date|valid from|from date|gultig ab',
      date_end: 'end date|valid until|valid to|to date|gultig bis',
    },
  },
};
