import { Graph, layout } from '@dagrejs/dagre';
import { type GraphSpec, linksOf, modelsOf, sheetOf } from './spec.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const MODEL_SIZE = { width: 232, height: 92 } as const;
export const SHEET_SIZE = { width: 184, height: 52 } as const;
const SHEET_GAP = 140;
const SHEET_STEP = SHEET_SIZE.height + 22;

/** Where every model and sheet stands: models in layers from left to right, sheets in a column before them. */
export interface Layout {
  readonly models: ReadonlyMap<string, Point>;
  /** By name of the sheet. */
  readonly sheets: ReadonlyMap<string, Point>;
}

/** A node that was put somewhere stays there; the others are placed, below all that was put where there is any. */
export function layOut(spec: GraphSpec, sheets: readonly string[]): Layout {
  const models = placeModels(spec);
  return { models, sheets: placeSheets(spec, sheets, models) };
}

function placeModels(spec: GraphSpec): ReadonlyMap<string, Point> {
  const nodes = modelsOf(spec);
  const put = new Map(nodes.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])));
  const open = nodes.filter(({ id }) => !put.has(id));
  if (open.length === 0) return put;
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 130 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of open) graph.setNode(id, { ...MODEL_SIZE });
  for (const { from, to } of linksOf(spec))
    if (from !== to && !put.has(from) && !put.has(to)) graph.setEdge(from, to);
  layout(graph);
  const bottom = Math.max(...[...put.values()].map(({ y }) => y + MODEL_SIZE.height + 40), 0);
  for (const { id } of open) {
    const { x, y } = graph.node(id);
    put.set(id, { x: x - MODEL_SIZE.width / 2, y: bottom + y - MODEL_SIZE.height / 2 });
  }
  return put;
}

/** Each sheet about as high as the models it feeds, those that feed none below. */
function placeSheets(
  spec: GraphSpec,
  sheets: readonly string[],
  models: ReadonlyMap<string, Point>,
): ReadonlyMap<string, Point> {
  const heights = new Map<string, number[]>();
  for (const node of modelsOf(spec)) {
    const sheet = sheetOf(spec, node);
    const at = models.get(node.id);
    if (sheet !== undefined && at) heights.set(sheet, [...(heights.get(sheet) ?? []), at.y]);
  }
  const middle = (sheet: string) => {
    const ys = heights.get(sheet);
    return ys ? ys.reduce((sum, y) => sum + y, 0) / ys.length : Number.POSITIVE_INFINITY;
  };
  const left = Math.min(...[...models.values()].map(({ x }) => x), 0);
  const x = left - SHEET_GAP - SHEET_SIZE.width;
  const placed = new Map<string, Point>();
  let next = Number.NEGATIVE_INFINITY;
  const offset = (MODEL_SIZE.height - SHEET_SIZE.height) / 2;
  for (const sheet of [...sheets].sort((a, b) => middle(a) - middle(b) || 0)) {
    const wanted = middle(sheet);
    const y = Number.isFinite(wanted) ? Math.max(wanted + offset, next) : Number.isFinite(next) ? next : 0;
    placed.set(sheet, { x, y });
    next = y + SHEET_STEP;
  }
  return placed;
}
