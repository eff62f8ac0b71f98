import type { Kind } from './formula-functions.ts';
import { type Checked, callNode, castNode, compareNode, type SyntaxNode, textNode } from './syntax-nodes.ts';

/**
 * Cells are texts, and the engine neither computes nor compares a text with a number. So a text is turned where a number or a date is
 * due, and a number where a text is due. A floating number is written with the 15 digits that it holds for sure.
 */
export function asNumber(value: Checked): Checked {
  if (!isText(value.kind)) return value;
  return { node: castNode(value.node, 'DOUBLE'), kind: 'double', most: NUMBER_LENGTH };
}

export function asText(value: Checked): Checked {
  if (isText(value.kind) || value.kind === 'null') return value;
  if (value.kind !== 'double')
    return { ...plain(value), node: castNode(value.node, 'VARCHAR'), kind: 'text' };
  const node = callNode('printf', [textNode('%.15g'), castNode(value.node, 'DOUBLE')]);
  return { node, kind: 'text', most: NUMBER_LENGTH };
}

export function asDate(value: Checked): Checked {
  if (!isText(value.kind)) return value;
  return { node: castNode(value.node, 'TIMESTAMP'), kind: 'date', most: DATE_LENGTH };
}

export function asWhole(value: Checked): Checked {
  if (typeof value.written === 'number') return value;
  return { node: castNode(value.node, 'INTEGER'), kind: 'number', most: NUMBER_LENGTH };
}

export const NUMBER_LENGTH = 40;
export const DATE_LENGTH = 40;

export function isText(kind: Kind): boolean {
  return kind === 'text' || kind === 'literal';
}

function isNumber(kind: Kind): boolean {
  return kind === 'number' || kind === 'double';
}

function plain({ node, kind, most }: Checked): Checked {
  return { node, kind, most };
}

/** Values that are compared with each other, made comparable. */
export function alike(values: readonly Checked[]): readonly Checked[] {
  if (values.some(({ kind }) => isNumber(kind))) return values.map(asNumber);
  if (values.some(({ kind }) => kind === 'date')) return values.map(asDate);
  return values;
}

export function compared(type: string, left: Checked, right: Checked): SyntaxNode {
  const [a = left, b = right] = alike([left, right]);
  return compareNode(type, a.node, b.node);
}

/** Branches of one value: the engine does not mix a column's text with a number, so that all are texts where one is. */
export function united(values: readonly Checked[]): readonly Checked[] {
  return together(values) === 'text' ? values.map(asText) : values;
}

/** What branches are together. */
export function together(values: readonly Checked[]): Kind {
  const kinds = new Set(values.map(({ kind }) => kind).filter((kind) => kind !== 'null'));
  if (kinds.has('text')) return 'text';
  if (kinds.size > 1) kinds.delete('literal');
  if (kinds.has('double')) return 'double';
  const [first] = kinds;
  if (first === undefined) return 'null';
  return first === 'literal' && values.length > 1 ? 'text' : first;
}

/** `+` and `-` know dates and spans of time besides numbers. */
export function added(name: string, left: Checked, right: Checked): Checked {
  const kinds = [left.kind, right.kind];
  if (kinds.includes('interval')) {
    const [a, b] = [asDate(left), asDate(right)];
    const kind = kinds.every((one) => one === 'interval') ? 'interval' : 'date';
    return { node: callNode(name, [a.node, b.node], true), kind, most: DATE_LENGTH };
  }
  if (kinds.includes('date')) {
    const days = (value: Checked) => (name === '+' && isText(value.kind) ? asWhole(value) : value);
    const kind = kinds.every((one) => one === 'date') ? 'number' : 'date';
    return { node: callNode(name, [days(left).node, days(right).node], true), kind, most: DATE_LENGTH };
  }
  return computed(name, [left, right]);
}

export function computed(name: string, values: readonly Checked[], isOperator = true): Checked {
  const numbers = values.map(asNumber);
  const isDouble = name === '/' || numbers.some(({ kind }) => kind === 'double');
  return {
    node: callNode(
      name,
      numbers.map(({ node }) => node),
      isOperator,
    ),
    kind: isDouble ? 'double' : 'number',
    most: NUMBER_LENGTH,
  };
}
