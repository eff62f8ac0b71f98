/** What the page shows of its thing, by the `tab` of the address. */
export const DATASET_TABS = ['rows', 'profile', 'cleaning', 'links', 'files'] as const;
export type DatasetTab = (typeof DATASET_TABS)[number];
