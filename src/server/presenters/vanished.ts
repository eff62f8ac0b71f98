import type { z } from 'zod';
import type { Page } from '../../app/result.ts';
import type { VanishedView } from '../../app/run-views.ts';
import type { VanishedPage } from '../schemas/vanished.ts';

export function presentVanished(page: Page<VanishedView>): z.output<typeof VanishedPage> {
  return {
    items: page.items.map(({ recordId, externalId, renamedTo, ...row }) => ({
      ...row,
      record_id: recordId,
      external_id: externalId,
      renamed_to: renamedTo,
    })),
    next_cursor: page.nextCursor,
  };
}
