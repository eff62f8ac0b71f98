import type { z } from 'zod';
import type { MadeField, ProposedFields as Proposed } from '../../app/custom-field-cases.ts';
import type { MadeFields, ProposedFields } from '../schemas/custom-fields.ts';

export function presentProposedFields({
  target,
  proposals,
  left,
  spec,
}: Proposed): z.output<typeof ProposedFields> {
  return {
    target: { server_version: target.serverVersion, database: target.database },
    proposals: proposals.map((one) => ({ ...one })),
    left: left.map((one) => ({ ...one })),
    graph: spec,
  };
}

export function presentMadeFields(made: readonly MadeField[]): z.output<typeof MadeFields> {
  return { fields: made.map(({ field, recordId, state }) => ({ field, record_id: recordId, state })) };
}
