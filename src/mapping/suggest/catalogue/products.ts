import type { ModelEntry, RoleEntry, Synonyms } from './model-entry.ts';
import { VENDOR_PREFIXES } from './order-parts.ts';
import { ACTIVE, CURRENCY } from './shared-fields.ts';

const NAMES: Synonyms =
  'product|item|article|product list|products export|catalogue|catalog|stock item|service|produit|articulo|producto|artikel|produkt|material|goods|part|inventory item|item master|price sheet';

const FIELDS: Readonly<Record<string, Synonyms>> = {
  name: 'name|product name|item|item name|title|product|product title|article|description short|nom|nom du produit|designation|nombre|nombre del producto|bezeichnung|artikelbezeichnung|produktname|libelle|product service name',
  default_code:
    'internal reference|sku|code|product code|item code|item number|item no|part number|part no|reference|variant sku|mpn|article number|artikelnummer|reference interne|codigo|referencia|referencia interna|interne referenz|product number|stock code|product id',
  barcode: 'barcode|ean|ean13|gtin|upc|variant barcode|code barre|codigo de barras|strichcode|isbn',
  list_price:
    'price|sales price|sale price|unit price|list price|selling price|retail price|variant price|rate|prix|prix de vente|precio|precio de venta|preis|verkaufspreis|vk|price excl tax|msrp|regular price',
  standard_price:
    'cost|cost price|unit cost|purchase price|buying price|cost per item|cost of goods|prix de revient|prix d achat|coste|costo|einkaufspreis|ek|kosten|purchase cost|standard cost',
  categ_id:
    'category|product category|item category|group|product group|category id|category name|family|product family|categorie|categoria|kategorie|produktkategorie|warengruppe|department|class|product type category',
  type: 'type|product type|item type|type d article|tipo de producto|produktart|artikelart',
  detailed_type: 'type|product type|item type|detailed type',
  uom_id:
    'unit|uom|unit of measure|u m|unit of measurement|unite|unite de mesure|unidad|unidad de medida|einheit|mengeneinheit|sales unit|base unit',
  uom_po_id: 'purchase unit|purchase uom|purchase unit of measure',
  description_sale:
    'sales description|description|product description|short description|body html|body|description on sales|descripcion|beschreibung|details|customer description|sales information|quantity per unit|descriptive text',
  description_purchase:
    'purchase description|description purchase|purchasing information|description on purchase|einkaufsbeschreibung|description achat|purchase information',
  description: 'internal notes|notes|note|internal description|remarks|memo|long description',
  weight:
    'weight|weight kg|poids|peso|gewicht|net weight|gross weight|shipping weight|variant gram|variant weight',
  volume: 'volume|volumen',
  active: ACTIVE,
  sale_ok:
    'can be sold|sellable|for sale|published|peut etre vendu|puede ser vendido|sales|saleable|i sell this',
  purchase_ok: 'can be purchased|purchasable|purchase ok|i purchase this|purchased',
  product_tag_ids: 'tags|tag|labels|etiquettes|etiquetas|schlagworter|keywords',
  taxes_id:
    'tax|sales tax|tax code|sales tax code|customer tax|vat|vat rate|tax rate|tva|impuesto|steuer|mwst|tax class',
  supplier_taxes_id: 'purchase tax|vendor tax|supplier tax',
  property_account_income_id:
    'income account|account|sales account|revenue account|erloskonto|compte de produit|cuenta de ingresos',
  property_account_expense_id:
    'expense account|cogs account|cost account|purchase account|aufwandskonto|compte de charge|cuenta de gastos|cost of goods sold account',
  hs_code: 'hs code|customs code|tariff code|commodity code|zolltarifnummer|intrastat code',
  tracking: 'tracking|lot tracking|serial tracking|inventory tracking',
  invoice_policy: 'invoicing policy|invoice policy',
  responsible_id: 'responsible|product manager',
  sale_delay: 'lead time|customer lead time|delivery time',
};

const SELLER: RoleEntry = {
  kind: 'child',
  model: 'product.supplierinfo',
  link: 'product_tmpl_id',
  prefixes: VENDOR_PREFIXES,
  bare: ['partner_id'],
  fields: {
    partner_id:
      'name|id|preferred vendor|main supplier|vendor|supplier|lieferant|fournisseur|proveedor|manufacturer|primary supplier|supplier id|supplier name|vendor name|hauptlieferant',
    product_code: 'product code|item code|sku|part number|item number|article number|reference',
    price: 'price|cost',
    min_qty: 'minimum quantity|min qty|moq',
    delay: 'lead time|delivery time|delay',
  },
};

export const PRODUCTS: Readonly<Record<string, ModelEntry>> = {
  'product.product': {
    group: 'products',
    nodeId: 'products',
    usual: 0.95,
    names: `${NAMES}|variant|product variant`,
    prefixes: 'variant',
    fields: FIELDS,
    roles: { seller: SELLER },
  },
  'product.template': {
    group: 'products',
    nodeId: 'product_templates',
    usual: 0.9,
    names: `${NAMES}|product template`,
    prefixes: 'variant',
    fields: FIELDS,
    roles: { seller: SELLER },
  },
  'product.category': {
    group: 'products',
    nodeId: 'product_categories',
    usual: 0.7,
    names:
      'product category|category|item category|product group|item group|family|product family|warengruppe|kategorie|produktkategorie|categorie|categorie de produit|categoria|categoria de producto|collection|department',
    fields: {
      name: 'name|category|category name|group name|title|label|nom|nombre|bezeichnung|libelle|family name',
      parent_id:
        'parent|parent category|parent id|parent category id|parent group|categorie parente|categoria padre|uberkategorie|super category',
      property_cost_method: 'costing method|cost method',
      property_valuation: 'inventory valuation|valuation',
    },
  },
  'product.tag': {
    group: 'products',
    nodeId: 'product_tags',
    usual: 0.2,
    isTag: true,
    names: 'product tag|item tag|product label',
    fields: { name: 'name|tag|label', color: 'color' },
  },
  'product.supplierinfo': {
    group: 'products',
    nodeId: 'vendor_prices',
    usual: 0.4,
    names:
      'vendor price|supplier price|vendor pricelist|supplier product|purchase price list|supplier info|einkaufspreis|tarif fournisseur|tarifa de proveedor|vendor product|supplier item',
    fields: {
      partner_id:
        'vendor|supplier|vendor id|supplier id|vendor name|supplier name|lieferant|fournisseur|proveedor',
      name: 'vendor|supplier|vendor id|supplier id',
      product_tmpl_id: 'product|product id|item|sku|product code|our product|article|artikel',
      product_id: 'product variant|variant',
      product_name: 'vendor product name|supplier product name',
      product_code:
        'vendor product code|supplier product code|supplier sku|supplier part number|vendor sku|vendor code|bestellnummer',
      price: 'price|unit price|cost|purchase price|preis|prix|precio|unit cost',
      currency_id: CURRENCY,
      min_qty: 'minimum quantity|min qty|min quantity|moq|mindestmenge|quantity',
      delay: 'lead time|delivery lead time|delivery time|delay|lieferzeit|delai|plazo de entrega',
      date_start: 'start date|valid from',
      date_end: 'end date|valid to|valid until',
    },
  },
  'product.attribute': {
    group: 'products',
    nodeId: 'attributes',
    usual: 0.2,
    names: 'attribute|product attribute|option|product option|attribut|merkmal|atributo',
    fields: {
      name: 'name|attribute|option name|attribute name',
      create_variant: 'variant creation',
      display_type: 'display type',
    },
  },
  'product.attribute.value': {
    group: 'products',
    nodeId: 'attribute_values',
    usual: 0.2,
    names: 'attribute value|option value|product option value|merkmalswert|valor de atributo',
    fields: {
      name: 'value|name|option value|attribute value',
      attribute_id: 'attribute|option|attribute id|option name|attribute name',
      sequence: 'sequence',
    },
  },
  'uom.uom': {
    group: 'products',
    nodeId: 'units',
    usual: 0.2,
    names: 'unit|uom|unit of measure|units of measure|einheit|mengeneinheit|unidad de medida|unite de mesure',
    fields: {
      name: 'name|unit|code|abbreviation|unit name|symbol',
      category_id: 'category',
      factor: 'factor|ratio',
      rounding: 'rounding',
    },
  },
};
