import type { AcceptedSheet } from '../mapping/suggest/accepted.ts';
import type { GraphSpec, ModelNode } from './graph-spec.ts';

/** A graph that loaded rows, and the nodes that did. */
export interface LoadedGraph {
  readonly spec: GraphSpec;
  readonly nodes: readonly string[];
}

/** What the nodes that loaded rows make of their sheets; a node without rows in Odoo tells nothing. */
export function acceptedSheets(graphs: readonly LoadedGraph[]): readonly AcceptedSheet[] {
  return graphs.flatMap(({ spec, nodes }) => {
    const loaded = spec.nodes.filter((node) => node.type === 'model' && nodes.includes(node.id));
    const bySheet = Map.groupBy(loaded as readonly ModelNode[], (node) => sheetOf(spec, node));
    return [...bySheet].flatMap(([sheet, of]) =>
      sheet === null
        ? []
        : [
            {
              graph: spec.name,
              sheet,
              nodes: of.map(({ id, data }) => ({ id, model: data.odooModel, fields: data.fields })),
            },
          ],
    );
  });
}

function sheetOf({ nodes, edges = [] }: GraphSpec, { id, data }: ModelNode): string | null {
  if (data.sheet !== undefined) return data.sheet;
  const from = edges.find(({ kind, to }) => kind === 'map' && to === id)?.from;
  const sheet = nodes.find((node) => node.type === 'sheet' && node.id === from);
  return sheet?.type === 'sheet' ? sheet.data.sheet : null;
}
