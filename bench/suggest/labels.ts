import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** `examples/exports/labels.json`: by `system/sheet` the models it is, and what each column is. */
const Field = z.string().nullable();
const Labels = z.record(
  z.string(),
  z.object({
    models: z.array(z.string()),
    /** `field` of the main record or `role:field`; null: nothing. Several where all are right. */
    columns: z.record(z.string(), z.union([Field, z.array(Field)])),
  }),
);
export type SheetLabels = z.infer<typeof Labels>[string];

export const EXPORTS = new URL('../../examples/exports/', import.meta.url);

/** Labelled before anything was tried on them, and never looked at when the catalogue is changed: what to expect of other headers. */
export const HELD_OUT = new URL('held-out/', EXPORTS);

export function readLabels(folder: URL = EXPORTS): Readonly<Record<string, SheetLabels>> {
  return Labels.parse(JSON.parse(readFileSync(new URL('labels.json', folder), 'utf8')));
}
