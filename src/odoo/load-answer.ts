import { z } from 'zod';
import type { LoadAnswer } from '../load/ports.ts';

const Message = z.object({
  type: z.enum(['error', 'warning']),
  message: z.string(),
  rows: z.object({ from: z.int().nonnegative(), to: z.int().nonnegative() }).optional(),
  record: z.int().nonnegative().optional(),
  // the technical name; false or a path in places (base_import helpers), which name no field of ours
  field: z.unknown().optional(),
});

/** What `load` answers (odoo/orm/models.py `load`, 14 to 19): `ids` is false when everything was rolled back. */
const RawAnswer = z.object({
  ids: z.union([z.array(z.int().positive()), z.literal(false)]),
  messages: z.array(Message),
  nextrow: z.int().nonnegative().nullish(),
});

export const LoadAnswerShape: z.ZodType<LoadAnswer> = RawAnswer.transform(({ ids, messages, nextrow }) => ({
  ids: ids === false ? null : ids,
  messages: messages.map(({ field, ...message }) =>
    typeof field === 'string' ? { ...message, field } : message,
  ),
  nextrow: nextrow ?? 0,
}));
