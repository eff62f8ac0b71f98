import type { FieldMapping } from '../field-mapping.ts';
import type { Transform } from '../transform.ts';
import { wordsOf } from './words.ts';

/** What a run loaded from a sheet before, on the connection that is asked for. */
export interface AcceptedSheet {
  readonly graph: string;
  readonly sheet: string;
  readonly nodes: readonly AcceptedNode[];
}

export interface AcceptedNode {
  readonly id: string;
  readonly model: string;
  readonly fields: Readonly<Record<string, FieldMapping>>;
}

/** A column that was loaded into a field. */
export interface AcceptedColumn {
  readonly column: string;
  readonly field: string;
  readonly part?: 'first' | 'last';
  /** Null: what it refers to is another node of that graph, and has to be found anew. */
  readonly mapping: FieldMapping | null;
  /** That node. */
  readonly refersTo?: string;
}

/** The columns of a node that became a field of their own; formulas, constants and keys of several columns tell nothing of a header. */
export function acceptedColumns({ fields }: AcceptedNode): readonly AcceptedColumn[] {
  return Object.entries(fields).flatMap(([field, mapping]): readonly AcceptedColumn[] => {
    if ('column' in mapping) return plainColumns(field, mapping);
    if (!('reference' in mapping)) return [];
    const { reference } = mapping;
    if (!('node' in reference))
      return reference.column === undefined ? [] : [{ column: reference.column, field, mapping }];
    const [part, ...others] = reference.columns;
    if (part === undefined || others.length > 0 || reference.through) return [];
    const column = typeof part === 'string' ? part : 'column' in part ? part.column : null;
    if (column === null) return [];
    return [{ column, field, mapping: null, refersTo: reference.node }];
  });
}

function plainColumns(
  field: string,
  mapping: Extract<FieldMapping, { column: string }>,
): readonly AcceptedColumn[] {
  const { column } = mapping;
  const last = field === 'name' ? joinedColumn(mapping.transforms) : null;
  if (last === null) return [{ column, field, mapping }];
  return [
    { column, field, part: 'first', mapping },
    { column: last, field, part: 'last', mapping: null },
  ];
}

function joinedColumn(transforms: readonly Transform[] = []): string | null {
  const joined = transforms.flatMap((step) =>
    typeof step === 'object' && step.name === 'concat' ? step.columns : [],
  );
  return joined.length === 1 ? (joined[0] ?? null) : null;
}

/** Finds a header of today for one of before: the same, or the same words. */
export type FindHeader = (column: string) => string | null;

export function headerFinder(headers: readonly string[]): FindHeader {
  const same = new Set(headers);
  const byWords = new Map(headers.toReversed().map((header) => [wordsOf(header).join(' '), header]));
  return (column) => {
    if (same.has(column)) return column;
    const words = wordsOf(column).join(' ');
    return words === '' ? null : (byWords.get(words) ?? null);
  };
}

/** The mapping with the headers of today; null where one of them is gone. */
export function withHeaders(mapping: FieldMapping, find: FindHeader): FieldMapping | null {
  if ('column' in mapping) return renamed(mapping, find);
  if (!('reference' in mapping) || 'node' in mapping.reference) return null;
  const { within, column, ...rest } = mapping.reference;
  const conditions = Object.entries(within ?? {}).map(
    ([name, one]) => [name, 'column' in one ? renamed(one, find) : one] as const,
  );
  const found = column === undefined ? null : renamed({ ...rest, column }, find);
  if (found === null || conditions.some(([, one]) => one === null)) return null;
  const reference = within ? { ...found, within: Object.fromEntries(conditions) } : found;
  return { ...mapping, reference } as FieldMapping; // no condition is null
}

function renamed<T extends { readonly column: string; readonly transforms?: Transform[] | undefined }>(
  of: T,
  find: FindHeader,
): T | null {
  const column = find(of.column);
  const transforms = of.transforms?.map((step) => renamedStep(step, find));
  if (column === null || transforms?.some((step) => step === null)) return null;
  return { ...of, column, ...(transforms ? { transforms } : {}) };
}

function renamedStep(step: Transform, find: FindHeader): Transform | null {
  if (typeof step !== 'object' || step.name !== 'concat') return step;
  const columns = step.columns.map(find);
  return columns.every((column) => column !== null) ? { ...step, columns } : null;
}
