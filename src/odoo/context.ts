/**
 * Context of every `load`: no mails, no chatter, values read the same way whatever the user's settings. What each key does on 14
 * and 19, read in their sources:
 *
 * - `tracking_disable`: mail.thread create/write skip followers, log note and tracking (mail_thread.py, both); about 1.7 times faster.
 * - `mail_activity_automation_skip`: no activity is scheduled on the way (mail_activity_mixin.py, both).
 * - `import_file`: the import wizard's own switch. 15+: conversion errors carry more detail. 17+: an external ID with the name of an
 *   existing module is refused on creation, because that module's upgrade would delete the record (orm/models.py
 *   `_load_records`). res.partner: the state decides the country (`_check_import_consistency`, both). 19: no VIES requests
 *   (base_vat), no password mail (auth_signup). 14: the password mail is only queued, hence the next key.
 * - `no_reset_password`: a new user gets no mail (auth_signup/models/res_users.py, both).
 * - `lang`, `tz`: messages, selection labels and date-times are read in one way. Never left to the user's settings.
 */
export const FAST_CONTEXT = {
  tracking_disable: true,
  mail_activity_automation_skip: true,
  import_file: true,
  no_reset_password: true,
  lang: 'en_US',
  tz: 'UTC',
} as const;

/** Context of every other call. */
export const BASE_CONTEXT = { lang: 'en_US', tz: 'UTC' } as const;

/** Archived records too: what exists, exists. */
export const ALL_RECORDS_CONTEXT = { ...BASE_CONTEXT, active_test: false } as const;

/** `lang` and `tz` always win: messages and times are read by them. */
export function withBase(context: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...context, ...BASE_CONTEXT };
}
