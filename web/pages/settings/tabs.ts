/** What the page shows of its thing, by the `tab` of the address. */
export const SETTINGS_TABS = ['general', 'users', 'tokens', 'sessions', 'audit'] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];
