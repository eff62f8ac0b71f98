import { ACCOUNTING } from './accounting.ts';
import { CONTACTS } from './contacts.ts';
import type { ModelEntry } from './model-entry.ts';
import { OPERATIONS } from './operations.ts';
import { FOUNDATION, PEOPLE } from './people.ts';
import { PRODUCTS } from './products.ts';
import { SALES } from './sales.ts';

/** The models that suggestions know, over all versions; what a target does not have is left out when it is asked. */
export const MODELS: Readonly<Record<string, ModelEntry>> = {
  ...FOUNDATION,
  ...CONTACTS,
  ...SALES,
  ...PRODUCTS,
  ...ACCOUNTING,
  ...OPERATIONS,
  ...PEOPLE,
};
