import type { RoleEntry, Synonyms } from './model-entry.ts';

/** What sheets of orders, purchases and invoices hold beside the document itself. */
export const LINE_PREFIXES: Synonyms =
  'lineitem|line item|line|item|order line|order item|invoice line|position|detail|ligne|linea|zeile|product';

export const CUSTOMER_PREFIXES: Synonyms =
  'customer|client|billing|bill to|buyer|sold to|cliente|kunde|kunden|facturation|facturacion|rechnung|invoice address';

export const VENDOR_PREFIXES: Synonyms = 'vendor|supplier|fournisseur|proveedor|lieferant|lieferanten|seller';

export const LINE_PRODUCT: RoleEntry = {
  kind: 'parent',
  model: 'product.product',
  link: 'product_id',
  of: 'line',
  prefixes: 'product|item|article|artikel|articulo|produit|producto|lineitem|line item',
  fields: {
    name: 'name|product name|item name|title|description|bezeichnung|designation',
    default_code: 'sku|code|number|reference|item number|no|product code|artikelnummer',
    barcode: 'barcode|ean|gtin|upc',
    categ_id: 'category|group|kategorie',
  },
};
