import type { z } from 'zod';
import type { RollbackPreview } from '../../app/run-views.ts';
import type { RollbackPreview as PreviewShape } from '../schemas/rollback.ts';

export function presentPreview(preview: RollbackPreview): z.output<typeof PreviewShape> {
  return {
    run_id: preview.runId,
    records: preview.records,
    nodes: preview.nodes.map(({ nodeId, model, toDelete, toRestore, kept }) => ({
      node_id: nodeId,
      model,
      to_delete: toDelete,
      to_restore: toRestore,
      kept: kept.map((one) => ({ ...one })),
    })),
    also_deleted: preview.alsoDeleted.map((one) => ({ ...one })),
    kept: preview.kept.map(({ node, row, key, recordId, reason, detail, isPartial }) => ({
      node,
      row,
      key,
      record_id: recordId,
      reason,
      detail,
      is_partial: isPartial,
    })),
    kept_total: preview.keptTotal,
    scope: preview.scope,
    unseen: [...preview.unseen],
  };
}
