import type { GraphSpec } from './graph-spec.ts';

/** Odoo makes a product with its template. */
const MADE_WITH: Readonly<Record<string, string>> = { 'product.product': 'product.template' };

/** The first node whose rows become records of the model; undefined where the graph loads none of them. */
export function nodeThatLoads(spec: GraphSpec | undefined, model: string): string | undefined {
  return spec?.nodes.find((node) => node.type === 'model' && node.data.odooModel === model)?.id;
}

/** The same, and the node whose records bring those of the model along. */
export function nodeThatMakes(spec: GraphSpec | undefined, model: string): string | undefined {
  const other = Object.hasOwn(MADE_WITH, model) ? MADE_WITH[model] : undefined;
  return nodeThatLoads(spec, model) ?? (other === undefined ? undefined : nodeThatLoads(spec, other));
}
