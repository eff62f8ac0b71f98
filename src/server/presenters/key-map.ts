import type { z } from 'zod';
import type { KeyMapView } from '../../app/key-map-cases.ts';
import type { KeyMapEntry } from '../schemas/key-map.ts';

export function presentKeyMapEntry(view: KeyMapView): z.output<typeof KeyMapEntry> {
  return {
    node: view.node,
    key: view.key,
    model: view.model,
    record_id: view.recordId,
    external_id: view.externalId,
    by_id: view.byId,
    created_run: view.createdRun,
    written_run: view.writtenRun,
    vanished_run: view.vanishedRun,
    updated_at: view.updatedAt,
  };
}
