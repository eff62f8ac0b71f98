import type { CustomFieldCases } from '../../../src/app/custom-field-cases.ts';
import { fieldModule } from '../../../src/app/custom-fields.ts';

/** As an Odoo that makes what it is asked for, and lets go only of what is asked for with force. */
export function createTestFields(): CustomFieldCases {
  return {
    module: fieldModule,
    propose: async (datasetId, { graphId }) => ({
      ok: true,
      value: {
        target: { serverVersion: '19.0', database: datasetId },
        proposals: [
          {
            sheet: 'Kunden',
            column: 'Tier',
            node: 'kunden',
            field: { model: 'res.partner', name: 'x_tier', label: 'Tier', type: 'char' },
            mapping: { column: 'Tier' },
            reason: 'texts',
          },
        ],
        left: [{ sheet: 'Kunden', column: 'Fax', reason: 'it is empty' }],
        spec: { name: graphId ?? 'drafted', nodes: [] },
      },
    }),
    create: async (_id, fields) => ({
      ok: true,
      value: fields.map((field, i) => ({ field, recordId: i + 1, state: 'created' })),
    }),
    remove: async (_id, { model, name }, { force }) =>
      force
        ? { ok: true, value: { model, name, filled: 2, uses: ['view "Form"'] } }
        : { ok: false, error: { code: 'conflict', message: `The field ${name} of ${model} stays.` } },
  };
}
