import { z } from 'zod';
import { KEPT_REASONS } from '../../load/rollback/undo-words.ts';
import { Id } from './common.ts';
import { component } from './component.ts';

const Count = z.int().min(0);

export const RollbackQuery = z.object({
  preview: z
    .enum(['true', 'false'])
    .optional()
    .describe('`true`: only say what would be done; writes nothing'),
});
export const RollbackBody = component(
  'RollbackRun',
  z.strictObject({
    archive: z.boolean().optional().describe('Archive records that have to stay, where their model can'),
    confirm: Count.optional().describe(
      'The number of records that the run made or changed, as the preview names it; another number is refused',
    ),
  }),
);
export const RollbackPreview = component(
  'RollbackPreview',
  z.object({
    run_id: Id,
    records: Count.describe('Records that the run made or changed: the number for `confirm`'),
    nodes: z.array(
      z.object({
        node_id: z.string(),
        model: z.string(),
        to_delete: Count,
        to_restore: Count,
        kept: z.array(z.object({ reason: z.enum(KEPT_REASONS), count: Count })),
      }),
    ),
    also_deleted: z
      .array(z.object({ model: z.string(), count: Count }))
      .describe('Records that Odoo made along with those of the run'),
    kept: z
      .array(
        z.object({
          node: z.string(),
          row: z.number(),
          key: z.string(),
          record_id: z.number().nullable(),
          reason: z.enum(KEPT_REASONS),
          detail: z.string(),
          is_partial: z.boolean().describe('Only some fields stay, the others are restored'),
        }),
      )
      .describe('At most 1,000'),
    kept_total: Count,
    scope: z
      .enum(['all', 'readable', 'known'])
      .describe(
        'Whose references were looked for: of all models, of those the user may read, of those of the graph',
      ),
    unseen: z
      .array(z.string())
      .describe('Models that may refer to the records and that the user may not read'),
  }),
);
