/** What the page shows of its thing, by the `tab` of the address. */
export const CONNECTION_TABS = ['state', 'readiness', 'models', 'values'] as const;
export type ConnectionTab = (typeof CONNECTION_TABS)[number];
