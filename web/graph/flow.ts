import type { Edge, Node } from '@xyflow/react';
import { layOut, MODEL_SIZE, SHEET_SIZE } from './layout.ts';
import { type GraphSpec, junctionsOf, labelOf, linksOf, modelsOf, sheetOf, usedSheets } from './spec.ts';

/**
 * The graph as React Flow draws it. Its `source` and `target` are our `from` and `to`; they are called so nowhere but in web/graph.
 */
export type ModelCard = Node<
  {
    readonly label: string;
    readonly model: string;
    readonly sheet: string | null;
    readonly fields: number;
    readonly errors: number;
    readonly warnings: number;
    /** Fields that refer to records of the same node. */
    readonly own: readonly string[];
  },
  'model'
>;
export type SheetCard = Node<
  { readonly sheet: string; readonly rows: number | null; readonly isUsed: boolean },
  'sheet'
>;
export type Card = ModelCard | SheetCard;
export type Line = Edge<{ readonly kind: 'map' | 'link' }>;

export interface SheetFacts {
  readonly name: string;
  readonly rows: number;
}

export type ProblemCounts = ReadonlyMap<string, { readonly errors: number; readonly warnings: number }>;

const SHEET_PREFIX = 'sheet:';

export function sheetCardId(sheet: string): string {
  return `${SHEET_PREFIX}${sheet}`;
}

/** The sheet whose card it is; undefined for a model's. */
export function sheetOfCard(id: string): string | undefined {
  return id.startsWith(SHEET_PREFIX) ? id.slice(SHEET_PREFIX.length) : undefined;
}

/** Sheets of the dataset first, then those that the graph speaks of and the dataset has not. */
export function sheetNames(spec: GraphSpec, facts: readonly SheetFacts[]): readonly string[] {
  const named = [
    ...modelsOf(spec).flatMap((node) => sheetOf(spec, node) ?? []),
    ...modelsOf(spec).flatMap(junctionsOf),
    ...spec.nodes.flatMap((node) => (node.type === 'sheet' ? [node.data.sheet] : [])),
  ];
  return [...new Set([...facts.map(({ name }) => name), ...named])];
}

export function toFlow(
  spec: GraphSpec,
  facts: readonly SheetFacts[],
  problems: ProblemCounts,
): { readonly nodes: Card[]; readonly edges: Line[] } {
  const sheets = sheetNames(spec, facts);
  const places = layOut(spec, sheets);
  const models = modelsOf(spec);
  const links = linksOf(spec);
  const rows = new Map(facts.map((sheet) => [sheet.name, sheet.rows]));
  const used = usedSheets(spec);
  const modelCards = models.map((node): ModelCard => {
    const found = problems.get(node.id);
    return {
      id: node.id,
      type: 'model',
      position: places.models.get(node.id) ?? { x: 0, y: 0 },
      ...MODEL_SIZE,
      ariaLabel: `${labelOf(node)}, ${node.data.odooModel}`,
      data: {
        label: labelOf(node),
        model: node.data.odooModel,
        sheet: sheetOf(spec, node) ?? null,
        fields: Object.keys(node.data.fields).length,
        errors: found?.errors ?? 0,
        warnings: found?.warnings ?? 0,
        own: links.find(({ from, to }) => from === node.id && to === node.id)?.fields ?? [],
      },
    };
  });
  const sheetCards = sheets.map(
    (sheet): SheetCard => ({
      id: sheetCardId(sheet),
      type: 'sheet',
      position: places.sheets.get(sheet) ?? { x: 0, y: 0 },
      ...SHEET_SIZE,
      draggable: false,
      ariaLabel: sheet,
      data: { sheet, rows: rows.get(sheet) ?? null, isUsed: used.has(sheet) },
    }),
  );
  return { nodes: [...sheetCards, ...modelCards], edges: [...mapLines(spec), ...linkLines(links)] };
}

function mapLines(spec: GraphSpec): Line[] {
  return modelsOf(spec).flatMap((node) =>
    [...new Set([sheetOf(spec, node) ?? [], junctionsOf(node)].flat())].map(
      (sheet): Line => ({
        id: `map ${sheet} ${node.id}`,
        source: sheetCardId(sheet),
        target: node.id,
        focusable: false,
        selectable: false,
        data: { kind: 'map' },
      }),
    ),
  );
}

function linkLines(links: ReturnType<typeof linksOf>): Line[] {
  return links
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, fields }) => ({
      id: `link ${from} ${to}`,
      source: from,
      target: to,
      label: fields.join(', '),
      data: { kind: 'link' },
    }));
}

/** The nodes that a line of the canvas joins; undefined for a sheet's. */
export function linkOfLine({
  source,
  target,
}: {
  readonly source: string;
  readonly target: string;
}): { readonly from: string; readonly to: string } | undefined {
  return sheetOfCard(source) === undefined ? { from: source, to: target } : undefined;
}
