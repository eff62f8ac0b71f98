import { z } from 'zod';
import { VANISHED_ACTIONS, VANISHED_REASONS, VANISHED_STATES } from '../../load/vanished/vanished-words.ts';
import { PageQuery, pageOf } from './common.ts';
import { component } from './component.ts';

export const VanishedQuery = PageQuery.extend({
  node: z.string().max(100).optional(),
  state: z.enum(VANISHED_STATES).optional(),
});

const VanishedRow = component(
  'VanishedRow',
  z.object({
    node: z.string(),
    key: z.string(),
    model: z.string(),
    record_id: z.int(),
    external_id: z.string(),
    action: z.enum(VANISHED_ACTIONS).describe('What the node asks for'),
    state: z.enum(VANISHED_STATES).describe('`foretold`: a run would do what `action` says'),
    reason: z.enum(VANISHED_REASONS).nullable(),
    detail: z.string().nullable().describe('Why a record is kept'),
    renamed_to: z.string().nullable().describe("The new key that is probably this row's"),
  }),
);
export const VanishedPage = pageOf('VanishedPage', VanishedRow);
