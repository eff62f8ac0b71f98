import { z } from 'zod';
import { BY_ID_REASONS } from '../../load/run-store.ts';
import { Id, PageQuery, pageOf, Timestamp } from './common.ts';
import { component } from './component.ts';

const Key = z.string().min(1).max(2000);
const Node = z.string().min(1).max(100);

export const KeyMapQuery = PageQuery.extend({
  graph_id: Id,
  connection_id: Id.optional().describe('Default: the only connection there is'),
  node: Node.optional(),
  key: Key.optional().describe('As the rows of a run have it, or the cell where the key is one column'),
});

export const KeyMapEntry = component(
  'KeyMapEntry',
  z.object({
    node: z.string(),
    key: z.string(),
    model: z.string(),
    record_id: z.int(),
    external_id: z.string(),
    by_id: z
      .enum(BY_ID_REASONS)
      .nullable()
      .describe('Why Odoo does not know the record by its external ID; null: it does'),
    created_run: z.string().nullable().describe('Null for a record that was there before'),
    written_run: z.string().nullable(),
    vanished_run: z.string().nullable().describe('The run that dealt with the row as gone from the data'),
    updated_at: Timestamp,
  }),
);
export const KeyMapPage = pageOf('KeyMapPage', KeyMapEntry);

export const RenameKey = component(
  'RenameKey',
  z.strictObject({
    graph_id: Id,
    connection_id: Id.optional().describe('Default: the only connection there is'),
    node: Node,
    key: Key.describe('The key the row had'),
    new_key: Key.describe('The key it has now'),
  }),
);
