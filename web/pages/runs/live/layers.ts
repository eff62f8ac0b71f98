export const CARD = { width: 232, height: 132, gapX: 64, gapY: 20 } as const;

export interface PlacedNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly id: string;
  readonly path: string;
}

export interface Layers {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Nodes in columns, each behind what it refers to. `ids` are in load order, so what comes later closes a circle and counts for no column. */
export function placeInLayers(
  ids: readonly string[],
  refersTo: ReadonlyMap<string, readonly string[]>,
): Layers {
  const columnOf = new Map<string, number>();
  for (const id of ids) {
    const before = (refersTo.get(id) ?? []).map((other) => columnOf.get(other) ?? -1);
    columnOf.set(id, Math.max(-1, ...before) + 1);
  }
  const columns: string[][] = [];
  for (const id of ids) {
    const column = columnOf.get(id) ?? 0;
    columns[column] = [...(columns[column] ?? []), id];
  }
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  const place = new Map<string, PlacedNode>();
  for (const [x, column] of columns.entries()) {
    const top = ((tallest - column.length) * (CARD.height + CARD.gapY)) / 2;
    for (const [y, id] of column.entries())
      place.set(id, { id, x: x * (CARD.width + CARD.gapX), y: top + y * (CARD.height + CARD.gapY) });
  }
  return {
    nodes: [...place.values()],
    edges: ids.flatMap((id) => edgesOf(id, refersTo.get(id) ?? [], place)),
    width: columns.length * (CARD.width + CARD.gapX) - CARD.gapX,
    height: tallest * (CARD.height + CARD.gapY) - CARD.gapY,
  };
}

function edgesOf(
  id: string,
  others: readonly string[],
  place: ReadonlyMap<string, PlacedNode>,
): readonly PlacedEdge[] {
  const to = place.get(id);
  return others.flatMap((other) => {
    const from = place.get(other);
    if (from === undefined || to === undefined || from.x >= to.x) return [];
    const [x1, y1] = [from.x + CARD.width, from.y + CARD.height / 2];
    const [x2, y2] = [to.x, to.y + CARD.height / 2];
    const bend = Math.max(CARD.gapX / 2, (x2 - x1) / 2);
    return [
      {
        id: `${other} ${id}`,
        path: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`,
      },
    ];
  });
}
