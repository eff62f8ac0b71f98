/**
 * Writes `examples/exports/<system>/<sheet>.csv`: sheets as other systems export them, with their headers to the letter and made-up
 * rows, the same bytes every time. `examples/exports/labels.json` says what each column is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';

const FIRST =
  'Ana Ben Clara David Elena Frank Grace Hugo Irene Jack Karin Luis Maria Nils Olga Paul Rita Sam Tina Viktor'.split(
    ' ',
  );
const LAST =
  'Garcia Smith Dubois Keller Rossi Novak Silva Martin Jensen Brown Weber Moreau Lopez Wilson Peeters Kowalski'.split(
    ' ',
  );
const COMPANIES =
  'Acme Tools|Blue Harbor|Cedar & Sons|Delta Foods|Evergreen Labs|Fox Logistics|Granite Works|Hilltop Dental|Ivory Bakery|Juniper Media|Kestrel Air|Lumen Optics|Maple Furniture|Northgate Legal|Orchid Spa|Pioneer Seeds|Quartz Mining|Redwood Energy|Sunrise Hotels|Trident Marine|Umbra Studio|Vertex Systems|Willow Pharma|Xenon Lighting|Yarrow Textiles|Zephyr Travel|Beacon Insurance|Copper Kettle|Driftwood Surf|Elm Street Books'.split(
    '|',
  );
const PLACES = [
  ['Austin', 'TX', 'Texas', '78701', 'United States', 'US'],
  ['Portland', 'OR', 'Oregon', '97201', 'United States', 'US'],
  ['Toronto', 'ON', 'Ontario', 'M5H 2N2', 'Canada', 'CA'],
  ['Boston', 'MA', 'Massachusetts', '02108', 'United States', 'US'],
  ['Denver', 'CO', 'Colorado', '80202', 'United States', 'US'],
  ['Vancouver', 'BC', 'British Columbia', 'V6B 1A1', 'Canada', 'CA'],
] as const;
const STREETS = ['Main St', 'Oak Ave', 'Market Street', 'King Road', 'Lake Drive', 'Hill Lane'];
const GOODS =
  'Desk Lamp|Oak Shelf|Steel Bottle|Canvas Bag|Wool Scarf|Ceramic Mug|Bike Light|Rain Jacket|Trail Shoes|Note Book|Office Chair|Wall Clock|Cutting Board|Candle Set|Yoga Mat|Travel Pillow|Phone Stand|Desk Mat|Garden Hose|Tool Box|Tea Pot|Bath Towel|Hand Cream|Paper Tray|Pen Holder|Door Mat|Lunch Box|Sun Hat|Coffee Press|Photo Frame'.split(
    '|',
  );
const ROWS = 30;

type Cell = string | number;
type Columns = Readonly<Record<string, (i: number) => Cell>>;

const at = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
const first = (i: number) => at(FIRST, i * 7 + 3);
const last = (i: number) => at(LAST, i * 5 + 1);
const person = (i: number) => `${first(i)} ${last(i)}`;
const company = (i: number) => at(COMPANIES, i);
const domain = (i: number) =>
  `${company(i)
    .toLowerCase()
    .replace(/[^a-z]+/g, '')}.example`;
const mail = (i: number) => `${first(i)}.${last(i)}@${domain(i)}`.toLowerCase();
const phone = (i: number) => `(512) 555-${String(1000 + i * 37).slice(-4)}`;
const street = (i: number) => `${100 + i * 13} ${at(STREETS, i)}`;
const place = (i: number) => at(PLACES, i);
const price = (i: number) => (9.5 + i * 3.25).toFixed(2);
const blank = () => '';
const some = (i: number, every: number, value: Cell): Cell => (i % every === 0 ? value : '');
const two = (n: number) => String(n).padStart(2, '0');
const iso = (i: number) => `2024-${two((i % 12) + 1)}-${two(((i * 3) % 27) + 1)}`;
const us = (i: number) => `${two((i % 12) + 1)}/${two(((i * 3) % 27) + 1)}/2024`;
const salesforceId = (prefix: string, i: number) => `${prefix}5g00000${String(10 + i)}QzXAAW`;

const quickbooks: Readonly<Record<string, Columns>> = {
  Customers: {
    'Active Status': (i) => (i % 9 === 8 ? 'Not-active' : 'Active'),
    Customer: company,
    Balance: (i) => (i * 120.5).toFixed(2),
    'Balance Total': (i) => (i * 120.5).toFixed(2),
    Company: company,
    'Mr./Ms./...': (i) => at(['Mr.', 'Ms.', 'Dr.'], i),
    'First Name': first,
    'M.I.': (i) => some(i, 4, 'J'),
    'Last Name': last,
    'Primary Contact': person,
    'Main Phone': phone,
    Fax: (i) => some(i, 3, phone(i + 100)),
    'Alt. Phone': (i) => some(i, 4, phone(i + 200)),
    'Job Title': (i) => at(['Owner', 'Manager', 'Buyer'], i),
    'Main Email': mail,
    'Bill to 1': company,
    'Bill to 2': street,
    'Bill to 3': (i) => `${place(i)[0]}, ${place(i)[1]} ${place(i)[3]}`,
    'Customer Type': (i) => at(['Commercial', 'Residential', 'Referral'], i),
    Terms: (i) => at(['Net 30', 'Net 15', 'Due on receipt'], i),
    Rep: (i) => at(['JD', 'MK', 'SP'], i),
    'Sales Tax Code': (i) => at(['Tax', 'Non'], i),
    'Resale Num': (i) => some(i, 5, `R-${5000 + i}`),
    'Account No.': (i) => `C-${1000 + i}`,
    'Credit Limit': (i) => (i + 1) * 500,
    Notes: (i) => some(i, 3, 'Prefers deliveries in the morning.'),
  },
  Items: {
    'Active Status': (i) => (i % 9 === 8 ? 'Not-active' : 'Active'),
    Type: (i) => at(['Inventory Part', 'Service', 'Non-inventory Part'], i),
    Item: (i) => at(GOODS, i),
    Description: (i) => `${at(GOODS, i)}, boxed`,
    'Sales Tax Code': (i) => at(['Tax', 'Non'], i),
    Account: (i) => at(['Sales:Merchandise', 'Sales:Service'], i),
    'COGS Account': () => 'Cost of Goods Sold',
    'Asset Account': () => 'Inventory Asset',
    'Purchase Description': (i) => `${at(GOODS, i)} from factory`,
    'Quantity On Hand': (i) => i * 4,
    'U/M': (i) => at(['each', 'box'], i),
    Cost: (i) => (4 + i * 1.5).toFixed(2),
    'Preferred Vendor': (i) => at(['Factory Direct', 'Global Goods'], i),
    Price: price,
    'Reorder Pt (Min)': (i) => i + 2,
    MPN: (i) => `MPN-${7000 + i}`,
  },
  Invoices: {
    '*InvoiceNo': (i) => 1001 + Math.floor(i / 2),
    '*Customer': (i) => company(Math.floor(i / 2)),
    '*InvoiceDate': (i) => us(Math.floor(i / 2)),
    '*DueDate': (i) => us(Math.floor(i / 2) + 1),
    Terms: (i) => at(['Net 30', 'Net 15'], Math.floor(i / 2)),
    Location: (i) => at(['Austin', 'Dallas'], Math.floor(i / 2)),
    Memo: (i) => some(Math.floor(i / 2), 3, 'Thank you for your business'),
    'Item(Product/Service)': (i) => at(GOODS, i),
    ItemDescription: (i) => `${at(GOODS, i)}, boxed`,
    ItemQuantity: (i) => (i % 5) + 1,
    ItemRate: price,
    '*ItemAmount': (i) => (((i % 5) + 1) * Number(price(i))).toFixed(2),
    Taxable: (i) => at(['Y', 'N'], i),
    TaxRate: (i) => at(['8.25%', ''], i),
    'Service Date': (i) => us(i),
  },
};

const hubspot: Readonly<Record<string, Columns>> = {
  companies: {
    'Record ID': (i) => 9000100 + i,
    'Company name': company,
    'Company Domain Name': domain,
    'Phone Number': phone,
    'Street Address': street,
    'Street Address 2': (i) => some(i, 4, `Suite ${i + 10}`),
    City: (i) => place(i)[0],
    'State/Region': (i) => place(i)[2],
    'Postal Code': (i) => place(i)[3],
    'Country/Region': (i) => place(i)[4],
    Industry: (i) => at(['RETAIL', 'FOOD_BEVERAGES', 'LOGISTICS'], i),
    'Number of Employees': (i) => (i + 1) * 12,
    'Annual Revenue': (i) => (i + 1) * 250000,
    Type: (i) => at(['PROSPECT', 'PARTNER', 'CUSTOMER'], i),
    Description: (i) => `${company(i)} serves the region.`,
    'Website URL': (i) => `https://www.${domain(i)}`,
    'LinkedIn Company Page': (i) => some(i, 2, `https://www.linkedin.com/company/${domain(i)}`),
    'Company owner': (i) => person(i % 3),
    'Lifecycle Stage': (i) => at(['lead', 'customer', 'opportunity'], i),
    'Create Date': (i) => `${iso(i)} 09:15`,
    'Last Activity Date': (i) => `${iso(i + 2)} 16:40`,
    'Parent Company ID': (i) => (i % 6 === 5 ? 9000100 + i - 5 : ''),
  },
  contacts: {
    'Record ID': (i) => 501 + i,
    'First Name': first,
    'Last Name': last,
    Email: mail,
    'Phone Number': phone,
    'Mobile Phone Number': (i) => some(i, 2, phone(i + 300)),
    'Job Title': (i) => at(['CEO', 'Buyer', 'Accountant'], i),
    'Company Name': company,
    'Street Address': street,
    City: (i) => place(i)[0],
    'State/Region': (i) => place(i)[2],
    'Postal Code': (i) => place(i)[3],
    'Country/Region': (i) => place(i)[4],
    'Website URL': (i) => `https://www.${domain(i)}`,
    'Lead Status': (i) => at(['NEW', 'OPEN', 'IN_PROGRESS'], i),
    'Lifecycle Stage': (i) => at(['lead', 'customer', 'opportunity'], i),
    'Contact owner': (i) => person(i % 3),
    'Preferred language': (i) => at(['en', 'fr'], i),
    'Create Date': (i) => `${iso(i)} 09:15`,
    'Last Activity Date': (i) => `${iso(i + 2)} 16:40`,
    'Associated Company IDs': (i) => 9000100 + i,
    'Associated Company': company,
  },
  deals: {
    'Record ID': (i) => 77001 + i,
    'Deal Name': (i) => `${company(i)} - ${at(GOODS, i)}`,
    'Deal Stage': (i) => at(['Appointment Scheduled', 'Qualified To Buy', 'Closed Won', 'Closed Lost'], i),
    Pipeline: () => 'Sales Pipeline',
    Amount: (i) => (i + 1) * 900,
    Currency: () => 'USD',
    'Close Date': (i) => `${iso(i + 1)} 12:00`,
    'Create Date': (i) => `${iso(i)} 09:15`,
    'Deal owner': (i) => person(i % 3),
    'Deal Type': (i) => at(['newbusiness', 'existingbusiness'], i),
    'Deal probability': (i) => at(['0.2', '0.4', '1', '0'], i),
    Priority: (i) => at(['low', 'medium', 'high'], i),
    'Deal Description': (i) => some(i, 2, 'Needs delivery before summer.'),
    'Closed Lost Reason': (i) => (i % 4 === 3 ? 'Too expensive' : ''),
    'Associated Company IDs': (i) => 9000100 + i,
    'Associated Company': company,
    'Associated Contact IDs': (i) => 501 + i,
    'Associated Contact': person,
  },
};

const salesforce: Readonly<Record<string, Columns>> = {
  Account: {
    Id: (i) => salesforceId('001', i),
    IsDeleted: () => 'false',
    Name: company,
    Type: (i) => at(['Customer - Direct', 'Prospect', 'Channel Partner / Reseller'], i),
    ParentId: (i) => (i % 6 === 5 ? salesforceId('001', i - 5) : ''),
    BillingStreet: street,
    BillingCity: (i) => place(i)[0],
    BillingState: (i) => place(i)[1],
    BillingPostalCode: (i) => place(i)[3],
    BillingCountry: (i) => place(i)[4],
    ShippingStreet: street,
    ShippingCity: (i) => place(i)[0],
    ShippingState: (i) => place(i)[1],
    ShippingPostalCode: (i) => place(i)[3],
    ShippingCountry: (i) => place(i)[4],
    Phone: phone,
    Fax: (i) => some(i, 3, phone(i + 100)),
    AccountNumber: (i) => `CC${978000 + i}`,
    Website: (i) => `http://www.${domain(i)}`,
    Sic: (i) => some(i, 2, 3700 + i),
    Industry: (i) => at(['Energy', 'Construction', 'Hospitality'], i),
    AnnualRevenue: (i) => (i + 1) * 350000,
    NumberOfEmployees: (i) => (i + 1) * 15,
    Description: (i) => some(i, 2, `${company(i)} is a long-standing client.`),
    Rating: (i) => at(['Hot', 'Warm', 'Cold'], i),
    OwnerId: () => '0055g00000ABCdeAAG',
    CreatedDate: (i) => `${iso(i)}T10:12:33.000Z`,
    LastModifiedDate: (i) => `${iso(i + 3)}T11:12:33.000Z`,
  },
  Contact: {
    Id: (i) => salesforceId('003', i),
    AccountId: (i) => salesforceId('001', i),
    Salutation: (i) => at(['Mr.', 'Ms.', 'Dr.'], i),
    FirstName: first,
    LastName: last,
    Title: (i) => at(['CEO', 'Buyer', 'SVP, Procurement'], i),
    Department: (i) => at(['Finance', 'Technology'], i),
    Email: mail,
    Phone: phone,
    MobilePhone: (i) => some(i, 2, phone(i + 300)),
    Fax: (i) => some(i, 3, phone(i + 100)),
    MailingStreet: street,
    MailingCity: (i) => place(i)[0],
    MailingState: (i) => place(i)[1],
    MailingPostalCode: (i) => place(i)[3],
    MailingCountry: (i) => place(i)[4],
    LeadSource: (i) => at(['Web', 'Phone Inquiry', 'Trade Show'], i),
    Birthdate: (i) => some(i, 3, `19${70 + (i % 20)}-04-1${i % 10}`),
    Description: (i) => some(i, 2, 'Met at the fair.'),
    ReportsToId: (i) => (i % 6 === 5 ? salesforceId('003', i - 5) : ''),
    OwnerId: () => '0055g00000ABCdeAAG',
    HasOptedOutOfEmail: () => 'false',
    CreatedDate: (i) => `${iso(i)}T10:12:33.000Z`,
  },
  Opportunity: {
    Id: (i) => salesforceId('006', i),
    AccountId: (i) => salesforceId('001', i),
    Name: (i) => `${company(i)} ${at(GOODS, i)}`,
    StageName: (i) => at(['Prospecting', 'Qualification', 'Closed Won', 'Closed Lost'], i),
    Amount: (i) => (i + 1) * 1200,
    Probability: (i) => at([10, 20, 100, 0], i),
    ExpectedRevenue: (i) => (i + 1) * 240,
    CloseDate: (i) => iso(i + 1),
    Type: (i) => at(['New Customer', 'Existing Customer - Upgrade'], i),
    NextStep: (i) => some(i, 3, 'Send quote'),
    LeadSource: (i) => at(['Web', 'Phone Inquiry', 'Trade Show'], i),
    IsClosed: (i) => String(i % 4 > 1),
    IsWon: (i) => String(i % 4 === 2),
    ForecastCategoryName: (i) => at(['Pipeline', 'Best Case', 'Closed', 'Omitted'], i),
    CampaignId: blank,
    Description: (i) => some(i, 2, 'Needs delivery before summer.'),
    ContactId: (i) => salesforceId('003', i),
    OwnerId: () => '0055g00000ABCdeAAG',
    CreatedDate: (i) => `${iso(i)}T10:12:33.000Z`,
  },
};

const order = (i: number) => Math.floor(i / 2);
const head = (i: number, value: Cell): Cell => (i % 2 === 0 ? value : '');

const shopify: Readonly<Record<string, Columns>> = {
  products_export: {
    Handle: (i) => at(GOODS, i).toLowerCase().replace(' ', '-'),
    Title: (i) => at(GOODS, i),
    'Body (HTML)': (i) => `<p>${at(GOODS, i)} for every day.</p>`,
    Vendor: (i) => at(['Factory Direct', 'Global Goods'], i),
    'Product Category': (i) => at(['Home & Garden > Lighting', 'Apparel & Accessories'], i),
    Type: (i) => at(['Home', 'Clothing'], i),
    Tags: (i) => at(['new, summer', 'sale'], i),
    Published: () => 'true',
    'Option1 Name': () => 'Title',
    'Option1 Value': () => 'Default Title',
    'Variant SKU': (i) => `SKU-${2000 + i}`,
    'Variant Grams': (i) => 100 + i * 20,
    'Variant Inventory Tracker': () => 'shopify',
    'Variant Inventory Qty': (i) => i * 3,
    'Variant Inventory Policy': () => 'deny',
    'Variant Fulfillment Service': () => 'manual',
    'Variant Price': price,
    'Variant Compare At Price': (i) => some(i, 3, (12 + i * 4).toFixed(2)),
    'Variant Requires Shipping': () => 'true',
    'Variant Taxable': () => 'true',
    'Variant Barcode': (i) => `40123450${String(10000 + i)}`,
    'Image Src': (i) => `https://cdn.shop.example/files/${i + 1}.jpg`,
    'Image Position': () => 1,
    'Gift Card': () => 'false',
    'SEO Title': blank,
    'SEO Description': blank,
    'Variant Weight Unit': () => 'g',
    'Cost per item': (i) => (4 + i * 1.5).toFixed(2),
    Status: (i) => at(['active', 'draft'], i),
  },
  customers_export: {
    'Customer ID': (i) => 6300000000100 + i,
    'First Name': first,
    'Last Name': last,
    Email: mail,
    'Accepts Email Marketing': (i) => at(['yes', 'no'], i),
    'Default Address Company': (i) => some(i, 3, company(i)),
    'Default Address Address1': street,
    'Default Address Address2': (i) => some(i, 4, `Apt ${i + 1}`),
    'Default Address City': (i) => place(i)[0],
    'Default Address Province Code': (i) => place(i)[1],
    'Default Address Country Code': (i) => place(i)[5],
    'Default Address Zip': (i) => place(i)[3],
    'Default Address Phone': (i) => some(i, 2, phone(i + 50)),
    Phone: phone,
    'Accepts SMS Marketing': (i) => at(['no', 'yes'], i),
    'Total Spent': (i) => (i * 75.5).toFixed(2),
    'Total Orders': (i) => i % 7,
    Note: (i) => some(i, 3, 'Leave at the door.'),
    'Tax Exempt': () => 'no',
    Tags: (i) => at(['vip', 'newsletter, vip', ''], i),
  },
  orders_export: {
    Name: (i) => `#${1001 + order(i)}`,
    Email: (i) => head(i, mail(order(i))),
    'Financial Status': (i) => head(i, 'paid'),
    'Paid at': (i) => head(i, `${iso(order(i))} 10:00:00 -0500`),
    'Fulfillment Status': (i) => head(i, 'fulfilled'),
    Currency: (i) => head(i, 'USD'),
    Subtotal: (i) => head(i, (50 + order(i) * 7).toFixed(2)),
    Shipping: (i) => head(i, '5.00'),
    Taxes: (i) => head(i, '4.13'),
    Total: (i) => head(i, (59.13 + order(i) * 7).toFixed(2)),
    'Discount Code': (i) => some(i, 6, 'WELCOME'),
    'Discount Amount': (i) => head(i, '0.00'),
    'Shipping Method': (i) => head(i, 'Standard'),
    'Created at': (i) => head(i, `${iso(order(i))} 09:58:00 -0500`),
    'Lineitem quantity': (i) => (i % 3) + 1,
    'Lineitem name': (i) => at(GOODS, i),
    'Lineitem price': price,
    'Lineitem sku': (i) => `SKU-${2000 + (i % GOODS.length)}`,
    'Lineitem requires shipping': () => 'true',
    'Lineitem taxable': () => 'true',
    'Billing Name': (i) => head(i, person(order(i))),
    'Billing Street': (i) => head(i, street(order(i))),
    'Billing City': (i) => head(i, place(order(i))[0]),
    'Billing Zip': (i) => head(i, place(order(i))[3]),
    'Billing Province': (i) => head(i, place(order(i))[1]),
    'Billing Country': (i) => head(i, place(order(i))[5]),
    'Billing Phone': (i) => head(i, phone(order(i))),
    'Shipping Name': (i) => head(i, person(order(i))),
    'Shipping Street': (i) => head(i, street(order(i))),
    'Shipping City': (i) => head(i, place(order(i))[0]),
    'Shipping Zip': (i) => head(i, place(order(i))[3]),
    'Shipping Country': (i) => head(i, place(order(i))[5]),
    Notes: (i) => some(i, 4, 'Gift wrap, please'),
    'Payment Method': (i) => head(i, 'Shopify Payments'),
    'Payment Reference': (i) => head(i, `c${98000 + order(i)}.1`),
    'Refunded Amount': (i) => head(i, '0.00'),
    Vendor: (i) => at(['Factory Direct', 'Global Goods'], i),
    Id: (i) => head(i, 5100000000200 + order(i)),
    Source: (i) => head(i, 'web'),
    'Lineitem discount': () => '0.00',
    'Tax 1 Name': (i) => head(i, 'Sales Tax 8.25%'),
  },
};

function cell(value: Cell): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toCsv(columns: Columns): string {
  const rows = Array.from({ length: ROWS }, (_, i) =>
    Object.values(columns)
      .map((of) => cell(of(i)))
      .join(','),
  );
  return `${[Object.keys(columns).map(cell).join(','), ...rows].join('\n')}\n`;
}

for (const [system, sheets] of Object.entries({ quickbooks, hubspot, salesforce, shopify })) {
  const folder = new URL(`../examples/exports/${system}/`, import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [sheet, columns] of Object.entries(sheets)) {
    writeFileSync(new URL(`${sheet}.csv`, folder), toCsv(columns));
  }
}
