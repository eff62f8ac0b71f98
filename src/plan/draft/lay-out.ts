import type { GraphSpec } from '../graph-spec.ts';
import { validateGraph } from '../validate-graph.ts';
import type { Drafting } from './draft.ts';

const COLUMN_WIDTH = 320;
const ROW_HEIGHT = 160;

/** Nodes from left to right in the order they are loaded, those of one level below each other. */
export function layOut(
  spec: GraphSpec,
  { manifest, target }: Pick<Drafting, 'manifest' | 'target'>,
): GraphSpec {
  const validation = validateGraph(spec, { manifest, snapshot: target.snapshot });
  if (!validation.valid) return spec;
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  const rows = new Map<number, number>();
  for (const { id, level } of validation.graph.nodes) {
    const row = rows.get(level) ?? 0;
    rows.set(level, row + 1);
    places.set(id, { x: level * COLUMN_WIDTH, y: row * ROW_HEIGHT });
  }
  const nodes = validation.graph.nodes.flatMap(({ id }) => spec.nodes.filter((node) => node.id === id));
  return { ...spec, nodes: nodes.map((node) => ({ ...node, position: places.get(node.id) })) };
}
