import type { FieldMapping } from '../src/mapping/field-mapping.ts';
import type { GraphSpec, ModelNode } from '../src/plan/graph-spec.ts';
import type { CaseColumn, CaseData, CaseSheet } from './case.ts';
import { KEYS_APART } from './case.ts';

export const KEY_HEADER = 'Key';

type PinMode = ModelNode['data']['pinned_defaults'];

/** The graph a user would write for the case: a node per sheet, references by key. */
export function graphOf(data: CaseData, pinMode?: PinMode): GraphSpec {
  const { namespace, beforehand, measured } = data;
  return {
    name: `Bench ${namespace}`,
    namespace,
    nodes: [...beforehand, ...measured].map((sheet) => nodeOf(sheet, pinMode)),
  };
}

function nodeOf(sheet: CaseSheet, pinMode: PinMode): ModelNode {
  const fields = sheet.columns.map((column) => [column.field, mappingOf(column)] as const);
  return {
    id: sheet.node,
    type: 'model',
    data: {
      odooModel: sheet.model,
      sheet: sheet.node,
      key: [KEY_HEADER],
      fields: Object.fromEntries(fields),
      ...(pinMode === undefined ? {} : { pinned_defaults: pinMode }),
    },
  };
}

function mappingOf(column: CaseColumn): FieldMapping {
  const { header } = column;
  switch (column.kind) {
    case 'text':
    case 'html':
    case 'number':
      return { column: header };
    case 'country':
      return { reference: { by: 'field', match: 'code', column: header } };
    case 'reference':
      return { reference: { node: column.refersTo.node, columns: [header] } };
    case 'references':
      return { reference: { node: column.refersTo.node, columns: [header], separator: KEYS_APART } };
  }
}
