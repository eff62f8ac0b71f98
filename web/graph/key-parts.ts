import { columnOf, type FieldMapping, type KeyPart, type Transform } from './spec.ts';

/** What is done to the values of a part of a key before they are compared. */
export function stepsOf(part: KeyPart): readonly Transform[] {
  return typeof part === 'string' ? [] : (part.transforms ?? []);
}

/** A column with nothing done to it is only its name. */
export function withSteps(part: KeyPart, steps: readonly Transform[]): KeyPart {
  const transforms = steps.length === 0 ? {} : { transforms: [...steps] };
  if (typeof part === 'object' && 'formula' in part) return { formula: part.formula, ...transforms };
  const column = columnOf(part);
  return steps.length === 0 ? column : { column, ...transforms };
}

/** Another column, or the formula that stands there already; what is done to the values stays. */
export function withColumn(part: KeyPart | undefined, column: string): KeyPart {
  if (part === undefined || columnOf(part) === column) return part ?? column;
  return withSteps(column, stepsOf(part));
}

/** The parts of these columns and formulas, in this order; those that were there before stay as they are. */
export function choose(before: readonly KeyPart[], columns: readonly string[]): KeyPart[] {
  const parts = new Map(before.map((part) => [columnOf(part), part]));
  return columns.map((column) => parts.get(column) ?? column);
}

export function isSameKey(some: readonly KeyPart[], others: readonly KeyPart[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** A mapping that gives the values which the part compares. */
export function mappingOf(part: KeyPart): FieldMapping {
  return typeof part === 'string' ? { column: part } : part;
}

/** A formula in place of a column stands among the columns, so that it is shown. */
export function withFormulas(columns: readonly string[], parts: readonly KeyPart[]): readonly string[] {
  const formulas = parts.flatMap((part) =>
    typeof part === 'object' && 'formula' in part ? [part.formula] : [],
  );
  return columns.length === 0 ? columns : [...columns, ...formulas];
}

export function replacePart(parts: readonly KeyPart[], at: number, part: KeyPart): KeyPart[] {
  return parts.toSpliced(at, 1, part);
}
