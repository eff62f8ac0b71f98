import type { ModelEntry } from './model-entry.ts';
import { LINE_PREFIXES, LINE_PRODUCT, VENDOR_PREFIXES } from './order-parts.ts';
import { ACTIVE, CURRENCY, PARTY } from './shared-fields.ts';

/** Purchase and inventory. */
export const OPERATIONS: Readonly<Record<string, ModelEntry>> = {
  'purchase.order': {
    group: 'purchase',
    nodeId: 'purchase_orders',
    usual: 0.6,
    names:
      'purchase order|purchase|po|supplier order|vendor order|rfq|request for quotation|commande fournisseur|pedido de compra|orden de compra|einkauf|bestellung|lieferantenbestellung|einkaufsbestellung|achat|compra',
    fields: {
      name: 'po number|purchase order number|order number|order no|number|purchase order|reference|bestellnummer|numero de commande|numero de pedido|order id|po no',
      partner_id:
        'vendor|supplier|vendor id|supplier id|vendor name|supplier name|lieferant|fournisseur|proveedor|seller',
      date_order:
        'order date|date|created at|po date|bestelldatum|date de commande|fecha de pedido|order deadline',
      date_planned:
        'expected arrival|delivery date|planned date|receipt date|expected date|due date|liefertermin|lieferdatum|date de livraison|fecha de entrega|required date|promised date',
      partner_ref: 'vendor reference|supplier reference|vendor order number|supplier order number',
      user_id: 'buyer|purchaser|purchase representative|einkaufer|acheteur|comprador|responsible',
      currency_id: CURRENCY,
      payment_term_id: 'payment terms|terms',
      note: 'notes|note|memo|terms and conditions|comment|remarks',
      notes: 'notes|note|memo|terms and conditions|comment|remarks',
      origin: 'source document|origin',
      state: 'status|state|order status',
    },
    roles: {
      line: {
        kind: 'child',
        model: 'purchase.order.line',
        link: 'order_id',
        prefixes: LINE_PREFIXES,
        bare: ['product_qty', 'price_unit', 'product_id'],
        fields: {
          product_id: 'product|item|sku|item code|product code|article|artikel|artikelnummer|part number',
          name: 'description|item description|line description|name|bezeichnung',
          product_qty: 'quantity|qty|quantity ordered|menge|cantidad|quantite',
          price_unit: 'unit price|price|rate|cost|unit cost|einzelpreis|prix unitaire|precio unitario',
        },
      },
      product: LINE_PRODUCT,
      vendor: {
        kind: 'parent',
        model: 'res.partner',
        link: 'partner_id',
        prefixes: VENDOR_PREFIXES,
        fields: PARTY,
      },
    },
  },
  'purchase.order.line': {
    group: 'purchase',
    nodeId: 'purchase_lines',
    usual: 0.4,
    names:
      'purchase order line|purchase line|po line|purchase order item|purchase order detail|bestellposition|ligne de commande fournisseur|linea de compra',
    fields: {
      order_id:
        'purchase order|po number|order|order id|order number|po|po id|purchase order number|bestellung',
      product_id: 'product|item|sku|product id|product code|item code|article|artikel',
      product_qty: 'quantity|qty|quantity ordered|menge|cantidad|quantite',
      price_unit: 'unit price|price|rate|cost|unit cost|einzelpreis',
      name: 'description|line description|item description|text',
      date_planned: 'expected date|delivery date|planned date|expected arrival',
      product_uom: 'uom|unit|unit of measure',
      product_uom_id: 'uom|unit|unit of measure',
    },
  },
  'stock.warehouse': {
    group: 'inventory',
    nodeId: 'warehouses',
    usual: 0.4,
    names: 'warehouse|warehouses|lager|lagerhaus|entrepot|almacen|depot|store',
    fields: {
      name: 'name|warehouse|warehouse name|description',
      code: 'code|short name|warehouse code|short code',
      partner_id: 'address|partner',
      active: ACTIVE,
    },
  },
  'stock.location': {
    group: 'inventory',
    nodeId: 'locations',
    usual: 0.35,
    names:
      'location|stock location|storage location|bin|bin location|shelf|lagerort|lagerplatz|emplacement|ubicacion|rack',
    fields: {
      name: 'name|location|location name|bin|description|location code',
      location_id: 'parent|parent location|warehouse|zone',
      usage: 'type|usage|location type',
      barcode: 'barcode',
      active: ACTIVE,
    },
  },
  'stock.quant': {
    group: 'inventory',
    nodeId: 'stock',
    usual: 0.4,
    names:
      'stock|inventory|stock level|stock on hand|inventory count|stock count|quantity on hand|bestand|lagerbestand|inventur|inventaire|existencias|inventario|initial stock|opening stock',
    fields: {
      product_id:
        'product|product id|item|sku|product code|item code|article|artikel|artikelnummer|part number|producto|produit',
      location_id: 'location|warehouse|bin|stock location|lagerort|emplacement|ubicacion|location code|store',
      inventory_quantity:
        'quantity|qty|on hand|quantity on hand|counted quantity|stock|available|bestand|menge|cantidad|quantite|count|units in stock',
      lot_id:
        'lot|serial|serial number|lot number|batch|batch number|charge|seriennummer|numero de lote|numero de lot',
      package_id: 'package',
      owner_id: 'owner|consignee',
    },
  },
  'stock.lot': {
    group: 'inventory',
    nodeId: 'lots',
    usual: 0.3,
    names: 'lot|serial number|batch|lot serial|charge|seriennummer|numero de lote',
    fields: {
      name: 'lot|lot number|serial number|serial|batch|batch number|name|seriennummer',
      product_id: 'product|item|sku|product id|product code',
      ref: 'reference|internal reference',
      expiration_date: 'expiration date|expiry|best before',
    },
  },
  'stock.production.lot': {
    group: 'inventory',
    nodeId: 'lots',
    usual: 0.3,
    names: 'lot|serial number|batch|lot serial|charge|seriennummer|numero de lote',
    fields: {
      name: 'lot|lot number|serial number|serial|batch|batch number|name|seriennummer',
      product_id: 'product|item|sku|product id|product code',
      ref: 'reference|internal reference',
    },
  },
  'stock.warehouse.orderpoint': {
    group: 'inventory',
    nodeId: 'reordering_rules',
    usual: 0.2,
    names: 'reordering rule|reorder rule|minimum stock|min max|meldebestand|regle de reapprovisionnement',
    fields: {
      product_id: 'product|item|sku',
      product_min_qty: 'minimum|min quantity|minimum quantity|reorder point|reorder level|min',
      product_max_qty: 'maximum|max quantity|maximum quantity|max',
      location_id: 'location',
      warehouse_id: 'warehouse',
    },
  },
};
